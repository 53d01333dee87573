/** What a run's events owe to the world: cards to show, timers to set. */
import type { Definition } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { type Effect, type Reaction, type Timer, type View, viewKey } from '../effect.ts';
import { ladderFrom, ladderOf, remindAt } from './deadline.ts';
import type { RunEvent } from './events.ts';
import { isOwed, stepRunOf } from './live.ts';
import { calledBy, cardsOf, standInTimers, waitingFor } from './react-people.ts';
import { reminderOf } from './reminders.ts';
import type { RunState } from './state.ts';

export function reactToRun(state: RunState, events: readonly RunEvent[], definition: Definition): Reaction {
  if (state.status === 'none' || events.length === 0) return { effects: [], timers: [] };
  // The run's card comes first: the thread that everything else lives in hangs on it.
  const views: View[] = [{ view: 'run', run: state.run }];
  for (const event of events) views.push(...viewsOf(state, event, definition));
  const clocks = events.flatMap((event) => [
    ...timersOf(state, event, definition),
    ...standInTimers(state, event),
    ...windowTimers(event),
  ]);
  const timers = new Map(clocks.map((one) => [one.id, one]));
  const anew = new Map(events.flatMap((event) => calledBy(state, event, definition)).map((one) => [viewKey(one), one]));
  // Whoever closes up sees what was forgotten: an edited message tells nobody.
  const isForgotten = events.some((event) => event.type === 'RunIncomplete' && event.actor.type === 'timer');
  if (isForgotten) anew.set('run', { view: 'run', run: state.run });
  const again = [...anew.values()].map((view): Effect => ({ type: 'show', view, anew: true }));
  return { effects: [...distinct(views), ...again], timers: [...timers.values()] };
}

function viewsOf(
  state: Exclude<RunState, { status: 'none' }>,
  event: RunEvent,
  definition: Definition,
): readonly View[] {
  const { run } = state;
  const cards = (step: string, earlier = 0) => cardsOf(state, definition, step, earlier);
  /** A boundary stops every step that is under way, and lets go of it: their cards must say so. */
  const held = () => state.steps.filter(isOwed).flatMap((one) => cards(one.id));
  const exceptionCard = (exception: string): View => ({ view: 'exception', run, exception });
  switch (event.type) {
    case 'RunStarted':
    case 'RunLate':
    case 'StepNotApplicable':
      return [];
    case 'NoteAdded':
      return event.step !== undefined && begun(state, event.step) ? cards(event.step) : [];
    case 'Substituted':
    case 'SubstituteEnded':
      return held();
    case 'HolderChanged':
      return waitingFor(state, event.role, cards);
    case 'AbsenceNoted':
      return [...event.steps.flatMap((step) => cards(step)), ...event.exceptions.map(exceptionCard)];
    case 'StepReady':
    case 'StepAssigned':
    case 'EvidenceRecorded':
    case 'StepSubmitted':
    case 'ApprovalRequested':
    case 'StepApproved':
    case 'StepCompleted':
    case 'DueChanged':
      return cards(event.step);
    case 'StepSkipped':
    case 'StepMissed':
      return begun(state, event.step) ? cards(event.step) : [];
    case 'StepRejected':
      return [...cards(event.step, 1), ...(event.to === 'doer' ? cards(event.step) : [])];
    case 'StepReopened':
      return [
        ...[event.step, ...event.resets].flatMap((step) => cards(step, 1)),
        ...(begun(state, event.step) ? cards(event.step) : []),
      ];
    case 'ExceptionRaised': {
      const step = event.step === undefined ? [] : begun(state, event.step) ? cards(event.step) : [];
      return [...step, ...(event.cause.type === 'boundary' ? held() : []), exceptionCard(event.exception)];
    }
    case 'ExceptionResolved': {
      const exception = state.exceptions.find((one) => one.id === event.exception);
      const step = exception?.step;
      const own = exceptionCard(event.exception);
      if (exception?.cause.type === 'boundary') return [own, ...held()];
      if (step === undefined || !begun(state, step)) return [own];
      return event.back ? [own, ...cards(step, 1), ...cards(step)] : [own, ...cards(step)];
    }
    case 'ExceptionEscalated':
      return [exceptionCard(event.exception)];
    case 'StepReminded':
    case 'StepSnoozed':
    case 'StepEscalated':
      return [...(event.type === 'StepSnoozed' ? [] : cards(event.step)), ...remindersOf(state, event, definition)];
    case 'RunCompleted':
    case 'RunIncomplete':
    case 'RunCancelled': {
      const open = state.exceptions.filter((one) => one.status === 'open').map((one) => exceptionCard(one.id));
      return [...state.steps.filter(isOwed).flatMap((one) => cards(one.id)), ...open];
    }
  }
}

/** The shift of a run is due, and its window closes. */
function windowTimers(event: RunEvent): readonly Timer[] {
  if (event.type !== 'RunStarted') return [];
  const { run, due, closes } = event;
  const late: Timer[] = due === undefined ? [] : [{ id: `${run}:late`, due, command: { type: 'noteLate', run } }];
  const close: Timer[] =
    closes === undefined ? [] : [{ id: `${run}:close`, due: closes, command: { type: 'expireRun', run } }];
  return [...late, ...close];
}

/** Of the newest reminder: a step that was put off has one for each time. */
function remindersOf(
  state: Exclude<RunState, { status: 'none' }>,
  event: Extract<RunEvent, { type: 'StepReminded' | 'StepSnoozed' | 'StepEscalated' }>,
  definition: Definition,
): readonly View[] {
  const step = stepRunOf(state, event.step);
  if (!step || !isOwed(step)) return [];
  const { escalated, snoozed } = step;
  const show = (rung: number, again?: number) => [reminderOf(state.run, definition, step, { rung, again })];
  if (event.type === 'StepEscalated') return show(event.rung + 1);
  const again = event.type === 'StepReminded' ? event.again : (snoozed?.times ?? 1) - 1 || undefined;
  // The message of lines that were put off before is known by its moment, which this event took away (`settledReminders`).
  if (event.type === 'StepSnoozed' && again !== undefined && definition.presentation === 'checklist') return [];
  return show(escalated, again);
}

/** A step that has not begun has no card to bring up to date. */
function begun(state: Exclude<RunState, { status: 'none' }>, step: string): boolean {
  const known = stepRunOf(state, step);
  if (known?.state === 'skipped' || known?.state === 'missed') return known.since !== undefined || known.attempt > 1;
  return known !== undefined && (known.state !== 'waiting_needs' || known.attempt > 1);
}

function distinct(views: readonly View[]): readonly Effect[] {
  const byKey = new Map(views.map((view) => [viewKey(view), view]));
  return [...byKey.values()].map((view) => ({ type: 'show', view }));
}

/** A clock that starts: the reminder and every rung of the ladder, each as a command at its moment. */
function timersOf(
  state: Exclude<RunState, { status: 'none' }>,
  event: RunEvent,
  definition: Definition,
): readonly Timer[] {
  if (event.type === 'StepSnoozed') return snoozeTimers(state, event);
  const started = clockStarted(event, state);
  const step = started && stepRunOf(state, started);
  if (!step || !isOwed(step) || step.due === undefined) return [];
  const { due, attempt } = step;
  const about = { run: state.run, step: step.id, due, attempt };
  const name = `${state.run}:${step.id}:${attempt}:${due}`;
  const at = remindAt(definition, step, due);
  const remind: Timer[] =
    at === undefined ? [] : [{ id: `${name}:remind`, due: at, command: { type: 'remindStep', ...about } }];
  const rungs = ladderOf(definition, step.id).map((rung, index): Timer => {
    const command = { type: 'escalateStep', ...about, rung: index };
    return { id: `${name}:escalate${index}`, due: ladderFrom(step, due) + milliseconds(rung.after), command };
  });
  return [...remind, ...rungs];
}

function snoozeTimers(
  state: Exclude<RunState, { status: 'none' }>,
  { step: id, until }: Extract<RunEvent, { type: 'StepSnoozed' }>,
): readonly Timer[] {
  const step = stepRunOf(state, id);
  if (!step || !isOwed(step)) return [];
  const { due = 0, attempt } = step;
  const command = { type: 'remindStep', run: state.run, step: id, due, attempt, snoozed: until };
  return [{ id: `${state.run}:${id}:${attempt}:${due}:snooze:${until}`, due: until, command }];
}

function clockStarted(event: RunEvent, state: Exclude<RunState, { status: 'none' }>): string | undefined {
  switch (event.type) {
    case 'StepReady':
    case 'ApprovalRequested':
    case 'StepRejected':
    case 'StepReopened':
    case 'DueChanged':
      return event.step;
    case 'ExceptionResolved':
      return event.back ? state.exceptions.find((one) => one.id === event.exception)?.step : undefined;
    case 'RunStarted':
    case 'StepNotApplicable':
    case 'StepAssigned':
    case 'EvidenceRecorded':
    case 'StepSubmitted':
    case 'StepApproved':
    case 'StepCompleted':
    case 'StepSkipped':
    case 'StepMissed':
    case 'ExceptionRaised':
    case 'ExceptionEscalated':
    case 'NoteAdded':
    case 'StepReminded':
    case 'StepSnoozed':
    case 'StepEscalated':
    case 'Substituted':
    case 'SubstituteEnded':
    case 'HolderChanged':
    case 'AbsenceNoted':
    case 'RunLate':
    case 'RunCompleted':
    case 'RunIncomplete':
    case 'RunCancelled':
      return undefined;
  }
}
