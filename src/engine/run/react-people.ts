/** Which cards a change of people concerns: whose turn it has become must be called by a message of their own. */
import { memberOf } from '../actor.ts';
import { type Definition, stepOf } from '../definition.ts';
import type { Timer, View } from '../effect.ts';
import type { RunEvent } from './events.ts';
import { isOwed, stepRunOf } from './live.ts';
import type { RunState } from './state.ts';

type Known = Exclude<RunState, { status: 'none' }>;

/** The step's card of an attempt (0: the current one, 1: the one before), and its approval's if it may have one. */
export function cardsOf(state: Known, definition: Definition, step: string, earlier = 0): readonly View[] {
  const { run } = state;
  const attempt = (stepRunOf(state, step)?.attempt ?? 1) - earlier;
  if (attempt < 1) return [];
  const drawn = stepOf(definition, step);
  const isChecklist = definition.presentation === 'checklist';
  const own: View[] = isChecklist || drawn?.kind === 'approval' ? [] : [{ view: 'step', run, step, attempt }];
  const isApproved = drawn?.kind === 'approval' || drawn?.approval !== undefined;
  return isApproved ? [...own, { view: 'approval', run, step, attempt }] : own;
}

/** Everything that waits for a role: steps, approvals, decisions. */
export function waitingFor(state: Known, role: string, cards: (step: string) => readonly View[]): readonly View[] {
  const steps = state.steps.filter((one) => isOwed(one) && one.role === role).flatMap((one) => cards(one.id));
  const problems = state.exceptions.filter((one) => one.status === 'open' && one.owner === role);
  return [...steps, ...problems.map(({ id }): View => ({ view: 'exception', run: state.run, exception: id }))];
}

/** Cards to post once more: somebody else gave the step to a person, or a person came into a role that is waited for. */
export function calledBy(state: Known, event: RunEvent, definition: Definition): readonly View[] {
  if (state.status !== 'open') return [];
  /** The card that asks now: the approval's while it is asked for, else the step's own. */
  const asking = (step: string): readonly View[] => {
    const wanted = stepRunOf(state, step)?.state === 'waiting_approval' ? 'approval' : 'step';
    return cardsOf(state, definition, step).filter((one) => one.view === wanted);
  };
  if (event.type === 'HolderChanged' && event.change === 'added') {
    const isOpen = (step: string) => {
      const known = stepRunOf(state, step);
      return known !== undefined && isOwed(known) && known.assignee === undefined;
    };
    return waitingFor(state, event.role, (step) => (isOpen(step) ? asking(step) : []));
  }
  // Whoever stands in is called to what waits for them now; whoever is back sees it where it was.
  if (event.type === 'AbsenceNoted' && event.change === 'away') {
    const { run } = state;
    const decided = event.exceptions.map((exception): View => ({ view: 'exception', run, exception }));
    return [...event.steps.flatMap(asking), ...decided];
  }
  if (event.type !== 'StepAssigned' || event.how === 'claimed') return [];
  return event.assignee === memberOf(event.actor) ? [] : asking(event.step);
}

/** The moment at which standing in ends. */
export function standInTimers(state: Known, event: RunEvent): readonly Timer[] {
  if (event.type !== 'Substituted' || event.until === undefined) return [];
  const { from, until } = event;
  const command = { type: 'endSubstitute', run: state.run, from, until };
  return [{ id: `${state.run}:stand-in:${from}:${until}`, due: until, command }];
}
