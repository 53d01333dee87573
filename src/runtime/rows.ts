/** The rows that stand for a stream's state: what saving writes, and what `sopwith verify` expects to find. */
import { type Actor, memberOf } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import type { KnownDigest } from '../engine/digest/digest.ts';
import { documentName } from '../engine/drafting/document-name.ts';
import type { ImportState } from '../engine/import/import.ts';
import { openProposals } from '../engine/lessons/proposal.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { isEnded, isOwed } from '../engine/run/live.ts';
import type { EvidenceRecord, ExceptionRecord, RunState, StepRun } from '../engine/run/state.ts';
import type { Trouble } from '../engine/run/trouble.ts';
import { SETTINGS, type Settings } from '../engine/settings/settings.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Head } from '../store/events.ts';
import type { StreamRow } from '../store/streams.ts';
import type { Tables } from '../store/tables.ts';

export type KnownRun = Exclude<RunState, { status: 'none' }>;
export type KnownImport = Exclude<ImportState, { status: 'none' }>;
export type DecisionEvent = Extract<RunEvent, { type: 'StepApproved' | 'StepRejected' }>;

/** Where a stream stands: its workspace, the end of its chain, and the instant of its last event. */
export interface Standing {
  readonly workspace: string;
  readonly head: Head;
  readonly at: number;
}

/** The run that a row belongs to. */
export interface OfRun {
  readonly workspace_id: string;
  readonly run_id: string;
}

export function runRow({ workspace, head, at }: Standing, after: KnownRun, definition: Definition): StreamRow<'run'> {
  return {
    ...{ workspace_id: workspace, id: after.run, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at, title: after.title, sop_id: after.sop, sop_key: after.key },
    ...{ revision: after.revision, place: after.place },
    ...{ started_at: after.startedAt, started_by: who(after.startedBy) },
    outcome: after.status === 'ended' ? after.outcome : null,
    ended_at: after.status === 'ended' ? after.endedAt : null,
    // A unique column: a second open run of a one-at-a-time SOP cannot be saved, whoever starts it.
    exclusive: definition.one_at_a_time && after.status === 'open' ? after.sop : null,
  };
}

/** The end of the run ends its steps: nobody owes anything in it any more. */
export function stepRow(of: OfRun, run: KnownRun, step: StepRun, index: number): Tables['step_runs'] {
  const over = run.status === 'ended' && !isEnded(step) ? run : undefined;
  const owed = isOwed(step) && !over ? step : undefined;
  const ended = over?.endedAt ?? ('at' in step ? step.at : null);
  return {
    ...of,
    ...{ step: step.id, sequence_order: index + 1, state: over ? 'run_ended' : step.state, attempt: step.attempt },
    ...{
      role: owed?.role ?? null,
      assignee: owed?.assignee ?? null,
      due: owed?.due ?? null,
      since: owed?.since ?? null,
    },
    ...{ ended_at: ended, ended_by: over ? who(over.endedBy) : 'by' in step ? who(step.by) : null },
  };
}

export function exceptionRow(of: OfRun, one: ExceptionRecord): Tables['exceptions'] {
  const isResolved = one.status === 'resolved';
  return {
    ...of,
    ...{ id: one.id, step: one.step ?? null, kind: one.kind, owner: one.owner ?? null, status: one.status },
    ...{ cause: JSON.stringify(one.cause), raised_by: who(one.raisedBy), raised_at: one.raisedAt },
    resolution: isResolved ? one.resolution : null,
    reason: isResolved ? one.reason : null,
    resolved_by: isResolved ? who(one.resolvedBy) : null,
    resolved_at: isResolved ? one.resolvedAt : null,
    change: isResolved && one.change ? JSON.stringify(one.change) : null,
  };
}

export function troubleRow(of: OfRun, { sop, revision }: KnownRun, one: Trouble): Tables['troubles'] {
  return {
    ...{ ...of, sop_id: sop, revision, ref: one.ref, step: one.step ?? '', kind: one.kind, at: one.at },
    asked: one.change ? 1 : 0,
  };
}

export function evidenceRow(of: OfRun, one: EvidenceRecord): Tables['evidence'] {
  return {
    ...of,
    ...{ id: one.id, step: one.step, item: one.item, value: JSON.stringify(one.value), unit: one.unit ?? null },
    within_limits: one.within === undefined ? null : one.within ? 1 : 0,
    file: typeof one.value === 'object' ? one.value.file : null,
    ...{ by_actor: who(one.by), at: one.at, attempt: one.attempt },
  };
}

/** `before`: the run as the decision met it. */
export function approvalRow(of: OfRun, before: RunState, event: DecisionEvent): Tables['approvals'] {
  const attempt = before.status === 'none' ? 1 : (before.steps.find((one) => one.id === event.step)?.attempt ?? 1);
  return {
    ...of,
    ...{ step: event.step, attempt, member_id: who(event.actor), at: event.at },
    decision: event.type === 'StepApproved' ? ('approve' as const) : ('reject' as const),
    reason: event.type === 'StepRejected' ? event.reason : null,
    standing_in_for: event.standingInFor ?? null,
  };
}

export function sopRow({ workspace, head, at }: Standing, after: KnownSop): StreamRow<'sop'> {
  return {
    ...{ workspace_id: workspace, id: after.sop, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at, key: after.key, title: after.title, revision: after.revision },
    document: (after.document && documentName(after.document.name)) || null,
    open_proposals: openProposals(after).length,
    workstream: (after.active ?? after.draft?.definition)?.workstream ?? null,
    draft_edited_at: after.draft?.editedAt ?? null,
  };
}

export function importRow({ workspace, head, at }: Standing, after: KnownImport): StreamRow<'import'> {
  return {
    ...{ workspace_id: workspace, id: after.import, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at, file: after.document.file, place: after.place },
  };
}

export function digestRow({ workspace, head, at }: Standing, after: KnownDigest): StreamRow<'digest'> {
  return {
    ...{ workspace_id: workspace, id: after.digest, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at },
  };
}

export function routineRow({ workspace, head, at }: Standing, after: KnownRoutine): StreamRow<'routine'> {
  return {
    ...{ workspace_id: workspace, id: after.routine, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at, sop_id: after.sop, place: after.place },
    next: after.status === 'active' ? after.next : null,
  };
}

export function settingsRow({ workspace, head, at }: Standing, after: Settings): StreamRow<'settings'> {
  return {
    ...{ workspace_id: workspace, id: SETTINGS, status: after.status, version: head.version, head: head.hash },
    ...{ state: after, updated_at: at },
  };
}

/** A person by member id, anybody else by kind. */
function who(actor: Actor): string {
  const member = memberOf(actor);
  if (member !== undefined) return member;
  return 'id' in actor ? `${actor.type}:${actor.id}` : actor.type;
}
