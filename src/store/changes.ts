/** What changed, one row for each commit of a stream: whoever looks on is told, and reads again what they show. */
import { sql } from 'kysely';
import type { Database, Db, Tx } from './database.ts';
import { type Bound, type Param, query } from './query.ts';
import { insert } from './write.ts';

export interface Change {
  /** Where it stands among all changes: what to go on from. */
  readonly at: Position;
  readonly workspace: string;
  /** The kind of stream: `run`, `sop`, `routine`, … */
  readonly kind: string;
  readonly id: string;
  /** Its version before the commit, and after it: the events between came with it. */
  readonly since: number;
  readonly version: number;
}

/** By the transaction, then within it. On SQLite all are of transaction 0. */
export interface Position {
  readonly xact: number;
  readonly seq: number;
}

const write = insert({ into: 'changes', columns: ['workspace_id', 'kind', 'id', 'since', 'version', 'at'] });

export function putChange(tx: Tx, change: Omit<Change, 'at'> & { readonly now: number }): void {
  const { workspace, kind, id, since, version, now } = change;
  tx.put(write, { workspace_id: workspace, kind, id, since, version, at: now });
}

type Page = { xact: number; seq: number; limit: number };

const page = query((build, p: Param<Page>, dialect) => {
  const changes = build
    .selectFrom('changes')
    .select(['xact', 'seq', 'workspace_id', 'kind', 'id', 'since', 'version'])
    .limit(p('limit'));
  // One transaction may commit before another that began earlier: none is told of before all earlier ones have ended.
  return dialect === 'sqlite'
    ? changes.where('seq', '>', p('seq')).orderBy('seq')
    : changes
        .where(({ eb, refTuple, tuple }) => eb(refTuple('xact', 'seq'), '>', tuple(p('xact'), p('seq'))))
        .where(sql<boolean>`xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
        .orderBy('xact')
        .orderBy('seq');
});

/** Of all workspaces, in order. */
export async function changesSince(db: Db, { xact, seq }: Position, limit: number): Promise<readonly Change[]> {
  const rows = await db.all(page, { xact, seq, limit });
  return rows.map(({ workspace_id: workspace, kind, id, since, version, ...at }) => ({
    at: { xact: Number(at.xact), seq: Number(at.seq) },
    ...{ workspace, kind, id, since: Number(since), version },
  }));
}

const after = query((build, p: Param<Position>, dialect) => {
  const changes = build.selectFrom('changes').select('seq').limit(1);
  return dialect === 'sqlite'
    ? changes.where('seq', '>', p('seq'))
    : changes.where(({ eb, refTuple, tuple }) => eb(refTuple('xact', 'seq'), '>', tuple(p('xact'), p('seq'))));
});

/** Also of those that `changesSince` does not tell of yet: on PostgreSQL a transaction that began earlier may go on, in any database. */
export async function areChangesAfter(db: Db, { xact, seq }: Position): Promise<boolean> {
  return (await db.one(after, { xact, seq })) !== undefined;
}

const newest = query((build, _: Param<Bound>) =>
  build.selectFrom('changes').select('seq').orderBy('seq', 'desc').limit(1),
);
const running = query((build, _: Param<Bound>) =>
  build.selectNoFrom(sql<number>`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`.as('xact')),
);

/** All that is committed from now on comes after it; on PostgreSQL also what was committed while others were at work. */
export async function presentPosition(db: Database): Promise<Position> {
  if (db.dialect === 'sqlite') return { xact: 0, seq: (await db.one(newest, {}))?.seq ?? 0 };
  // What is under way has this number, or a higher one.
  return { xact: Number((await db.one(running, {}))?.xact ?? 0) - 1, seq: Number.MAX_SAFE_INTEGER };
}

const first = query((build, _: Param<Bound>) =>
  build.selectFrom('changes').select(['xact', 'seq']).orderBy('xact').orderBy('seq').limit(1),
);
const firstOfSqlite = query((build, _: Param<Bound>) =>
  build.selectFrom('changes').select(['xact', 'seq']).orderBy('seq').limit(1),
);

/** The oldest that is still kept; undefined: none is. */
export async function oldestChange(db: Database): Promise<Position | undefined> {
  const row = await db.one(db.dialect === 'sqlite' ? firstOfSqlite : first, {});
  return row && { xact: Number(row.xact), seq: Number(row.seq) };
}

const prune = query((build, p: Param<{ before: number }>) => build.deleteFrom('changes').where('at', '<', p('before')));

/** Removes those of before an instant: who has not looked since reads everything anew. */
export async function pruneChanges(db: Database, before: number): Promise<void> {
  await db.run(prune, { before });
}
