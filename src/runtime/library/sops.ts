/**
 * The library's read model of SOPs: what a list says of each, and all there is to one. Every question is bounded and goes
 * by an index: it costs the same when there are a million runs.
 */
import { scheduleWords } from '../../cards/schedule-words.ts';
import { DELEGATION_STATES, type Definition, roleTitle } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import { readiness } from '../../engine/readiness.ts';
import type { KnownRoutine } from '../../engine/routine/routine.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import {
  endedRunsOf,
  openRunsOf,
  pageOfSops,
  routinesOfSop,
  type SopFilter,
  type SopStatus,
  stepsIn,
} from '../../store/reads/library.ts';
import type { Looking } from '../sight.ts';
import { type Caller, runsSeen } from './caller.ts';
import { routinesSeen } from './routines.ts';

export interface SopSummary {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: SopStatus;
  /** The highest published revision, 0 before the first. */
  readonly revision: number;
  readonly workstream: string | null;
  /** Who answers for it; null: nobody is named. */
  readonly owner: Owner | null;
  /** How completely it answers the six questions, 0 to 100. */
  readonly readiness: number;
  readonly stepCount: number;
  /** How many steps are in which delegation state; those without a step are left out. */
  readonly delegation: Readonly<Record<string, number>>;
  /** A draft that waits to be published; null: there is none. */
  readonly draft: DraftFacts | null;
  /** The newest run in flight that the caller may see; null: none. */
  readonly run: RunInFlight | null;
  /** Runs in flight, in conversations that the caller may not read, too; at most `MOST_OPEN`. */
  readonly openRuns: number;
  /** The routine that starts the next run, of those that the caller sees; null: none. */
  readonly routine: RoutineFacts | null;
  /** The newest run that has ended and that the caller may see. */
  readonly lastRun: { readonly id: string; readonly outcome: string; readonly endedAt: Instant } | null;
  /** Edits that runs taught and nobody has decided over. */
  readonly openProposals: number;
}

export interface Owner {
  readonly role: string;
  readonly title: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

export interface DraftFacts {
  readonly draft: number;
  readonly edit: number;
  readonly openQuestions: number;
  readonly editedAt: Instant;
}

export interface RunInFlight {
  readonly id: string;
  readonly startedAt: Instant;
  readonly ended: number;
  readonly of: number;
  readonly isLate: boolean;
}

export interface RoutineFacts {
  readonly id: string;
  readonly status: KnownRoutine['status'];
  /** In words: `Every weekday at 06:30`. */
  readonly when: string;
  readonly timeZone: string;
  readonly next: Instant | null;
}

/** Runs in flight that are looked through for one that the caller sees; more are not counted. */
export const MOST_OPEN = 100;
/** Ended runs that are looked through for one that the caller sees. */
const MOST_ENDED = 5;
/** Routines that are looked through for one that the caller sees. */
const MOST_ROUTINES = 5;

/** One page, by key. `next`: what to ask for `after` to get the one that follows; null: it was the last. */
export async function sopSummaries(
  looking: Looking,
  caller: Caller,
  filter: SopFilter,
): Promise<{ readonly sops: readonly SopSummary[]; readonly next: string | null }> {
  const found = await pageOfSops(looking.db, caller.workspace, { ...filter, limit: filter.limit + 1 });
  const page = found.slice(0, filter.limit);
  const sops = await Promise.all(page.map(({ id }) => sopSummary(looking, caller, id)));
  const next = found.length > page.length ? (page.at(-1)?.key ?? null) : null;
  return { sops: sops.filter((one) => one !== undefined), next };
}

/** Undefined: there is no such SOP in the workspace, or it was discarded. */
async function sopSummary(looking: Looking, caller: Caller, id: string): Promise<SopSummary | undefined> {
  const sop = await knownSop(looking, caller.workspace, id);
  return sop && summaryOf(looking, caller, sop);
}

export async function knownSop(looking: Looking, workspace: string, id: string): Promise<LibrarySop | undefined> {
  const saved = await looking.memory.stream(looking.db, { workspace, kind: 'sop', id });
  const sop = saved?.state as KnownSop | undefined;
  return sop && isListed(sop) ? sop : undefined;
}

export type LibrarySop = KnownSop & { readonly status: SopStatus };

function isListed(sop: KnownSop): sop is LibrarySop {
  return sop.status !== 'discarded';
}

/** What is in force; before the first revision, the draft. */
export function definitionOf({ active, draft }: KnownSop): Definition | undefined {
  return active ?? draft?.definition;
}

export async function summaryOf(looking: Looking, caller: Caller, sop: LibrarySop): Promise<SopSummary> {
  const { workspace } = caller;
  const about = { workspace, sop: sop.sop };
  const definition = definitionOf(sop);
  const [open, ended, routines] = await Promise.all([
    openRunsOf(looking.db, { ...about, limit: MOST_OPEN }),
    endedRunsOf(looking.db, { ...about, limit: MOST_ENDED }),
    routinesOfSop(looking.db, { ...about, limit: MOST_ROUTINES }),
  ]);
  const [routine] = await routinesSeen(looking, caller, sop, routines);
  const [[inFlight], [last]] = await Promise.all([runsSeen(looking, caller, open), runsSeen(looking, caller, ended)]);
  return {
    ...{ id: sop.sop, key: sop.key, title: sop.title, status: sop.status, revision: sop.revision },
    workstream: definition?.workstream ?? null,
    owner: definition ? await ownerOf(looking, workspace, definition) : null,
    readiness: definition ? readiness(definition).score : 0,
    stepCount: definition?.steps.length ?? 0,
    delegation: definition ? delegationOf(definition) : {},
    draft: draftOf(sop),
    run: inFlight ? await progressOf(looking, caller, { ...inFlight, of: definition?.steps.length ?? 0 }) : null,
    openRuns: open.length,
    routine: routine ? routineFacts(routine) : null,
    lastRun: last ? { id: last.id, outcome: last.outcome, endedAt: last.endedAt } : null,
    openProposals: (sop.proposals ?? []).filter((one) => one.status === 'open').length,
  };
}

export async function ownerOf(looking: Looking, workspace: string, definition: Definition): Promise<Owner | null> {
  const role = definition.accountable_manager ?? definition.exception_owner;
  if (role === undefined) return null;
  const { holders } = await looking.memory.people(looking.db, workspace);
  const names = await looking.memory.names(looking.db, workspace);
  const held = Object.hasOwn(holders, role) ? (holders[role] ?? []) : [];
  const members = held.map((id) => ({ id, name: names[id] ?? id }));
  return { role, title: roleTitle(definition, role), members };
}

function delegationOf({ steps }: Definition): Readonly<Record<string, number>> {
  const counts = DELEGATION_STATES.map(
    (state) => [state, steps.filter((one) => one.delegation === state).length] as const,
  );
  return Object.fromEntries(counts.filter(([, many]) => many > 0));
}

function draftOf({ draft }: KnownSop): DraftFacts | null {
  if (!draft) return null;
  return { draft: draft.draft, edit: draft.edit, openQuestions: draft.questions.length, editedAt: draft.editedAt };
}

async function progressOf(
  { db, now }: Looking,
  { workspace }: Caller,
  { id, startedAt, of }: { readonly id: string; readonly startedAt: Instant; readonly of: number },
): Promise<RunInFlight> {
  const { ended, due } = await stepsIn(db, workspace, id);
  return { id, startedAt, ended, of, isLate: due !== undefined && due < now() };
}

export function routineFacts(state: KnownRoutine): RoutineFacts {
  return {
    id: state.routine,
    status: state.status,
    when: scheduleWords(state.schedule.slots),
    timeZone: state.schedule.zone,
    next: state.status === 'active' ? state.next : null,
  };
}
