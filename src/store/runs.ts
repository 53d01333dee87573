/** Runs as lists, and the rows that answer questions about them. Where a run stands is in its stream (`streams.ts`). */
import type { Db, Tx } from './database.ts';
import { dynamic, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';
import { insert } from './write.ts';

export interface RunSummary {
  readonly id: string;
  readonly sop: string;
  readonly key: string;
  readonly title: string;
  readonly revision: number;
  readonly status: string;
  readonly outcome: string | null;
  readonly place: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

export interface RunFilter {
  readonly status?: 'open' | 'ended';
  readonly sop?: string;
  readonly key?: string;
  readonly place?: string;
  /** Member id. */
  readonly startedBy?: string;
  /** Only runs that started before this instant. */
  readonly before?: number;
  /** Only those that come after this one: the next page. */
  readonly after?: { readonly startedAt: number; readonly id: string };
  readonly limit: number;
}

/** Runs, newest first. */
export async function listRuns(db: Db, workspace: string, filter: RunFilter): Promise<readonly RunSummary[]> {
  const { status, sop, key, place, startedBy, before, after, limit } = filter;
  return db.all(
    dynamic((build) =>
      build
        .selectFrom('runs')
        .select(['id', 'sop_id as sop', 'sop_key as key', 'title', 'revision', 'status', 'outcome', 'place'])
        .select(['started_at as startedAt', 'ended_at as endedAt'])
        .where('workspace_id', '=', workspace)
        .$if(status !== undefined, (runs) => runs.where('status', '=', status ?? ''))
        .$if(sop !== undefined, (runs) => runs.where('sop_id', '=', sop ?? ''))
        .$if(key !== undefined, (runs) => runs.where('sop_key', '=', key ?? ''))
        .$if(place !== undefined, (runs) => runs.where('place', '=', place ?? ''))
        .$if(startedBy !== undefined, (runs) => runs.where('started_by', '=', startedBy ?? ''))
        .$if(before !== undefined, (runs) => runs.where('started_at', '<', before ?? 0))
        .$if(after !== undefined, (runs) =>
          runs.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('started_at', 'id'), '<', tuple(after?.startedAt ?? 0, after?.id ?? '')),
          ),
        )
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit),
    ),
    {},
  );
}

const stepRun = insert({
  into: 'step_runs',
  columns: [
    ...(['workspace_id', 'run_id', 'step', 'sequence_order', 'state', 'role', 'assignee', 'due', 'since'] as const),
    ...(['ended_at', 'ended_by', 'attempt'] as const),
  ],
  onConflict: {
    key: ['workspace_id', 'run_id', 'step'],
    set: ['state', 'role', 'assignee', 'due', 'since', 'ended_at', 'ended_by', 'attempt'],
  },
});

/** Where a step of a run stands now. */
export function putStepRun(tx: Tx, row: Tables['step_runs']): void {
  tx.put(stepRun, row);
}

const evidence = insert({
  into: 'evidence',
  columns: [
    ...(['workspace_id', 'run_id', 'id', 'step', 'item', 'value', 'unit', 'within_limits', 'file'] as const),
    ...(['by_actor', 'at', 'attempt'] as const),
  ],
});

/** What was recorded for a step. */
export function putEvidence(tx: Tx, row: Tables['evidence']): void {
  tx.put(evidence, row);
}

const approval = insert({
  into: 'approvals',
  columns: [
    ...(['workspace_id', 'run_id', 'step', 'attempt', 'member_id', 'decision', 'reason'] as const),
    ...(['standing_in_for', 'at'] as const),
  ],
  onConflict: {
    key: ['workspace_id', 'run_id', 'step', 'attempt', 'member_id'],
    set: ['decision', 'reason', 'standing_in_for', 'at'],
  },
});

/** One person's decision over one attempt of a step; their later one replaces it (the events keep both). */
export function putApproval(tx: Tx, row: Tables['approvals']): void {
  tx.put(approval, row);
}

const exception = insert({
  into: 'exceptions',
  columns: [
    ...(['workspace_id', 'run_id', 'id', 'step', 'kind', 'owner', 'status', 'cause', 'resolution', 'reason'] as const),
    ...(['raised_by', 'raised_at', 'resolved_by', 'resolved_at', 'change'] as const),
  ],
  onConflict: {
    key: ['workspace_id', 'run_id', 'id'],
    set: ['owner', 'status', 'resolution', 'reason', 'resolved_by', 'resolved_at', 'change'],
  },
});

/** A case outside the procedure, as it stands now. */
export function putException(tx: Tx, row: Tables['exceptions']): void {
  tx.put(exception, row);
}

export interface OwedStepRow {
  readonly run: string;
  readonly title: string;
  readonly place: string;
  readonly step: string;
  readonly state: string;
  readonly role: string | null;
  readonly due: number | null;
  readonly since: number | null;
}

const columns = ['s.run_id as run', 'r.title', 'r.place', 's.step', 's.state', 's.role', 's.due', 's.since'] as const;

const ofMember = query((build, p: Param<{ workspace: string; member: string; limit: number }>) =>
  build
    .selectFrom('step_runs as s')
    .innerJoin('runs as r', (on) => on.onRef('r.workspace_id', '=', 's.workspace_id').onRef('r.id', '=', 's.run_id'))
    .select(columns)
    .where('s.workspace_id', '=', p('workspace'))
    .where('s.assignee', '=', p('member'))
    .where('s.assignee', 'is not', null)
    .where('s.ended_at', 'is', null)
    .where('s.since', 'is not', null)
    .where('r.status', '=', 'open')
    .orderBy('s.since')
    .limit(p('limit')),
);

/** What a member owes by name, longest waiting first. */
export async function stepsOwedBy(
  db: Db,
  workspace: string,
  member: string,
  limit: number,
): Promise<readonly OwedStepRow[]> {
  return db.all(ofMember, { workspace, member, limit });
}

const ofRole = query((build, p: Param<{ workspace: string; role: string; limit: number }>) =>
  build
    .selectFrom('step_runs as s')
    .innerJoin('runs as r', (on) => on.onRef('r.workspace_id', '=', 's.workspace_id').onRef('r.id', '=', 's.run_id'))
    .select(columns)
    .where('s.workspace_id', '=', p('workspace'))
    .where('s.role', '=', p('role'))
    .where('s.assignee', 'is', null)
    .where('s.ended_at', 'is', null)
    .where('s.since', 'is not', null)
    .where('r.status', '=', 'open')
    .orderBy('s.since')
    .limit(p('limit')),
);

/** What anybody of a role may take, longest waiting first. */
export async function stepsOwedByRole(
  db: Db,
  workspace: string,
  role: string,
  limit: number,
): Promise<readonly OwedStepRow[]> {
  return db.all(ofRole, { workspace, role, limit });
}

const decidedBy = query((build, p: Param<{ workspace: string; role: string; limit: number }>) =>
  build
    .selectFrom('exceptions as x')
    .innerJoin('runs as r', (on) => on.onRef('r.workspace_id', '=', 'x.workspace_id').onRef('r.id', '=', 'x.run_id'))
    .select('x.run_id as run')
    .distinct()
    .where('x.workspace_id', '=', p('workspace'))
    .where('x.owner', '=', p('role'))
    .where('x.status', '=', 'open')
    .where('r.status', '=', 'open')
    .orderBy('run')
    .limit(p('limit')),
);

/** Ids of open runs in which somebody of a role is to decide over an exception, oldest first. */
export async function openRunsToDecide(
  db: Db,
  workspace: string,
  role: string,
  limit: number,
): Promise<readonly string[]> {
  return (await db.all(decidedBy, { workspace, role, limit })).map((row) => row.run);
}

const runsOfRole = query((build, p: Param<{ workspace: string; role: string }>) =>
  build
    .selectFrom('step_runs as s')
    .innerJoin('runs as r', (on) => on.onRef('r.workspace_id', '=', 's.workspace_id').onRef('r.id', '=', 's.run_id'))
    .select('s.run_id as run')
    .where('s.workspace_id', '=', p('workspace'))
    .where('s.role', '=', p('role'))
    .where('s.ended_at', 'is', null)
    .where('s.since', 'is not', null)
    .where('r.status', '=', 'open')
    .union(
      build
        .selectFrom('exceptions as x')
        .innerJoin('runs as r', (on) =>
          on.onRef('r.workspace_id', '=', 'x.workspace_id').onRef('r.id', '=', 'x.run_id'),
        )
        .select('x.run_id as run')
        .where('x.workspace_id', '=', p('workspace'))
        .where('x.owner', '=', p('role'))
        .where('x.status', '=', 'open')
        .where('r.status', '=', 'open'),
    )
    .orderBy('run'),
);

/** Ids of open runs in which a step, an approval or a decision waits for a role, oldest first. */
export async function openRunsWaitingFor(db: Db, workspace: string, role: string): Promise<readonly string[]> {
  return (await db.all(runsOfRole, { workspace, role })).map((row) => row.run);
}

/**
 * Ids of open runs in which a step is one of these members' by name, or a step, an approval or a decision waits for one of
 * these roles, oldest first.
 */
export async function openRunsConcerning(
  db: Db,
  workspace: string,
  { members, roles }: { readonly members: readonly string[]; readonly roles: readonly string[] },
): Promise<readonly string[]> {
  const rows = await db.all(
    dynamic((build) =>
      build
        .selectFrom('step_runs as s')
        .innerJoin('runs as r', (on) =>
          on.onRef('r.workspace_id', '=', 's.workspace_id').onRef('r.id', '=', 's.run_id'),
        )
        .select('s.run_id as run')
        .where('s.workspace_id', '=', workspace)
        .where('s.assignee', 'in', members)
        .where('s.assignee', 'is not', null)
        .where('s.ended_at', 'is', null)
        .where('s.since', 'is not', null)
        .where('r.status', '=', 'open'),
    ),
    {},
  );
  const runs = new Set(rows.map((row) => row.run));
  for (const role of roles) for (const run of await openRunsWaitingFor(db, workspace, role)) runs.add(run);
  return [...runs].toSorted();
}
