/** The library's read model of runs: pages of them, and all there is to one. */
import type { Actor } from '../../engine/actor.ts';
import type { Definition } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import type { EvidenceRecord, ExceptionRecord } from '../../engine/run/state.ts';
import type { InputValues } from '../../engine/run/values.ts';
import { chainHead } from '../../store/events.ts';
import { listRuns, type RunFilter } from '../../store/runs.ts';
import type { KnownRun } from '../rows.ts';
import type { Looking } from '../sight.ts';
import { loadRun } from '../talking.ts';
import { type Caller, runsSeen, seesRun } from './caller.ts';
import { type StepNow, stepsNow } from './steps.ts';

export interface RunSummary {
  readonly id: string;
  readonly sop: { readonly id: string; readonly key: string; readonly title: string };
  readonly revision: number;
  readonly status: 'open' | 'ended';
  readonly outcome: string | null;
  /** The conversation that it runs in. */
  readonly place: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

export interface RunDetail extends RunSummary {
  readonly startedBy: Actor;
  readonly endedBy: Actor | null;
  /** The routine that started it. */
  readonly routine: string | null;
  readonly due: Instant | null;
  readonly closes: Instant | null;
  readonly inputs: InputValues;
  readonly steps: readonly StepNow[];
  readonly exceptions: readonly ExceptionRecord[];
  readonly evidence: readonly EvidenceRecord[];
  readonly notes: KnownRun['notes'];
  /** As it was published in the run's revision. */
  readonly definition: Definition;
  /** The end of its chain of events. */
  readonly chain: { readonly length: number; readonly head: string };
}

/**
 * A page, newest first, of the runs that the caller may see: it may hold fewer than asked for. `next`: the last row that
 * was looked at, to go on from; null: there are no more.
 */
export async function runSummaries(
  looking: Looking,
  caller: Caller,
  filter: RunFilter,
): Promise<{
  readonly runs: readonly RunSummary[];
  readonly next: { readonly startedAt: Instant; readonly id: string } | null;
}> {
  const found = await listRuns(looking.db, caller.workspace, { ...filter, limit: filter.limit + 1 });
  const page = found.slice(0, filter.limit);
  const seen = await runsSeen(looking, caller, page);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return {
    runs: seen.map(({ sop, key, title, status, ...rest }) => ({
      ...rest,
      sop: { id: sop, key, title },
      status: status === 'open' ? 'open' : 'ended',
    })),
    next: last ? { startedAt: last.startedAt, id: last.id } : null,
  };
}

/** Undefined: there is no such run in the workspace. `unseen`: it is in a conversation that is closed to the caller. */
export async function runDetail(
  looking: Looking,
  caller: Caller,
  id: string,
): Promise<RunDetail | 'unseen' | undefined> {
  const { workspace } = caller;
  const run = await loadRun(looking, workspace, id);
  if (!run) return undefined;
  if (!(await seesRun(looking, caller, run))) return 'unseen';
  const definition = await looking.memory.definition(looking.db, workspace, run.sop, run.revision);
  const head = await chainHead(looking.db, workspace, id);
  const ended = run.status === 'ended' ? run : undefined;
  return {
    ...{ id: run.run, sop: { id: run.sop, key: run.key, title: run.title }, revision: run.revision },
    ...{ status: run.status, outcome: ended?.outcome ?? null, place: run.place },
    ...{ startedAt: run.startedAt, endedAt: ended?.endedAt ?? null },
    ...{ startedBy: run.startedBy, endedBy: ended?.endedBy ?? null, routine: run.routine ?? null },
    ...{ due: run.due ?? null, closes: run.closes ?? null, inputs: run.inputs },
    steps: stepsNow(definition, run),
    ...{ exceptions: run.exceptions, evidence: run.evidence, notes: run.notes, definition },
    chain: { length: head?.version ?? 0, head: head?.hash ?? '' },
  };
}
