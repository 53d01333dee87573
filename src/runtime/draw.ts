/** Draws a view from the state as it is now. */
import { outdatedAt } from '../cards/lateness.ts';
import { approvalCard, approversOf, leftToDecide } from '../cards/views/approval.ts';
import { standInCard } from '../cards/views/away.ts';
import { draftCard } from '../cards/views/draft.ts';
import { exceptionCard } from '../cards/views/exception.ts';
import { importCard } from '../cards/views/import.ts';
import { reminderCard } from '../cards/views/reminder.ts';
import { remindersCard } from '../cards/views/reminders.ts';
import { routineCard } from '../cards/views/routine.ts';
import { runCard } from '../cards/views/run.ts';
import { stepCard } from '../cards/views/step.ts';
import { strandedCard } from '../cards/views/stranded.ts';
import { undeliveredCard } from '../cards/views/undelivered.ts';
import type { View } from '../engine/effect.ts';
import type { ImportState } from '../engine/import/import.ts';
import { optional } from '../engine/optional.ts';
import { publishable } from '../engine/readiness.ts';
import { calledAbout } from '../engine/routine/called.ts';
import type { RoutineState } from '../engine/routine/routine.ts';
import { isOwed, stepRunOf } from '../engine/run/live.ts';
import { answerableFor } from '../engine/run/party.ts';
import { isCalling } from '../engine/run/reminders.ts';
import type { RunState } from '../engine/run/state.ts';
import type { SopState } from '../engine/sop/state.ts';
import type { Database } from '../store/database.ts';
import { parkedOfStream } from '../store/effects.ts';
import { loadStream } from '../store/streams.ts';
import { drawDigest, drawDigestPlan } from './draw-digest.ts';
import { drawProposal } from './draw-proposal.ts';
import type { Drawn } from './drawn.ts';
import type { Memory } from './memory.ts';
import type { Progress } from './ports.ts';
import { routineScene } from './routine-scene.ts';
import { settingsOf } from './settings-of.ts';
import { loadRoutine, type Talking } from './talking.ts';
import { drawWebhookOff } from './webhooks/draw-off.ts';

export interface Drawing extends Pick<Talking, 'chats' | 'pictures'> {
  readonly db: Database;
  readonly memory: Memory;
  readonly now: () => number;
  /** What an import is doing at this moment; nothing if it is not being read in this process. */
  readonly progressOf: (importId: string) => Progress | undefined;
}

type RunView = Exclude<
  View,
  {
    view:
      | 'import'
      | 'draft'
      | 'routine'
      | 'stranded'
      | 'absence'
      | 'webhook_off'
      | 'digest'
      | 'digest_plan'
      | 'proposal';
  }
>;

/** The view as it looks now; undefined if what it is about is not there. */
export async function draw(parts: Drawing, workspace: string, view: View): Promise<Drawn | undefined> {
  switch (view.view) {
    case 'import':
      return drawImport(parts, workspace, view.import);
    case 'draft':
      return drawDraft(parts, workspace, view.sop, view.draft);
    case 'routine':
      return drawRoutine(parts, workspace, view.routine);
    case 'stranded':
      return drawStranded(parts, workspace, view);
    case 'absence':
      return drawAbsence(parts, workspace, view);
    case 'webhook_off':
      return drawWebhookOff(parts, workspace, view);
    case 'digest':
      return drawDigest(parts, workspace, view);
    case 'digest_plan':
      return drawDigestPlan(parts, workspace, view);
    case 'proposal':
      return drawProposal(parts, workspace, view);
    case 'run':
    case 'step':
    case 'approval':
    case 'exception':
    case 'reminder':
    case 'reminders':
    case 'undelivered':
      return drawOfRun(parts, workspace, view);
  }
}

async function drawOfRun(parts: Drawing, workspace: string, view: RunView): Promise<Drawn | undefined> {
  const saved = await parts.memory.stream(parts.db, { workspace, kind: 'run', id: view.run });
  const run = saved?.state as RunState | undefined;
  if (!run || run.status === 'none') return undefined;
  const definition = await parts.memory.definition(parts.db, workspace, run.sop, run.revision);
  const people = await parts.memory.people(parts.db, workspace);
  const names = await parts.memory.names(parts.db, workspace);
  const now = parts.now();
  // Whoever is on shift is awake.
  const canWait = run.closes === undefined && definition.urgent !== true;
  const inThread = { names, place: run.place, inThreadOf: { view: 'run', run: run.run } } as const;
  switch (view.view) {
    case 'run':
      return {
        ...{ card: runCard(run, definition, now, people), names, place: run.place, postable: true },
        ...optional('outdated', outdatedAt(run, now)),
      };
    case 'step':
      return { ...inThread, card: stepCard({ run, definition, people, now }, view.step, view.attempt), postable: true };
    case 'approval': {
      const step = stepRunOf(run, view.step);
      const isCurrent = step?.attempt === view.attempt;
      const isAsked = step?.state === 'waiting_approval' || (step?.state === 'completed' && step.approvals.length > 0);
      const card = approvalCard({ run, definition, people, now }, view.step, view.attempt);
      if (!isCurrent || step.state !== 'waiting_approval') return { ...inThread, card, postable: isCurrent && isAsked };
      const scene = { run, definition, people, now };
      const directTo = approversOf(scene, step);
      return { ...inThread, card, directTo, deciders: leftToDecide(scene, step), postable: isAsked };
    }
    case 'exception':
      return { ...inThread, card: exceptionCard({ run, definition, people, now }, view.exception), postable: true };
    case 'reminder': {
      const step = stepRunOf(run, view.step);
      const card = reminderCard({ run, definition, people, now }, view);
      // Nobody is reminded of what is done, or due at another time, by the moment the reminder could be said.
      const isCurrent = run.status === 'open' && step !== undefined && isOwed(step) && step.due === view.due;
      // Nor twice, where a later one says more.
      const isNewest =
        isCurrent && (view.again === undefined ? step.escalated === view.rung : step.snoozed?.times === view.again);
      return { ...inThread, card, canWait, postable: isNewest };
    }
    case 'reminders': {
      const card = remindersCard({ run, definition, people, now }, view);
      return { ...inThread, card, canWait, postable: isCalling(run, definition, view) };
    }
    case 'undelivered': {
      const reasons = (await parkedOfStream(parts.db, workspace, run.run)).map((one) => one.error);
      const directTo = answerableFor(run, definition, people, now);
      const card = undeliveredCard(run, reasons);
      return { card, names, place: run.place, directTo, isPrivate: true, postable: reasons.length > 0 };
    }
  }
}

async function drawImport(parts: Drawing, workspace: string, id: string): Promise<Drawn | undefined> {
  const saved = await loadStream(parts.db, 'import', workspace, id);
  const state = saved?.state as ImportState | undefined;
  if (!state || state.status === 'none') return undefined;
  const names = await parts.memory.names(parts.db, workspace);
  return { card: importCard(state, parts.progressOf(id)), names, place: state.place, postable: true };
}

async function drawRoutine(parts: Drawing, workspace: string, id: string): Promise<Drawn | undefined> {
  const saved = await parts.memory.stream(parts.db, { workspace, kind: 'routine', id });
  const state = saved?.state as RoutineState | undefined;
  if (!state || state.status === 'none') return undefined;
  const names = await parts.memory.names(parts.db, workspace);
  const scene = await routineScene(parts, workspace, state);
  return { card: routineCard(state, scene), names, place: state.place, postable: true };
}

async function drawStranded(
  parts: Drawing,
  workspace: string,
  { routine, at }: Extract<View, { view: 'stranded' }>,
): Promise<Drawn | undefined> {
  const state = await loadRoutine(parts, workspace, routine);
  if (!state) return undefined;
  const { definition, people } = await routineScene(parts, workspace, state);
  const isOn = state.status === 'paused' && state.because === 'place_gone' && state.at === at;
  const names = await parts.memory.names(parts.db, workspace);
  const directTo = calledAbout(state, definition, people, 'all');
  return { card: strandedCard(state, isOn), names, place: state.place, directTo, isPrivate: true, postable: isOn };
}

async function drawAbsence(
  parts: Drawing,
  workspace: string,
  { member, standIn, from }: Extract<View, { view: 'absence' }>,
): Promise<Drawn> {
  const absence = (await settingsOf(parts, workspace)).away[member];
  const isOn = absence?.standIn === standIn && absence.from === from;
  const card = standInCard(member, isOn ? absence : undefined);
  const names = await parts.memory.names(parts.db, workspace);
  return { card, names, place: '', directTo: [standIn], isPrivate: true, postable: isOn };
}

async function drawDraft(parts: Drawing, workspace: string, id: string, draft: number): Promise<Drawn | undefined> {
  const saved = await loadStream(parts.db, 'sop', workspace, id);
  const state = saved?.state as SopState | undefined;
  if (!state || state.status === 'none') return undefined;
  const names = await parts.memory.names(parts.db, workspace);
  const missing = state.draft ? publishable(state.draft.definition) : [];
  const place = state.draft?.place;
  // A draft that is settled has no place any more: its card is brought up to date where it was posted.
  return { card: draftCard(state, draft, missing), names, place: place ?? '', postable: state.draft?.draft === draft };
}
