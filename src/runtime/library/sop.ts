/** All there is to one SOP: its definition, each step as it stands now, its routines, its runs, its revisions. */
import type { Definition } from '../../engine/definition.ts';
import { type Clause, readiness } from '../../engine/readiness.ts';
import { type Outcomes, openRunsOf, outcomesOf, routinesOfSop } from '../../store/reads/library.ts';
import { listRevisions, type PublishedRevision } from '../../store/revisions.ts';
import type { KnownRun } from '../rows.ts';
import type { Looking } from '../sight.ts';
import { loadRun } from '../talking.ts';
import { type Caller, runsSeen } from './caller.ts';
import { routinesSeen } from './routines.ts';
import { type RunSummary, runSummaries } from './runs.ts';
import {
  definitionOf,
  knownSop,
  MOST_OPEN,
  type RoutineFacts,
  routineFacts,
  type SopSummary,
  summaryOf,
} from './sops.ts';
import { type StepNow, stepsNow } from './steps.ts';

export interface SopDetail extends SopSummary {
  readonly purpose: string | null;
  readonly steps: readonly StepNow[];
  /** One of each question, with what would raise its score. */
  readonly clauses: readonly Clause[];
  /** What is in force; before the first revision, the draft. */
  readonly definition: Definition;
  /** Those that the caller sees. */
  readonly routines: readonly RoutineFacts[];
  /** The newest that the caller may see. */
  readonly runs: readonly RunSummary[];
  /** What became of the runs that began in the last `COUNTED_DAYS` days; of `COUNTED` of them, if there are more. */
  readonly lately: Outcomes;
  readonly revisions: readonly PublishedRevision[];
  /** The document that it was drafted from. */
  readonly document: { readonly file: string; readonly name: string } | null;
}

export const COUNTED_DAYS = 30;
const COUNTED = 1_000;
const DAY = 86_400_000;
const LISTED = 20;

/** Undefined: there is no such SOP in the workspace, or it was discarded. */
export async function sopDetail(looking: Looking, caller: Caller, id: string): Promise<SopDetail | undefined> {
  const { workspace } = caller;
  const sop = await knownSop(looking, workspace, id);
  const definition = sop && definitionOf(sop);
  if (!sop || !definition) return undefined;
  const about = { workspace, sop: id };
  const since = looking.now() - COUNTED_DAYS * DAY;
  const [summary, routines, runs, lately, revisions, inFlight] = await Promise.all([
    summaryOf(looking, caller, sop),
    routinesOfSop(looking.db, { ...about, limit: LISTED }),
    runSummaries(looking, caller, { sop: id, limit: LISTED }),
    outcomesOf(looking.db, { ...about, since, limit: COUNTED }),
    listRevisions(looking.db, { ...about, limit: LISTED }),
    runInFlight(looking, caller, id),
  ]);
  const document = sop.draft?.document ?? sop.document;
  return {
    ...summary,
    purpose: definition.purpose ?? null,
    steps: stepsNow(definition, inFlight),
    clauses: readiness(definition).clauses,
    definition,
    routines: (await routinesSeen(looking, caller, sop, routines)).map(routineFacts),
    ...{ runs: runs.runs, lately, revisions },
    document: document ? { file: document.file, name: document.name } : null,
  };
}

async function runInFlight(looking: Looking, caller: Caller, sop: string): Promise<KnownRun | undefined> {
  const { workspace } = caller;
  const open = await openRunsOf(looking.db, { workspace, sop, limit: MOST_OPEN });
  const [seen] = await runsSeen(looking, caller, open);
  return seen && loadRun(looking, workspace, seen.id);
}
