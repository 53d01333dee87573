/** What the library asks of rows: pages of SOPs, the run in flight of one, its routines, what became of its runs lately. */
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { dynamic, type Param, query } from '../query.ts';

export const SOP_STATUSES = ['draft', 'active', 'archived'] as const;
export type SopStatus = (typeof SOP_STATUSES)[number];

export interface SopFilter {
  readonly status?: SopStatus | undefined;
  readonly workstream?: string | undefined;
  /** Words of the title or the key. */
  readonly words?: string | undefined;
  /** Only those whose key comes after this one: the next page. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Ids and keys of a workspace's SOPs by key, without discarded ones. */
export async function pageOfSops(
  db: Db,
  workspace: string,
  { status, workstream, words = '', after, limit }: SopFilter,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  const like = `%${words.toLowerCase().replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  return db.all(
    dynamic((build) =>
      build
        .selectFrom('sops')
        .select(['id', 'key'])
        .where('workspace_id', '=', workspace)
        .where('status', '<>', 'discarded')
        .$if(status !== undefined, (sops) => sops.where('status', '=', status ?? ''))
        .$if(workstream !== undefined, (sops) => sops.where('workstream', '=', workstream ?? ''))
        .$if(after !== undefined, (sops) => sops.where('key', '>', after ?? ''))
        .$if(words !== '', (sops) => sops.where(sql<boolean>`lower(title || ' ' || key) like ${like} escape '\\'`))
        .orderBy('key')
        .limit(limit),
    ),
    {},
  );
}

const streams = query((build, p: Param<{ workspace: string; limit: number }>) =>
  build
    .selectFrom('sops')
    .select('workstream')
    .distinct()
    .where('workspace_id', '=', p('workspace'))
    .where('workstream', 'is not', null)
    .orderBy('workstream')
    .limit(p('limit')),
);

/** Names of the workstreams that there are. */
export async function listWorkstreams(db: Db, workspace: string, limit: number): Promise<readonly string[]> {
  return (await db.all(streams, { workspace, limit })).flatMap(({ workstream }) => workstream ?? []);
}

const waiting = query((build, p: Param<{ workspace: string; limit: number }>) =>
  build
    .selectFrom('sops')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('draft_edited_at', 'is not', null)
    .orderBy('draft_edited_at', 'desc')
    .orderBy('id')
    .limit(p('limit')),
);

/** Ids of the SOPs with a draft that nobody has published, what was edited last first. */
export async function sopsWithDraft(db: Db, workspace: string, limit: number): Promise<readonly string[]> {
  return (await db.all(waiting, { workspace, limit })).map((row) => row.id);
}

type OfSop = { workspace: string; sop: string; limit: number };

const open = query((build, p: Param<OfSop>) =>
  build
    .selectFrom('runs')
    .select(['id', 'place', 'started_at as startedAt'])
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('status', '=', 'open')
    .orderBy('started_at', 'desc')
    .limit(p('limit')),
);

export interface OpenRun {
  readonly id: string;
  readonly place: string;
  readonly startedAt: number;
}

/** Runs of an SOP that have not ended, the newest first. */
export async function openRunsOf(
  db: Db,
  { workspace, sop, limit }: { readonly workspace: string; readonly sop: string; readonly limit: number },
): Promise<readonly OpenRun[]> {
  return db.all(open, { workspace, sop, limit });
}

const ended = query((build, p: Param<OfSop>) =>
  build
    .selectFrom('runs')
    .select(['id', 'place', 'outcome', 'ended_at as endedAt'])
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('status', '=', 'ended')
    .orderBy('started_at', 'desc')
    .limit(p('limit')),
);

/** Runs of an SOP that have ended, those that began last first. */
export async function endedRunsOf(
  db: Db,
  asked: { readonly workspace: string; readonly sop: string; readonly limit: number },
): Promise<
  readonly { readonly id: string; readonly place: string; readonly outcome: string; readonly endedAt: number }[]
> {
  const rows = await db.all(ended, asked);
  return rows.map(({ outcome, endedAt, ...row }) => ({ ...row, outcome: outcome ?? '', endedAt: endedAt ?? 0 }));
}

const outcomes = query((build, p: Param<OfSop & { since: number }>) =>
  build
    .selectFrom(
      build
        .selectFrom('runs')
        .select('outcome')
        .where('workspace_id', '=', p('workspace'))
        .where('sop_id', '=', p('sop'))
        .where('started_at', '>=', p('since'))
        .limit(p('limit'))
        .as('r'),
    )
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('many')])
    .groupBy('outcome'),
);

export interface Outcomes {
  readonly open: number;
  readonly completed: number;
  readonly incomplete: number;
  readonly cancelled: number;
}

/** What became of the runs of an SOP that began since an instant; of `limit` of them, if there are more. */
export async function outcomesOf(
  db: Db,
  asked: { readonly workspace: string; readonly sop: string; readonly since: number; readonly limit: number },
): Promise<Outcomes> {
  const rows = await db.all(outcomes, asked);
  const many = (outcome: string | null) => Number(rows.find((row) => row.outcome === outcome)?.many ?? 0);
  return {
    open: many(null),
    completed: many('completed'),
    incomplete: many('incomplete'),
    cancelled: many('cancelled'),
  };
}

const routines = query((build, p: Param<OfSop>) =>
  build
    .selectFrom('routines')
    .select(['id', 'place', 'state'])
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('status', '<>', 'ended')
    .orderBy('next', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(p('limit')),
);

/** Routines of an SOP that have not ended, what is next first; each as its stream was saved. */
export async function routinesOfSop(
  db: Db,
  asked: { readonly workspace: string; readonly sop: string; readonly limit: number },
): Promise<readonly { readonly id: string; readonly place: string; readonly state: unknown }[]> {
  return (await db.all(routines, asked)).map((row) => ({ ...row, state: JSON.parse(row.state) as unknown }));
}

const steps = query((build, p: Param<{ workspace: string; run: string }>) =>
  build
    .selectFrom('step_runs')
    .select(({ fn }) => [fn.count<number>('ended_at').as('ended'), fn.min<number | null>('due').as('due')])
    .where('workspace_id', '=', p('workspace'))
    .where('run_id', '=', p('run')),
);

/** How many steps of a run have ended, and the first deadline of those that are owed. */
export async function stepsIn(
  db: Db,
  workspace: string,
  run: string,
): Promise<{ readonly ended: number; readonly due?: number }> {
  const row = await db.one(steps, { workspace, run });
  return { ended: Number(row?.ended ?? 0), ...(row?.due ? { due: Number(row.due) } : {}) };
}
