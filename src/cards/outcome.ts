/** How a step or an exception ended, in one sentence. Completed, skipped, missed and not applicable are never confused. */
import { type Definition, exceptionOwner, roleTitle, stepOf } from '../engine/definition.ts';
import { blockerOf, isEnded, isOwed, stopOf } from '../engine/run/live.ts';
import type { Decision, EndedRun, ExceptionRecord, OpenRun, SentBack, StepRun } from '../engine/run/state.ts';
import { isAstray } from './astray.ts';
import type { Span, Tone } from './card.ts';
import { causeText } from './cause.ts';
import { atMoment, inRow, quoted, sentence, who } from './sentence.ts';
import { holderNamed } from './turn.ts';

export interface Outcome {
  readonly tone: Tone;
  readonly text: readonly Span[];
  /** The same for a notification: nobody is named. */
  readonly short: string;
}

type Run = OpenRun | EndedRun;

/** How this attempt of a step ended; undefined while it is still open. */
export function outcomeOf(run: Run, definition: Definition, step: StepRun, attempt: number): Outcome | undefined {
  if (attempt < step.attempt) return replaced(definition, step, attempt);
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
      return { tone: 'bad', text: missed(run, definition, step), short: 'Missed: nobody did it in time' };
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
  const outside = isAstray(run, step) ? ', with a value out of limits' : '';
  return {
    tone: outside === '' ? 'good' : 'attention',
    text: sentence(done, who(step.by), more, `${outside}.`),
    short: `${chosen === undefined ? 'Done' : `Decided: ${chosen}`}${approved.length > 0 ? ', approved' : ''}${outside}`,
  };
}

/** `Missed at 07:30: it waited for Ana.`, by name where it had one; nobody is told. */
function missed(run: Run, definition: Definition, step: Extract<StepRun, { state: 'missed' }>): readonly Span[] {
  const blocker = blockerOf(run, step.id);
  const role = blocker ? (blocker.owner ?? exceptionOwner(definition)) : step.role;
  const titled = role === undefined ? undefined : roleTitle(definition, role);
  const waited = blocker ? 'a decision by ' : step.waited === 'approval' ? 'approval by ' : '';
  const { assignee, instead } = blocker ? {} : step;
  const holder = assignee === undefined ? (titled ?? 'anybody') : holderNamed(assignee, instead);
  const why =
    step.since === undefined && !blocker ? 'its turn never came' : sentence(`it waited for ${waited}`, holder);
  return sentence('Missed', ...atMoment(run, step.at), ': ', why, '.');
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
function replaced(definition: Definition, step: StepRun, attempt: number): Outcome {
  const { sentBack } = step;
  if (sentBack && step.attempt === attempt + 1) {
    const text = sentBackText(definition, step.id, sentBack);
    const isOwn = sentBack.from === step.id || stepOf(definition, sentBack.from)?.kind === 'approval';
    const earlier = stepOf(definition, sentBack.from)?.title ?? sentBack.from.replaceAll('_', ' ');
    const what = isOwn ? 'Sent back' : `Begins anew, because ${quoted(earlier)} was sent back`;
    return { tone: 'attention', text, short: `${what}: ${sentBack.reason}` };
  }
  const newest = 'The newest card of this step shows how it stands.';
  return { tone: 'attention', text: [`Done again since. ${newest}`], short: 'Done again since' };
}

/** Why a step is done again: its own work was rejected, there or at a later approval, or what it builds on was. */
export function sentBackText(definition: Definition, step: string, { from, by, reason }: SentBack): readonly Span[] {
  const drawn = stepOf(definition, from);
  const title = quoted(drawn?.title ?? from.replaceAll('_', ' '));
  if (from === step) return sentence('Sent back by ', who(by), `: ${reason}`);
  if (drawn?.kind === 'approval') return sentence(`Sent back at ${title} by `, who(by), `: ${reason}`);
  return sentence(`Begins anew, because ${title} was sent back by `, who(by), `: ${reason}`);
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
  const at = atMoment(run, resolvedAt);
  if (resolution === 'go_on') {
    const text = sentence(who(resolvedBy), ' let it go on', ...at, `: ${reason}`);
    return { tone: 'attention', text, short: `It may go on: ${reason}` };
  }
  if (resolution === 'settled') {
    const text = sentence('Settled by ', who(resolvedBy), ...at, ': somebody can do it now.');
    return { tone: 'good', text, short: 'Settled: somebody can do it now' };
  }
  const words = RESOLVED[resolution];
  const isLetPass = resolution === 'override' && exception.cause.type === 'out_of_limits';
  return {
    tone: resolution === 'cancel_run' ? 'bad' : isLetPass ? 'attention' : 'good',
    text: sentence(`${words} by `, who(resolvedBy), ...at, `: ${reason}`),
    short: `${words}: ${reason}`,
  };
}

/** That whoever decided wants the procedure to change; undefined if they do not. */
export function changeText(exception: ExceptionRecord): readonly Span[] | undefined {
  if (exception.status === 'open' || !exception.change) return undefined;
  const { say } = exception.change;
  const words = say === undefined ? '.' : `: ${quoted(say)}`;
  return sentence(who(exception.resolvedBy), ` says that the procedure should change${words}`);
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
  const stop = stopOf(run);
  const hold = stop ?? blockerOf(run, step.id);
  if (!hold) return undefined;
  const owner = hold.owner === undefined ? 'Whoever started the run' : roleTitle(definition, hold.owner);
  const what = stop ? 'The run is stopped' : 'A problem is open';
  return `${what}: ${causeText(definition, hold)}. ${owner} decides how it goes on.`;
}
