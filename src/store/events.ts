/** What has happened. Rows are only ever added: triggers forbid the rest on both databases. */
import { canonical } from '../engine/canonical.ts';
import { GENESIS, type Linked, linkTexts } from './chain.ts';
import type { Db, Tx } from './database.ts';
import { type Param, query } from './query.ts';
import type { Tables } from './tables.ts';
import { insert } from './write.ts';

/** Where a stream's chain ends: how many events it has, and the last one's hash. */
export interface Head {
  readonly version: number;
  readonly hash: string;
}

/** An event as the engine makes it. */
export interface Happened {
  readonly type: string;
  readonly at: number;
  readonly actor: object;
}

export interface StoredEvent extends Linked {
  readonly prevHash: string;
  readonly hash: string;
}

const write = insert({
  into: 'events',
  columns: ['workspace_id', 'stream', 'seq', 'type', 'data', 'actor', 'at', 'prev_hash', 'hash'],
});

/**
 * Appends events behind what was loaded (`after`; absent: a new stream) and gives the new head. If somebody else
 * appended there first, the transaction ends with `VersionConflict`.
 */
export function appendEvents(
  tx: Tx,
  given: {
    readonly workspace: string;
    readonly stream: string;
    readonly after: Head | undefined;
    readonly events: readonly Happened[];
  },
): Head {
  const { workspace, stream } = given;
  let { version, hash } = given.after ?? { version: 0, hash: GENESIS };
  let latest: { readonly actor: object; readonly text: string } | undefined;
  for (const { type, at, actor, ...rest } of given.events) {
    version += 1;
    const data = canonical(rest);
    // The events of one command have one actor.
    if (latest?.actor !== actor) latest = { actor, text: canonical(actor) };
    const by = latest.text;
    const next = linkTexts(hash, { workspace, stream, seq: version, type, at }, data, by);
    tx.put(write, {
      workspace_id: workspace,
      ...{ stream, seq: version, type, data, actor: by, at, prev_hash: hash, hash: next },
    });
    hash = next;
  }
  return { version, hash };
}

const ofStream = query((build, p: Param<{ workspace: string; stream: string }>) =>
  build
    .selectFrom('events')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .orderBy('seq'),
);

/** A stream's events in order, from the first. */
export async function readEvents(db: Db, workspace: string, stream: string): Promise<readonly StoredEvent[]> {
  return (await db.all(ofStream, { workspace, stream })).map(eventOf);
}

const between = query((build, p: Param<{ workspace: string; stream: string; since: number; until: number }>) =>
  build
    .selectFrom('events')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('seq', '>', p('since'))
    .where('seq', '<=', p('until'))
    .orderBy('seq'),
);

/** Those after `since` up to `until`, in order. */
export async function readEventsBetween(
  db: Db,
  at: { readonly workspace: string; readonly stream: string; readonly since: number; readonly until: number },
): Promise<readonly StoredEvent[]> {
  return (await db.all(between, at)).map(eventOf);
}

function eventOf(row: Tables['events']): StoredEvent {
  return {
    ...{ workspace: row.workspace_id, stream: row.stream, seq: row.seq, type: row.type, at: row.at },
    data: JSON.parse(row.data) as unknown,
    actor: JSON.parse(row.actor) as unknown,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

/** Settings of the whole workspace; how somebody is called, and who is away, are not among them. */
const ofEverybody = query((build, p: Param<{ workspace: string; stream: string; limit: number }>) =>
  build
    .selectFrom('events')
    .select(['type', 'data', 'actor', 'at'])
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('type', 'in', ['QuietHoursSet', 'HolidaysSet', 'HolidaysCleared', 'DaysClosed'])
    .orderBy('seq', 'desc')
    .limit(p('limit')),
);

/** Who set what holds for everybody, newest first. */
export async function newestSettings(
  db: Db,
  workspace: string,
  { stream, limit }: { readonly stream: string; readonly limit: number },
): Promise<readonly Pick<StoredEvent, 'type' | 'data' | 'actor' | 'at'>[]> {
  const rows = await db.all(ofEverybody, { workspace, stream, limit });
  return rows.map(({ type, data, actor, at }) => ({
    ...{ type, at, data: JSON.parse(data) as unknown, actor: JSON.parse(actor) as unknown },
  }));
}

const last = query((build, p: Param<{ workspace: string; stream: string }>) =>
  build
    .selectFrom('events')
    .select(['seq', 'hash'])
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .orderBy('seq', 'desc')
    .limit(1),
);

/** Where a stream's chain ends, for streams that have no state row; undefined before the first event. */
export async function chainHead(db: Db, workspace: string, stream: string): Promise<Head | undefined> {
  const row = await db.one(last, { workspace, stream });
  return row && { version: row.seq, hash: row.hash };
}

const streamIds = query((build, p: Param<{ workspace: string }>) =>
  build.selectFrom('events').select('stream').where('workspace_id', '=', p('workspace')).where('seq', '=', 1),
);

/** The ids of all streams of a workspace. Walks its events: for `sopwith verify`, not for serving people. */
export async function listStreams(db: Db, workspace: string): Promise<readonly string[]> {
  return (await db.all(streamIds, { workspace })).map((row) => row.stream);
}
