/** Saves a stream's new state, and the rows that answer questions about it without reading states. */
import type { Definition } from '../engine/definition.ts';
import type { KnownDigest } from '../engine/digest/digest.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { isEnded } from '../engine/run/live.ts';
import type { RunState } from '../engine/run/state.ts';
import type { Trouble } from '../engine/run/trouble.ts';
import type { Settings } from '../engine/settings/settings.ts';
import type { SopEvent } from '../engine/sop/events.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Tx } from '../store/database.ts';
import type { Head } from '../store/events.ts';
import { saveRevision } from '../store/revisions.ts';
import { putApproval, putEvidence, putException, putStepRun } from '../store/runs.ts';
import { saveStream } from '../store/streams.ts';
import { putTrouble } from '../store/troubles.ts';
import {
  approvalRow,
  digestRow,
  evidenceRow,
  exceptionRow,
  importRow,
  type KnownImport,
  type KnownRun,
  routineRow,
  runRow,
  settingsRow,
  sopRow,
  stepRow,
  troubleRow,
} from './rows.ts';

interface Saving {
  readonly workspace: string;
  readonly head: Head;
  /** The version that was loaded; 0 for a new stream. */
  readonly from: number;
}

export function saveRun(
  tx: Tx,
  saving: Saving & {
    readonly before: RunState;
    readonly after: KnownRun;
    readonly events: readonly RunEvent[];
    readonly troubles: readonly Trouble[];
    readonly definition: Definition;
  },
): void {
  const { workspace, head, from, before, after, events, troubles, definition } = saving;
  const at = events.at(-1)?.at ?? after.startedAt;
  saveStream(tx, 'run', runRow({ workspace, head, at }, after, definition), from);
  const of = { workspace_id: workspace, run_id: after.run };
  const stepsBefore = before.status === 'none' ? [] : before.steps;
  for (const [index, step] of after.steps.entries()) {
    // Evolving keeps what did not change: the same object is the same row, but for a step that the run's end left undone.
    const isLeft = after.status === 'ended' && !isEnded(step);
    // Nobody asks about a step before its turn has come: a new run has no rows of those.
    const isYetToCome = from === 0 && !isLeft && step.state === 'waiting_needs';
    if (!isYetToCome && (isLeft || step !== stepsBefore[index])) putStepRun(tx, stepRow(of, after, step, index));
  }
  const exceptionsBefore = before.status === 'none' ? [] : before.exceptions;
  for (const [index, one] of after.exceptions.entries()) {
    if (one !== exceptionsBefore[index]) putException(tx, exceptionRow(of, one));
  }
  for (const one of troubles) putTrouble(tx, troubleRow(of, after, one));
  const known = before.status === 'none' ? 0 : before.evidence.length;
  for (const one of after.evidence.slice(known)) putEvidence(tx, evidenceRow(of, one));
  for (const event of events) {
    if (event.type === 'StepApproved' || event.type === 'StepRejected') putApproval(tx, approvalRow(of, before, event));
  }
}

export function saveSop(
  tx: Tx,
  saving: Saving & { readonly after: KnownSop; readonly events: readonly SopEvent[] },
): void {
  const { workspace, head, from, after, events } = saving;
  saveStream(tx, 'sop', sopRow({ workspace, head, at: events.at(-1)?.at ?? 0 }, after), from);
  for (const event of events) {
    if (event.type !== 'SopPublished') continue;
    const { revision, definition, at, actor: by } = event;
    saveRevision(tx, { workspace, sop: after.sop, revision, definition, at, by });
  }
}

export function saveRoutine(tx: Tx, saving: Saving & { readonly after: KnownRoutine; readonly now: number }): void {
  const { workspace, head, from, after, now } = saving;
  saveStream(tx, 'routine', routineRow({ workspace, head, at: now }, after), from);
}

export function saveDigest(tx: Tx, saving: Saving & { readonly after: KnownDigest; readonly now: number }): void {
  const { workspace, head, from, after, now } = saving;
  saveStream(tx, 'digest', digestRow({ workspace, head, at: now }, after), from);
}

export function saveImport(tx: Tx, saving: Saving & { readonly after: KnownImport; readonly now: number }): void {
  const { workspace, head, from, after, now } = saving;
  saveStream(tx, 'import', importRow({ workspace, head, at: now }, after), from);
}

export function saveSettings(tx: Tx, saving: Saving & { readonly after: Settings; readonly now: number }): void {
  const { workspace, head, from, after, now } = saving;
  saveStream(tx, 'settings', settingsRow({ workspace, head, at: now }, after), from);
}
