/** What became of a run day by day, and who waited for whom: told by folding its events, so nothing is kept for it. */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import type { RunEvent } from './events.ts';
import { evolveRun } from './evolve.ts';
import { blockerOf, isOwed, stopOf } from './live.ts';
import { type ExceptionRecord, initialRun, type RunState, type StepRun } from './state.ts';

type KnownRun = Exclude<RunState, { status: 'none' }>;

/** Of a day: steps that ended in it, and those that somebody owed at its end. A step counts once a day. */
export interface Counts {
  readonly done: number;
  readonly skipped: number;
  readonly missed: number;
  readonly open: number;
  readonly notApplicable: number;
}

/** Somebody's turn: from when it was theirs until it was over, or not theirs any more. */
export interface Wait {
  /** Absent: the whole run was stopped. */
  readonly step?: string;
  /** `decision`: over an exception. */
  readonly for: 'work' | 'approval' | 'decision';
  /** Who had the turn last: a person where one had it by name. */
  readonly assignee?: string;
  readonly role?: string;
  /** Who waited: whoever did the work, sent it back or raised the exception. Absent: only the run did. */
  readonly waiting?: Actor;
  readonly since: Instant;
  /** Absent: it still waits. */
  readonly until?: Instant;
}

export interface Account {
  /** As it stood at the end of the last day. */
  readonly run: KnownRun;
  /** One for each day. */
  readonly days: readonly Counts[];
  /** Those that were not over before the first day began, in the order in which they began. */
  readonly waits: readonly Wait[];
}

/**
 * `marks`: when each day begins, ascending, and when the last one ends. What happened from then on is not looked at.
 * Undefined if the run had not begun by then.
 */
export function accountOf(events: readonly RunEvent[], marks: readonly Instant[]): Account | undefined {
  let state: RunState = initialRun;
  const days: Counts[] = [];
  const turns = new Map<string, Wait>();
  const waits: Wait[] = [];
  const endDays = (until: Instant) => {
    while (days.length < marks.length - 1 && (marks[days.length + 1] ?? Infinity) <= until) {
      days.push(countsIn(state, marks[days.length] ?? 0));
    }
  };
  for (const event of events) {
    endDays(event.at);
    if (days.length === marks.length - 1) break;
    state = evolveRun(state, event);
    waits.push(...passTurns(turns, state, event.at));
  }
  endDays(Infinity);
  if (state.status === 'none') return undefined;
  const from = marks[0] ?? 0;
  const all = [...waits, ...turns.values()].filter((one) => (one.until ?? Infinity) >= from);
  return { run: state, days, waits: all.toSorted((one, other) => one.since - other.since) };
}

export const NOTHING_COUNTED: Counts = { done: 0, skipped: 0, missed: 0, open: 0, notApplicable: 0 };

/** Several runs, or several days, together. */
export function summed(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, one) => ({
      done: sum.done + one.done,
      skipped: sum.skipped + one.skipped,
      missed: sum.missed + one.missed,
      open: sum.open + one.open,
      notApplicable: sum.notApplicable + one.notApplicable,
    }),
    NOTHING_COUNTED,
  );
}

/** Of a run as it stands: what ended from this instant on, and what is owed now. */
export function countsIn(run: RunState, from: Instant): Counts {
  if (run.status === 'none') return NOTHING_COUNTED;
  const ended = (state: StepRun['state']) =>
    run.steps.filter((step) => step.state === state && 'at' in step && step.at >= from).length;
  return {
    done: ended('completed'),
    skipped: ended('skipped'),
    missed: ended('missed'),
    open: run.status === 'open' ? run.steps.filter(isOwed).length : 0,
    notApplicable: ended('not_applicable'),
  };
}

/** Notes whose turn it is now; gives the turns that are over. */
function passTurns(turns: Map<string, Wait>, run: RunState, at: Instant): Wait[] {
  const now = new Map(run.status === 'open' ? turnsIn(run, at) : []);
  const over = [...turns].filter(([key]) => !now.has(key));
  for (const [key] of over) turns.delete(key);
  for (const [key, turn] of now) turns.set(key, { ...turn, since: turns.get(key)?.since ?? at });
  return over.map(([, turn]) => ({ ...turn, until: at }));
}

/** Each turn under a key that is another one when somebody else's, or a new attempt's, begins. */
function turnsIn(run: Extract<RunState, { status: 'open' }>, since: Instant): [string, Wait][] {
  const stop = stopOf(run);
  if (stop) return [[`decision ${stop.id} ${stop.owner}`, decision(stop, since)]];
  return run.steps.flatMap((step): [string, Wait][] => {
    const blocker = blockerOf(run, step.id);
    if (blocker) return [[`decision ${blocker.id} ${blocker.owner}`, decision(blocker, since)]];
    if (!isOwed(step)) return [];
    const isApproval = step.state === 'waiting_approval';
    const waiting =
      step.state === 'waiting_approval' ? step.submitted?.by : step.state === 'rework' ? step.sentBack.by : undefined;
    const turn: Wait = {
      ...{ step: step.id, for: isApproval ? 'approval' : 'work', since },
      ...optional('assignee', isApproval ? undefined : step.assignee),
      ...optional('role', step.role),
      ...optional('waiting', waiting),
    };
    return [[`${turn.for} ${step.id} ${step.attempt} ${step.role}`, turn]];
  });
}

function decision(exception: ExceptionRecord, since: Instant): Wait {
  const { step, owner: role, raisedBy: waiting } = exception;
  return { for: 'decision', since, waiting, ...optional('step', step), ...optional('role', role) };
}
