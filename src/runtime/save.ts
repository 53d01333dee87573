/** Saves a stream's new state, and the rows that answer questions about it without reading states. */
import { type Actor, memberOf } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import type { ImportState } from '../engine/import/import.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { isOwed } from '../engine/run/live.ts';
import type { ExceptionRecord, RunState, StepRun } from '../engine/run/state.ts';
import type { SopEvent } from '../engine/sop/events.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Tx } from '../store/database.ts';
import type { Head } from '../store/events.ts';
import { saveRevision } from '../store/revisions.ts';
import { putApproval, putEvidence, putException, putStepRun } from '../store/runs.ts';
import { saveStream } from '../store/streams.ts';

interface Saving {
  readonly workspace: string;
  readonly head: Head;
  /** The version that was loaded; 0 for a new stream. */
  readonly from: number;
}

type KnownRun = Exclude<RunState, { status: 'none' }>;

export function saveRun(
  tx: Tx,
  saving: Saving & {
    readonly before: RunState;
    readonly after: KnownRun;
    readonly events: readonly RunEvent[];
    readonly definition: Definition;
  },
): void {
  const { workspace, head, from, before, after, events, definition } = saving;
  const last = events.at(-1)?.at ?? after.startedAt;
  saveStream(
    tx,
    'run',
    {
      ...{ workspace_id: workspace, id: after.run, status: after.status, version: head.version, head: head.hash },
      ...{ state: after, updated_at: last, title: after.title, sop_id: after.sop, sop_key: after.key },
      ...{
        revision: after.revision,
        place: after.place,
        started_at: after.startedAt,
        started_by: who(after.startedBy),
      },
      outcome: after.status === 'ended' ? after.outcome : null,
      ended_at: after.status === 'ended' ? after.endedAt : null,
      // A unique column: a second open run of a one-at-a-time SOP cannot be saved, whoever starts it.
      exclusive: definition.one_at_a_time && after.status === 'open' ? after.sop : null,
    },
    from,
  );
  const where = { workspace_id: workspace, run_id: after.run };
  const stepsBefore = before.status === 'none' ? [] : before.steps;
  for (const [index, step] of after.steps.entries()) {
    // Evolving keeps what did not change: the same object is the same row.
    if (step !== stepsBefore[index]) putStepRun(tx, { ...where, ...stepRow(step, index) });
  }
  const exceptionsBefore = before.status === 'none' ? [] : before.exceptions;
  for (const [index, one] of after.exceptions.entries()) {
    if (one !== exceptionsBefore[index]) putException(tx, { ...where, ...exceptionRow(one) });
  }
  const known = before.status === 'none' ? 0 : before.evidence.length;
  for (const one of after.evidence.slice(known)) {
    putEvidence(tx, {
      ...where,
      ...{ id: one.id, step: one.step, item: one.item, value: JSON.stringify(one.value), unit: one.unit ?? null },
      within_limits: one.within === undefined ? null : one.within ? 1 : 0,
      file: typeof one.value === 'object' ? one.value.file : null,
      ...{ by_actor: who(one.by), at: one.at, attempt: one.attempt },
    });
  }
  for (const event of events) {
    if (event.type !== 'StepApproved' && event.type !== 'StepRejected') continue;
    putApproval(tx, { ...where, ...approvalRow(before, event) });
  }
}

function stepRow(step: StepRun, index: number) {
  const owed = isOwed(step) ? step : undefined;
  const ended = 'at' in step ? step.at : null;
  return {
    ...{ step: step.id, sequence_order: index + 1, state: step.state, attempt: step.attempt },
    ...{
      role: owed?.role ?? null,
      assignee: owed?.assignee ?? null,
      due: owed?.due ?? null,
      since: owed?.since ?? null,
    },
    ...{ ended_at: ended, ended_by: 'by' in step ? who(step.by) : null },
  };
}

function exceptionRow(one: ExceptionRecord) {
  const isResolved = one.status === 'resolved';
  return {
    ...{ id: one.id, step: one.step ?? null, kind: one.kind, owner: one.owner ?? null, status: one.status },
    ...{ note: one.note, raised_by: who(one.raisedBy), raised_at: one.raisedAt },
    resolution: isResolved ? one.resolution : null,
    reason: isResolved ? one.reason : null,
    resolved_by: isResolved ? who(one.resolvedBy) : null,
    resolved_at: isResolved ? one.resolvedAt : null,
  };
}

function approvalRow(before: RunState, event: Extract<RunEvent, { type: 'StepApproved' | 'StepRejected' }>) {
  const attempt = before.status === 'none' ? 1 : (before.steps.find((one) => one.id === event.step)?.attempt ?? 1);
  return {
    ...{ step: event.step, attempt, member_id: who(event.actor), at: event.at },
    decision: event.type === 'StepApproved' ? ('approve' as const) : ('reject' as const),
    reason: event.type === 'StepRejected' ? event.reason : null,
    standing_in_for: event.standingInFor ?? null,
  };
}

export function saveSop(
  tx: Tx,
  saving: Saving & { readonly after: KnownSop; readonly events: readonly SopEvent[] },
): void {
  const { workspace, head, from, after, events } = saving;
  saveStream(
    tx,
    'sop',
    {
      ...{ workspace_id: workspace, id: after.sop, status: after.status, version: head.version, head: head.hash },
      ...{
        state: after,
        updated_at: events.at(-1)?.at ?? 0,
        key: after.key,
        title: after.title,
        revision: after.revision,
      },
    },
    from,
  );
  for (const event of events) {
    if (event.type !== 'SopPublished') continue;
    const { revision, definition, at, actor: by } = event;
    saveRevision(tx, { workspace, sop: after.sop, revision, definition, at, by });
  }
}

export function saveImport(
  tx: Tx,
  saving: Saving & { readonly after: Exclude<ImportState, { status: 'none' }>; readonly now: number },
): void {
  const { workspace, head, from, after, now } = saving;
  saveStream(
    tx,
    'import',
    {
      ...{ workspace_id: workspace, id: after.import, status: after.status, version: head.version, head: head.hash },
      ...{ state: after, updated_at: now, file: after.document.file, place: after.place },
    },
    from,
  );
}

/** A person by member id, anybody else by kind. */
function who(actor: Actor): string {
  const member = memberOf(actor);
  if (member !== undefined) return member;
  return 'id' in actor ? `${actor.type}:${actor.id}` : actor.type;
}
