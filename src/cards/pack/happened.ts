/** What happened in a run, event by event, each as one sentence without its subject's time: the line of a timeline. */
import { type Definition, roleTitle, stepOf } from '../../engine/definition.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Span, Text } from '../card.ts';
import { causeText } from '../cause.ts';
import { valueText } from '../recorded.ts';
import { count, inRow, quoted, sentence } from '../sentence.ts';
import { KINDS } from '../views/reason-form.ts';

interface Told {
  readonly run: OpenRun | EndedRun;
  readonly definition: Definition;
}

const named = (member: string): Span => ({ type: 'member', member });
const moment = (at: number): Span => ({ type: 'time', at, style: 'date_time' });

export function happened({ run, definition }: Told, event: RunEvent): Text {
  const step = (id: string) => stepTitle(definition, id);
  const role = (id: string) => roleTitle(definition, id);
  switch (event.type) {
    case 'RunStarted':
      return sentence(
        `Run started: revision ${event.revision} of ${quoted(event.title)}`,
        dueText(event.due, ', due '),
      );
    case 'StepReady':
      return sentence('Turn of ', step(event.step), holder(event, role), dueText(event.due, ', due '));
    case 'StepNotApplicable':
      return `Not applicable: ${step(event.step)}, because ${event.because === 'when' ? 'its condition does not hold' : 'the run took another branch'}`;
    case 'StepAssigned':
      return sentence(
        `${step(event.step)} `,
        assigned(event.how),
        named(event.assignee),
        instead(event.how, event.instead),
      );
    case 'EvidenceRecorded':
      return recorded(definition, event);
    case 'StepSubmitted':
      return `Work handed in: ${step(event.step)}${choice(definition, event)}`;
    case 'ApprovalRequested': {
      const above = event.above ? ', because the case is above the limit of its own approver' : '';
      const people = event.quorum === 1 ? role(event.role) : `${event.quorum} × ${role(event.role)}`;
      return sentence(`Approval asked of ${people}: ${step(event.step)}${above}`, dueText(event.due, ', due '));
    }
    case 'StepApproved':
      return sentence(`Approved: ${step(event.step)}`, standingIn(event.standingInFor));
    case 'StepRejected':
      return sentence(`Rejected: ${step(event.step)}`, standingIn(event.standingInFor), `: ${event.reason}`);
    case 'StepCompleted':
      return `Completed: ${step(event.step)}${choice(definition, event)}`;
    case 'StepSkipped':
      return `Skipped: ${step(event.step)}: ${event.reason}`;
    case 'StepMissed':
      return `Missed: ${step(event.step)}. Nobody did it in time`;
    case 'StepReopened': {
      const resets = event.resets.map(step).join(', ');
      return `To be done again: ${step(event.step)}: ${event.reason}${resets === '' ? '' : `. With it: ${resets}`}`;
    }
    case 'ExceptionRaised': {
      const about = event.step === undefined ? '' : `, at ${step(event.step)}`;
      return `Problem ${event.exception}: ${KINDS[event.kind]}${about}: ${causeText(definition, event)}${event.blocking ? '' : '. Work goes on'}`;
    }
    case 'ExceptionResolved':
      return `Problem ${event.exception} decided: ${RESOLVED[event.resolution]}${event.reason === '' ? '' : `: ${event.reason}`}`;
    case 'ExceptionEscalated':
      return `Problem ${event.exception} passed on to ${role(event.owner)}: ${event.reason}`;
    case 'NoteAdded':
      return `Note${event.step === undefined ? '' : ` on ${step(event.step)}`}: ${event.text}`;
    case 'DueChanged':
      return sentence(`Deadline of ${step(event.step)} moved to `, moment(event.due), `: ${event.reason}`);
    case 'StepReminded':
      return `Reminder: ${step(event.step)}${event.again === undefined ? '' : ', once more'}`;
    case 'StepSnoozed':
      return sentence(`Wants to be reminded of ${step(event.step)} again: `, moment(event.until));
    case 'StepEscalated': {
      const now =
        event.assignee === undefined ? [role(event.role)] : sentence(named(event.assignee), ` (${role(event.role)})`);
      return sentence(`Deadline passed: ${step(event.step)} goes to `, now, instead('substituted', event.instead));
    }
    case 'Substituted':
      return sentence(
        named(event.to),
        ' stands in for ',
        named(event.from),
        dueText(event.until, ' until '),
        `: ${event.reason}`,
      );
    case 'SubstituteEnded':
      return sentence(named(event.to), ' no longer stands in for ', named(event.from));
    case 'AbsenceNoted':
      return event.change === 'away'
        ? sentence(named(event.member), ' is away; ', named(event.standIn), ' stands in')
        : sentence(named(event.member), ' is back');
    case 'HolderChanged':
      return sentence(
        named(event.member),
        event.change === 'added' ? ' was given the role ' : ' gave up the role ',
        role(event.role),
      );
    case 'RunLate':
      return 'The run is late: its time has come, and it is not done';
    case 'RunCompleted':
      return 'Run completed';
    case 'RunIncomplete':
      return sentence(
        `Run ended incomplete: ${count(event.missed.length, 'step')} missed: `,
        inRow(event.missed.map(step)),
      );
    case 'RunCancelled':
      return `Run cancelled: ${event.reason}`;
  }
  return unknownOf(run, event);
}

/** An event of a later version than this one is named, never left out. */
function unknownOf(_: Told['run'], event: never): Text {
  return (event as RunEvent).type;
}

function recorded(definition: Definition, event: Extract<RunEvent, { type: 'EvidenceRecorded' }>): Text {
  const item = stepOf(definition, event.step)?.evidence.find((one) => one.id === event.item);
  const title = item?.title ?? event.item.replaceAll('_', ' ');
  const outside = event.within === false ? ', out of limits' : '';
  return sentence(
    `Recorded for ${stepTitle(definition, event.step)}: ${title}: `,
    recordedValue(definition, event),
    outside,
  );
}

/** A value with its unit, whole: a link is written out, a file by the name that it was sent under. */
export function recordedValue(
  definition: Definition,
  {
    step,
    item: id,
    value,
    unit,
  }: Pick<Extract<RunEvent, { type: 'EvidenceRecorded' }>, 'step' | 'item' | 'value' | 'unit'>,
): Text {
  const item = stepOf(definition, step)?.evidence.find((one) => one.id === id);
  if (!item || item.type === 'link') return typeof value === 'object' ? value.name : String(value);
  return valueText({ ...item, unit: unit ?? item.unit }, value);
}

export function stepTitle(definition: Definition, id: string): string {
  const at = definition.steps.findIndex((one) => one.id === id);
  const title = definition.steps[at]?.title.replaceAll(/\s+/g, ' ');
  return title === undefined ? quoted(id.replaceAll('_', ' ')) : `${quoted(title)} (${at + 1})`;
}

function choice(definition: Definition, event: { readonly step: string; readonly choice?: string }): string {
  if (event.choice === undefined) return '';
  const title = stepOf(definition, event.step)?.options?.find((one) => one.id === event.choice)?.title;
  return `, decided: ${title ?? event.choice}`;
}

function holder(
  { assignee, role, instead }: { readonly assignee?: string; readonly role?: string; readonly instead?: string },
  title: (role: string) => string,
): Text {
  if (assignee === undefined) return role === undefined ? ', for anybody' : `, for ${title(role)}`;
  const away = instead === undefined ? [] : sentence(', standing in for ', named(instead));
  return sentence(', for ', named(assignee), role === undefined ? '' : ` (${title(role)})`, away);
}

function assigned(how: Extract<RunEvent, { type: 'StepAssigned' }>['how']): string {
  return how === 'claimed' ? 'taken by ' : how === 'returned' ? 'given back to ' : 'given to ';
}

function instead(how: string, member: string | undefined): Text {
  if (member === undefined) return '';
  return how === 'returned'
    ? sentence('; ', named(member), ' stood in')
    : sentence(', standing in for ', named(member));
}

function standingIn(member: string | undefined): Text {
  return member === undefined ? '' : sentence(', standing in for ', named(member));
}

function dueText(at: number | undefined, before: string): Text {
  return at === undefined ? '' : sentence(before, moment(at));
}

export const RESOLVED = {
  retry: 'to be done again',
  skip: 'step skipped',
  override: 'accepted as it is',
  go_on: 'it may go on',
  cancel_run: 'run cancelled',
  settled: 'settled, somebody can do it now',
} as const;
