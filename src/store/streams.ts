/** The saved state of runs, SOPs, imports, routines, settings and digests: one row each, guarded by its version. */
import type { Db, Tx } from './database.ts';
import { type Build, lookup, type Param } from './query.ts';
import type { Tables } from './tables.ts';
import { insert, versionedUpdate } from './write.ts';

export type StreamKind = 'run' | 'sop' | 'import' | 'routine' | 'settings' | 'digest';

interface Rows {
  run: Tables['runs'];
  sop: Tables['sops'];
  import: Tables['imports'];
  routine: Tables['routines'];
  settings: Tables['settings'];
  digest: Tables['digests'];
}

/** A stream's row; `state` is any plain data, `version` and `head` are what `appendEvents` gave. */
export type StreamRow<Kind extends StreamKind> = Omit<Rows[Kind], 'state'> & { readonly state: object };

export interface SavedStream {
  readonly state: unknown;
  readonly version: number;
  /** The last event's hash. */
  readonly hash: string;
}

type Key = { workspace: string; id: string; known: string };

const byId = {
  run: lookup((build, p: Param<Key>) => saved(build, p, 'runs')),
  sop: lookup((build, p: Param<Key>) => saved(build, p, 'sops')),
  import: lookup((build, p: Param<Key>) => saved(build, p, 'imports')),
  routine: lookup((build, p: Param<Key>) => saved(build, p, 'routines')),
  settings: lookup((build, p: Param<Key>) => saved(build, p, 'settings')),
  digest: lookup((build, p: Param<Key>) => saved(build, p, 'digests')),
};

function saved(build: Build, p: Param<Key>, table: 'runs' | 'sops' | 'imports' | 'routines' | 'settings' | 'digests') {
  return build
    .selectFrom(table)
    .select(['version', 'head'])
    .select((eb) => eb.case().when('head', '=', p('known')).then(null).else(eb.ref('state')).end().as('state'))
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'));
}

/**
 * A stream as it was saved last, or undefined if there is none of this id in the workspace. If it is still what is
 * `known`, that is given back and its state is not read again: the head of its chain stands for all that happened.
 */
export async function loadStream(
  db: Db,
  kind: StreamKind,
  workspace: string,
  id: string,
  known?: SavedStream,
): Promise<SavedStream | undefined> {
  const row = await db.one(byId[kind], { workspace, id, known: known?.hash ?? '' });
  if (!row || row.state === null) return row && known;
  return { state: JSON.parse(row.state) as unknown, version: row.version, hash: row.head };
}

const common = ['status', 'version', 'head', 'state', 'updated_at'] as const;
const key = ['workspace_id', 'id'] as const;
const runEnds = ['status', 'outcome', 'exclusive', 'ended_at'] as const;
// While a run is open its status stays: not naming it here spares the indexes of open runs.
const runChanges = ['version', 'head', 'state', 'updated_at'] as const;
const runFacts = ['title', 'sop_id', 'sop_key', 'revision', 'place', 'started_at', 'started_by'] as const;
const sopChanges = [
  'key',
  'title',
  'revision',
  'document',
  'open_proposals',
  'workstream',
  'draft_edited_at',
  ...common,
] as const;

const writes = {
  run: {
    first: insert({ into: 'runs', columns: [...key, ...runFacts, ...runEnds, ...runChanges] }),
    next: versionedUpdate({ table: 'runs', key, set: runChanges }),
    last: versionedUpdate({ table: 'runs', key, set: [...runEnds, ...runChanges] }),
  },
  sop: {
    first: insert({ into: 'sops', columns: [...key, ...sopChanges] }),
    next: versionedUpdate({ table: 'sops', key, set: sopChanges }),
  },
  import: {
    first: insert({ into: 'imports', columns: [...key, 'file', 'place', ...common] }),
    next: versionedUpdate({ table: 'imports', key, set: common }),
  },
  routine: {
    first: insert({ into: 'routines', columns: [...key, 'sop_id', 'place', 'next', ...common] }),
    next: versionedUpdate({ table: 'routines', key, set: ['sop_id', 'place', 'next', ...common] }),
  },
  settings: {
    first: insert({ into: 'settings', columns: [...key, ...common] }),
    next: versionedUpdate({ table: 'settings', key, set: common }),
  },
  digest: {
    first: insert({ into: 'digests', columns: [...key, ...common] }),
    next: versionedUpdate({ table: 'digests', key, set: common }),
  },
};

/**
 * Saves a stream that was loaded at version `from` (0: it is new). If it has another version by now, or a unique index
 * says no (an SOP's key, an open run of a one-at-a-time SOP, a second routine of an SOP in a place), the transaction ends
 * with `VersionConflict`. What a stream is about (a run's SOP, place and start) is written once and never changed.
 */
export function saveStream<Kind extends StreamKind>(tx: Tx, kind: Kind, row: StreamRow<Kind>, from: number): void {
  const write = writes[kind];
  const cells = { ...row, state: JSON.stringify(row.state) };
  if (from === 0) tx.put<never>(write.first, cells as never);
  else if ('last' in write && row.status !== 'open')
    tx.put<never>(write.last, { ...cells, from_version: from } as never);
  else tx.put<never>(write.next, { ...cells, from_version: from } as never);
}
