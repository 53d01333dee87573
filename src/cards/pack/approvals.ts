/** Who approved what against which standard: each request of a step, and each decision under it. */
import { type Definition, roleTitle, type Step } from '../../engine/definition.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import type { Span } from '../card.ts';
import { sentence, who } from '../sentence.ts';
import type { Packed, Say } from './packed.ts';
import type { Block, Row } from './paper.ts';
import { approvalAsked } from './standard.ts';

type Asked = Extract<RunEvent, { type: 'ApprovalRequested' }>;
type Decided = Extract<RunEvent, { type: 'StepApproved' | 'StepRejected' }>;
type Passed = Extract<RunEvent, { type: 'StepEscalated' }>;

/** What was asked, to whom it was passed on when nobody answered, and what came of it. */
export interface ApprovalRequest {
  readonly asked: Asked;
  readonly passed: readonly Passed[];
  readonly decided: readonly Decided[];
}

/** Every request of a run, in the order in which they were made. */
export function approvalRequests(events: readonly RunEvent[]): readonly ApprovalRequest[] {
  const requests: { asked: Asked; passed: Passed[]; decided: Decided[] }[] = [];
  const open = new Map<string, (typeof requests)[number]>();
  for (const event of events) {
    if (event.type === 'ApprovalRequested') {
      const request = { asked: event, passed: [], decided: [] };
      requests.push(request);
      open.set(event.step, request);
    }
    if (event.type === 'StepEscalated') open.get(event.step)?.passed.push(event);
    if (event.type === 'StepApproved' || event.type === 'StepRejected') open.get(event.step)?.decided.push(event);
    // Its work goes on: what is passed on from now on is no approval.
    if (event.type === 'StepRejected') open.delete(event.step);
  }
  return requests;
}

/** Nothing for a step that was never to be approved. */
export function approvalBlocks({ definition, events }: Packed, say: Say, step: Step): readonly Block[] {
  const asked = approvalAsked(definition, step);
  if (asked === undefined) return [];
  const rows = rowsOf(definition, events, say, step.id);
  const standard = { type: 'text', text: `Approval asked for by the procedure: ${asked}.`, look: 'quiet' } as const;
  if (rows.length === 0) return [standard, { type: 'text', text: 'No approval was asked of anybody.', look: 'quiet' }];
  const columns = [
    { title: 'Approval', share: 2 },
    { title: 'Who', share: 3 },
    { title: 'When', share: 2.4 },
    { title: 'Standard, or reason', share: 5 },
  ];
  return [standard, { type: 'table', columns, rows }];
}

function rowsOf(definition: Definition, events: readonly RunEvent[], say: Say, step: string): readonly Row[] {
  const rows: Row[] = [];
  let asked: Asked | undefined;
  for (const event of events) {
    if (!('step' in event) || event.step !== step) continue;
    if (event.type === 'ApprovalRequested') {
      asked = event;
      rows.push({ cells: ['Asked', '', when(say, event.at), askedOf(definition, event)] });
    }
    if (event.type === 'StepApproved' || event.type === 'StepRejected')
      rows.push(decision(definition, say, event, asked));
  }
  return rows;
}

function decision(definition: Definition, say: Say, event: Decided, asked: Asked | undefined): Row {
  const isYes = event.type === 'StepApproved';
  const away: Span | undefined =
    event.standingInFor === undefined ? undefined : { type: 'member', member: event.standingInFor };
  const by = say(sentence(who(event.actor), away ? [', on behalf of ', away] : ''));
  const asWhom = asked ? `As ${roleTitle(definition, asked.role)}` : '';
  const why = isYes ? asWhom : `${asWhom === '' ? '' : `${asWhom}: `}${event.reason}`;
  return { cells: [isYes ? 'Approved' : 'Rejected', by, when(say, event.at), why], tone: isYes ? 'good' : 'bad' };
}

/** Of whom it was asked: `2 different people with the role Shift lead`. */
export function askedOf(definition: Definition, { role, quorum, above }: Asked): string {
  const title = roleTitle(definition, role);
  const people = quorum === 1 ? title : `${quorum} different people with the role ${title}`;
  return above ? `${people}, because the case is above the limit of its own approver` : people;
}

function when(say: Say, at: number): string {
  return say([{ type: 'time', at, style: 'date_time' }]);
}
