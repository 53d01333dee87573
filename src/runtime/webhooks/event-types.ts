/** What webhooks call what happens in a run. Types are for ever: add, never change. */
import type { RunEvent } from '../../engine/run/events.ts';

/** What one may want to be told of: each is the first word of the types that belong to it. */
export const TOPICS = ['run', 'step', 'approval', 'exception', 'evidence'] as const;
export type Topic = (typeof TOPICS)[number];

const TYPES = {
  RunStarted: 'run.started',
  RunLate: 'run.late',
  RunCompleted: 'run.completed',
  RunIncomplete: 'run.incomplete',
  RunCancelled: 'run.cancelled',
  Substituted: 'run.substituted',
  SubstituteEnded: 'run.substitute_ended',
  AbsenceNoted: 'run.absence_noted',
  HolderChanged: 'run.holder_changed',
  StepReady: 'step.ready',
  StepNotApplicable: 'step.not_applicable',
  StepAssigned: 'step.assigned',
  StepSubmitted: 'step.submitted',
  StepCompleted: 'step.completed',
  StepSkipped: 'step.skipped',
  StepMissed: 'step.missed',
  StepReopened: 'step.reopened',
  StepReminded: 'step.reminded',
  StepSnoozed: 'step.snoozed',
  StepEscalated: 'step.escalated',
  DueChanged: 'step.due_changed',
  ApprovalRequested: 'approval.requested',
  StepApproved: 'approval.approved',
  StepRejected: 'approval.rejected',
  ExceptionRaised: 'exception.raised',
  ExceptionResolved: 'exception.resolved',
  ExceptionEscalated: 'exception.escalated',
  EvidenceRecorded: 'evidence.recorded',
  NoteAdded: 'evidence.noted',
} as const satisfies Record<RunEvent['type'], `${Topic}.${string}`>;

/** The type of a try, which tells of nothing. */
export const PING = 'ping';

export const EVENT_TYPES = Object.values(TYPES);

/** The type of a stored event; undefined for what is none of a run. */
export function typeOf(event: string): string | undefined {
  return TYPES[event as RunEvent['type']] as string | undefined;
}

/** Whether what happened is among what somebody wants to be told of: a topic, or the very type. */
export function isWanted(wanted: readonly string[], type: string): boolean {
  return wanted.includes(type) || wanted.includes(type.slice(0, type.indexOf('.')));
}
