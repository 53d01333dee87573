/** What lessons are looked for in: the cases on record, newest first, and the SOPs that have proposals or cases. */
import type { Db } from '../database.ts';
import { type Param, query } from '../query.ts';

/** `asked`: 1 if somebody said that the procedure should change. */
export interface TroubleRow {
  readonly run: string;
  readonly ref: string;
  readonly step: string;
  readonly kind: string;
  readonly revision: number;
  readonly asked: number;
  readonly at: number;
}

interface OfSop {
  readonly workspace: string;
  readonly sop: string;
  /** Instants before it are not looked at. */
  readonly since: number;
  readonly limit: number;
}

const columns = ['run_id as run', 'ref', 'step', 'kind', 'revision', 'asked', 'at'] as const;

const ofStep = query((build, p: Param<OfSop & { step: string }>) =>
  build
    .selectFrom('troubles')
    .select(columns)
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('step', '=', p('step'))
    .where('at', '>=', p('since'))
    .orderBy('at', 'desc')
    .orderBy('ref', 'desc')
    .limit(p('limit')),
);

/** Cases on one step of an SOP; `step` is empty for the runs as a whole. */
export async function troublesOfStep(db: Db, where: OfSop & { readonly step: string }): Promise<readonly TroubleRow[]> {
  return db.all(ofStep, where);
}

const ofSop = query((build, p: Param<OfSop>) =>
  build
    .selectFrom('troubles')
    .select(columns)
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('at', '>=', p('since'))
    .orderBy('at', 'desc')
    .orderBy('ref', 'desc')
    .limit(p('limit')),
);

/** Cases on any step of an SOP. */
export async function troublesOfSop(db: Db, where: OfSop): Promise<readonly TroubleRow[]> {
  return db.all(ofSop, where);
}

const counts = query((build, p: Param<{ workspace: string; since: number; limit: number }>) =>
  build
    .selectFrom('troubles')
    .innerJoin('sops', (on) =>
      on.onRef('sops.workspace_id', '=', 'troubles.workspace_id').onRef('sops.id', '=', 'troubles.sop_id'),
    )
    .select(['sops.id', 'sops.key', 'sops.title'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .where('troubles.workspace_id', '=', p('workspace'))
    .where('troubles.at', '>=', p('since'))
    .where('sops.status', '=', 'active')
    .groupBy(['sops.id', 'sops.key', 'sops.title'])
    .orderBy('cases', 'desc')
    .orderBy('sops.key')
    .limit(p('limit')),
);

/** Active SOPs whose runs had trouble since then, those with the most cases first. */
export async function sopsInTrouble(
  db: Db,
  asked: { readonly workspace: string; readonly since: number; readonly limit: number },
): Promise<readonly { readonly id: string; readonly key: string; readonly title: string; readonly cases: number }[]> {
  return db.all(counts, asked);
}

const proposing = query((build, p: Param<{ workspace: string; limit: number }>) =>
  build
    .selectFrom('sops')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('open_proposals', '>', 0)
    .orderBy('key')
    .limit(p('limit')),
);

/** Ids of the SOPs that have open proposals, by key. */
export async function sopsProposing(db: Db, workspace: string, limit: number): Promise<readonly string[]> {
  return (await db.all(proposing, { workspace, limit })).map((row) => row.id);
}
