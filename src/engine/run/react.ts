/** What a run's events owe to the world: cards to show, timers to set. */
import type { Definition } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { type Effect, type Reaction, type Timer, type View, viewKey } from '../effect.ts';
import type { RunEvent } from './events.ts';
import { isOwed, stepRunOf } from './live.ts';
import { calledBy, cardsOf, standInTimers, waitingFor } from './react-people.ts';
import { reminderOf } from './reminders.ts';
import { ladderOf, remindBefore } from './settle.ts';
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
    case 'StepNotApplicable':
      return [];
    case 'NoteAdded':
      return event.step !== undefined && begun(state, event.step) ? cards(event.step) : [];
    case 'Substituted':
    case 'SubstituteEnded':
      return held();
    case 'HolderChanged':
      return waitingFor(state, event.role, cards);
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
    case 'StepEscalated': {
      const step = stepRunOf(state, event.step);
      const due = step && isOwed(step) ? (step.due ?? 0) : 0;
      const rung = event.type === 'StepEscalated' ? event.rung + 1 : 0;
      return [...cards(event.step), reminderOf(run, definition, { step: event.step, due, rung })];
    }
    case 'RunCompleted':
    case 'RunIncomplete':
    case 'RunCancelled': {
      const open = state.exceptions.filter((one) => one.status === 'open').map((one) => exceptionCard(one.id));
      return [...state.steps.filter(isOwed).flatMap((one) => cards(one.id)), ...open];
    }
  }
}

/** The window of a run closes. */
function windowTimers(event: RunEvent): readonly Timer[] {
  if (event.type !== 'RunStarted' || event.closes === undefined) return [];
  const { run, closes } = event;
  return [{ id: `${run}:close`, due: closes, command: { type: 'expireRun', run } }];
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
  const started = clockStarted(event, state);
  const step = started && stepRunOf(state, started);
  if (!step || !isOwed(step) || step.due === undefined) return [];
  const { due, attempt } = step;
  const about = { run: state.run, step: step.id, due, attempt };
  const name = `${state.run}:${step.id}:${attempt}:${due}`;
  const before = remindBefore(definition, step.id);
  const remind: Timer[] =
    before === undefined
      ? []
      : [{ id: `${name}:remind`, due: due - before, command: { type: 'remindStep', ...about } }];
  const rungs = ladderOf(definition, step.id).map((rung, index): Timer => {
    const command = { type: 'escalateStep', ...about, rung: index };
    return { id: `${name}:escalate${index}`, due: due + milliseconds(rung.after), command };
  });
  return [...remind, ...rungs];
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
    case 'StepEscalated':
    case 'Substituted':
    case 'SubstituteEnded':
    case 'HolderChanged':
    case 'RunCompleted':
    case 'RunIncomplete':
    case 'RunCancelled':
      return undefined;
  }
}
