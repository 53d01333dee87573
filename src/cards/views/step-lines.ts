/** The steps of a run as lines with a tick each. */
import { type Definition, type Step, stepOf } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import type { People } from '../../engine/run/context.ts';
import { blockerOf, isOwed, whyOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, OwedStep, StepRun } from '../../engine/run/state.ts';
import { astrayText, isAstray } from '../astray.ts';
import type { Line, Span, Text } from '../card.ts';
import { latenessText } from '../lateness.ts';
import { ended, sentBackText } from '../outcome.ts';
import { atMoment, sentence, who } from '../sentence.ts';
import { holderOf, ownerTitle } from '../turn.ts';

type Run = OpenRun | EndedRun;

export interface Listed {
  readonly run: Run;
  readonly definition: Definition;
  readonly now: Instant;
  /** Who holds which role: so that it says who really decides. */
  readonly people?: People;
}

/** One line for a step; nobody is mentioned. */
export function stepLine(listed: Listed, step: StepRun): Line {
  const text = stepOf(listed.definition, step.id)?.title ?? step.id;
  const detail = detailOf(listed, step);
  return { mark: markOf(listed, step), text, ...(detail === undefined ? {} : { detail }) };
}

export function isLate({ run, now }: Pick<Listed, 'run' | 'now'>, step: StepRun): step is OwedStep {
  return run.status === 'open' && isOwed(step) && step.due !== undefined && step.due < now;
}

function markOf(listed: Listed, step: StepRun): Line['mark'] {
  switch (whyOf(listed.run, step)) {
    case 'waiting_needs':
      return 'todo';
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return isLate(listed, step) ? 'late' : 'now';
    case 'exception_open':
      return 'blocked';
    case 'run_stopped':
    case 'run_ended':
      return isOwed(step) ? 'blocked' : 'todo';
    case 'completed':
      return isAstray(listed.run, step) ? 'accepted' : 'done';
    case 'skipped':
      return 'skipped';
    case 'missed':
      return 'missed';
    case 'not_applicable':
      return 'not_applicable';
  }
}

function detailOf(listed: Listed, step: StepRun): Text | undefined {
  const { run, definition } = listed;
  switch (whyOf(run, step)) {
    case 'waiting_needs':
      return undefined;
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return isOwed(step) ? nowDetail(listed, step) : undefined;
    case 'exception_open':
      return ['Waits for a decision by ', ...sentence(deciderOf(listed, step))];
    case 'run_stopped':
      return isOwed(step) ? 'The run is stopped' : undefined;
    case 'run_ended':
      return 'Not done';
    case 'completed': {
      const done = completedDetail(run, definition, step);
      const astray = astrayText(run, definition, step);
      return astray.length > 0 ? sentence(done ?? '', ' · ', astray) : done;
    }
    case 'skipped':
    case 'missed':
    case 'not_applicable':
      return ended(run, definition, step)?.text;
  }
}

function deciderOf(listed: Listed, step: StepRun): Text {
  const blocker = blockerOf(listed.run, step.id);
  return blocker ? ownerTitle(listed, blocker) : 'its owner';
}

/** `Ana, due at 06:45` */
function nowDetail(listed: Listed, step: OwedStep): Text {
  const { run, definition, now } = listed;
  const holder = holderOf({ definition }, step) ?? 'Anybody';
  const what: Text = step.state === 'waiting_approval' ? ['Waits for approval by ', ...sentence(holder)] : holder;
  const again = step.state === 'rework' ? ', to be done again' : '';
  const why =
    step.sentBack && step.state !== 'waiting_approval' ? sentBackText(definition, step.id, step.sentBack) : [];
  const because = why.length > 0 ? [' · ', ...why] : [];
  if (step.due === undefined) return sentence(what, again, because);
  const late: readonly Span[] = step.due < now ? [', ', { type: 'bold', text: latenessText(now - step.due) }] : [];
  const due = sentence(late, ', due', ...atMoment(run, step.due));
  return sentence(what, again, due, because);
}

/** `Ana at 06:42` */
function completedDetail(run: Run, definition: Definition, step: StepRun): Text | undefined {
  if (step.state !== 'completed') return undefined;
  const drawn: Step | undefined = stepOf(definition, step.id);
  const chosen = drawn?.options?.find((one) => one.id === step.choice)?.title;
  if (drawn?.kind === 'approval' || step.approvals.length > 0) return ended(run, definition, step)?.text;
  return sentence(chosen === undefined ? '' : `${chosen}, by `, who(step.by), ...atMoment(run, step.at));
}
