/** What the digest of a place is made from: its runs of some days, and all that happened in them. */
import type { Db } from '../database.ts';
import { dynamic, type Param, query } from '../query.ts';

export interface DigestRun {
  readonly id: string;
  readonly sop: string;
  readonly revision: number;
  readonly startedAt: number;
}

interface Where {
  readonly workspace: string;
  readonly place: string;
  readonly limit: number;
}

const facts = ['id', 'sop_id as sop', 'revision', 'started_at as startedAt'] as const;

const open = query((build, p: Param<Where & { to: number }>) =>
  build
    .selectFrom('runs')
    .select(facts)
    .where('workspace_id', '=', p('workspace'))
    .where('place', '=', p('place'))
    .where('ended_at', 'is', null)
    .where('started_at', '<', p('to'))
    .orderBy('started_at', 'desc')
    .limit(p('limit')),
);

const ended = query((build, p: Param<Where & { from: number; to: number }>) =>
  build
    .selectFrom('runs')
    .select(facts)
    .where('workspace_id', '=', p('workspace'))
    .where('place', '=', p('place'))
    .where('ended_at', '>=', p('from'))
    .where('started_at', '<', p('to'))
    .orderBy('ended_at', 'desc')
    .limit(p('limit')),
);

/**
 * The runs of a place that were under way at some moment from `from` until before `to` (instants), oldest first: at most
 * `limit`, the newest of them, and one more if there are more.
 */
export async function runsUnderWay(
  db: Db,
  { limit, ...where }: Where & { readonly from: number; readonly to: number },
): Promise<readonly DigestRun[]> {
  const asked = { ...where, limit: limit + 1 };
  const found = [...(await db.all(open, asked)), ...(await db.all(ended, asked))];
  const newest = found.toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1));
  return newest.slice(0, limit + 1).toReversed();
}

export interface RunHistory {
  readonly run: string;
  /** With its type, actor and instant, as the engine made it. */
  readonly events: readonly object[];
}

/** The events of these runs, each run's in order. At most a few dozen runs at a time: their histories are held at once. */
export async function historiesOf(db: Db, workspace: string, runs: readonly string[]): Promise<readonly RunHistory[]> {
  if (runs.length === 0) return [];
  const rows = await db.all(
    dynamic((build) =>
      build
        .selectFrom('events')
        .select(['stream', 'type', 'data', 'actor', 'at'])
        .where('workspace_id', '=', workspace)
        .where('stream', 'in', runs)
        .orderBy('stream')
        .orderBy('seq'),
    ),
    {},
  );
  const events = new Map(runs.map((run): [string, object[]] => [run, []]));
  for (const { stream, type, data, actor, at } of rows) {
    const said = { ...(JSON.parse(data) as object), type, actor: JSON.parse(actor) as unknown, at };
    events.get(stream)?.push(said);
  }
  return [...events].map(([run, its]) => ({ run, events: its }));
}
