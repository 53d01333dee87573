/** How a step or an exception ended, in one sentence. Completed, skipped, missed and not applicable are never confused. */
import { type Definition, roleTitle, stepOf } from '../engine/definition.ts';
import { isEnded, isOwed } from '../engine/run/live.ts';
import type { Decision, EndedRun, ExceptionRecord, OpenRun, StepRun } from '../engine/run/state.ts';
import type { Span, Tone } from './card.ts';
import { atMoment, inRow, sentence, who } from './sentence.ts';

export interface Outcome {
  readonly tone: Tone;
  readonly text: readonly Span[];
  /** The same for a notification: nobody is named. */
  readonly short: string;
}

type Run = OpenRun | EndedRun;

/** How this attempt of a step ended; undefined while it is still open. */
export function outcomeOf(run: Run, definition: Definition, step: StepRun, attempt: number): Outcome | undefined {
  if (attempt < step.attempt) return replaced(run, definition, step, attempt);
  if (isEnded(step)) return ended(run, definition, step);
  return run.status === 'ended' ? runOver(run) : undefined;
}

/** `Done by Ana at 06:42`, as a step's line says it. */
export function ended(run: Run, definition: Definition, step: StepRun): Outcome | undefined {
  switch (step.state) {
    case 'completed':
      return completed(run, definition, step);
    case 'skipped':
      return {
        tone: 'attention',
        text: sentence('Skipped by ', who(step.by), ...atMoment(run, step.at), `: ${step.reason}`),
        short: `Skipped: ${step.reason}`,
      };
    case 'missed':
      return { tone: 'bad', text: ['Missed: nobody did it in time.'], short: 'Missed: nobody did it in time' };
    case 'not_applicable': {
      const why = step.because === 'when' ? 'its condition does not hold' : 'the run took another branch';
      return { tone: 'neutral', text: [`Not applicable: ${why}.`], short: 'Not applicable' };
    }
    case 'waiting_needs':
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return undefined;
  }
}

function completed(run: Run, definition: Definition, step: Extract<StepRun, { state: 'completed' }>): Outcome {
  const drawn = stepOf(definition, step.id);
  const chosen = drawn?.options?.find((one) => one.id === step.choice)?.title;
  const approved = step.approvals.length > 0 ? approvedBy(run, step.approvals) : [];
  if (drawn?.kind === 'approval') {
    return { tone: 'good', text: sentence('Approved by ', approved, '.'), short: 'Approved' };
  }
  const done = chosen === undefined ? 'Done by ' : `Decided: ${chosen}, by `;
  const more = approved.length > 0 ? sentence(', approved by ', approved) : atMoment(run, step.at);
  return {
    tone: 'good',
    text: sentence(done, who(step.by), more, '.'),
    short: `${chosen === undefined ? 'Done' : `Decided: ${chosen}`}${approved.length > 0 ? ', approved' : ''}`,
  };
}

/** `Ana at 10:42 and Ben, standing in for Cem, at 10:50` */
export function approvedBy(run: Run, approvals: readonly Decision[]): readonly Span[] {
  return inRow(
    approvals.map(({ by, at, standingInFor }) => {
      const instead: Span[] =
        standingInFor === undefined ? [] : [', standing in for ', { type: 'member', member: standingInFor }, ','];
      return sentence(who(by), instead, atMoment(run, at));
    }),
  );
}

/** An older attempt: the work was sent back, or begins anew because earlier work was. */
function replaced(run: Run, definition: Definition, step: StepRun, attempt: number): Outcome {
  const newest = 'The newest card of this step shows how it stands.';
  if (step.state === 'rework' && step.attempt === attempt + 1) return sentBack(step);
  if (stepOf(definition, step.id)?.kind === 'approval' && step.state === 'waiting_needs') {
    const back = run.steps.find((one) => one.state === 'rework');
    if (back?.state === 'rework') return sentBack(back);
  }
  if (step.state === 'waiting_needs') {
    const text = 'Begins anew, because earlier work was sent back.';
    return { tone: 'attention', text: [text], short: text };
  }
  return { tone: 'attention', text: [`Done again since. ${newest}`], short: 'Done again since' };
}

function sentBack(step: Extract<StepRun, { state: 'rework' }>): Outcome {
  return {
    tone: 'attention',
    text: sentence('Sent back by ', who(step.sentBackBy), `: ${step.reason}`),
    short: `Sent back: ${step.reason}`,
  };
}

/** How a run ended. */
export function runOver(run: EndedRun): Outcome {
  switch (run.outcome) {
    case 'completed':
      return { tone: 'good', text: ['The run is completed.'], short: 'The run is completed' };
    case 'incomplete':
      return { tone: 'bad', text: ['The run has ended incomplete.'], short: 'The run has ended incomplete' };
    case 'cancelled': {
      const reason = run.reason === undefined ? '.' : `: ${run.reason}`;
      return {
        tone: 'attention',
        text: sentence('The run was cancelled by ', who(run.endedBy), ...atMoment(run, run.endedAt), reason),
        short: `The run was cancelled${reason}`,
      };
    }
  }
}

/** How an exception was decided; undefined while it is open in an open run. */
export function resolutionOf(run: Run, exception: ExceptionRecord): Outcome | undefined {
  if (exception.status === 'open') return run.status === 'ended' ? runOver(run) : undefined;
  const { resolution, resolvedBy, resolvedAt, reason } = exception;
  const words = RESOLVED[resolution];
  return {
    tone: resolution === 'cancel_run' ? 'bad' : 'good',
    text: sentence(`${words} by `, who(resolvedBy), ...atMoment(run, resolvedAt), `: ${reason}`),
    short: `${words}: ${reason}`,
  };
}

const RESOLVED = {
  retry: 'Sent back to be done again',
  skip: 'Step skipped',
  override: 'Accepted as it is',
  cancel_run: 'Run cancelled',
} as const;

/** What holds an open step: a problem nobody has decided over, or a boundary that stopped the run. */
export function heldBy(run: Run, definition: Definition, step: StepRun): string | undefined {
  if (!isOwed(step) || run.status === 'ended') return undefined;
  const stop = run.exceptions.find((one) => one.status === 'open' && one.boundary !== undefined);
  const own = run.exceptions.find((one) => one.status === 'open' && one.blocking && one.step === step.id);
  const hold = stop ?? own;
  if (!hold) return undefined;
  const owner = hold.owner === undefined ? 'Whoever started the run' : roleTitle(definition, hold.owner);
  return stop
    ? `The run is stopped: ${stop.note}. ${owner} decides how it goes on.`
    : `A problem is open: ${hold.note}. ${owner} decides how it goes on.`;
}
