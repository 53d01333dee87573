/** An answer in a run's thread: evidence for the step that is now, if it looks like any. */
import { leftCard, noRunCard, unfitCard } from '../cards/views/unfit.ts';
import { type Fitting, fitting } from '../engine/run/fitting.ts';
import type { OpenRun, RunState } from '../engine/run/state.ts';
import { findPostedView } from '../store/messages.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Replied } from './conversation.ts';
import { splitPlace } from './place.ts';
import { refusalToSee } from './sight.ts';
import { actorOf, command, loadRun, NOTHING, runOf, type Talking } from './talking.ts';

export interface ReplyAnswer {
  /** It was kept as evidence: clients mark the message. */
  readonly recorded: boolean;
  readonly answer: Answer;
}

const TALK: ReplyAnswer = { recorded: false, answer: NOTHING };

/** The id of the run whose card begins this thread; undefined if the thread is about something else. */
export async function runOfThread(
  talking: Talking,
  { workspace, place, thread }: Pick<Replied, 'workspace' | 'place'> & { readonly thread: string },
): Promise<string | undefined> {
  const [platform, address] = splitPlace(place);
  const view = await findPostedView(talking.db, { workspace, platform, place: address, platformId: thread });
  return view?.startsWith('run:') ? view.slice('run:'.length) : undefined;
}

/**
 * Records it if it fits what is asked for now. Words that fit nothing are talk between people, and nobody is told. A file
 * that fits nothing, a reading that cannot be taken, and whatever was meant as evidence expressly, is answered in words.
 */
export async function reply(talking: Talking, replied: Replied): Promise<ReplyAnswer> {
  const run = await meantRun(talking, replied);
  const isMeant = replied.isEvidence === true || replied.files.length > 0;
  const unseen = await refusalToSee(talking, replied, { run: run?.run });
  if (unseen) return isMeant ? { recorded: false, answer: unseen } : TALK;
  if (!run) return isMeant ? { recorded: false, answer: told(noRunCard()) } : TALK;
  if (run.status === 'ended') return isMeant ? ended(talking, replied, run) : TALK;
  const definition = await talking.memory.definition(talking.db, replied.workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, replied.workspace);
  const context = { now: talking.now(), actor: await actorOf(talking, replied), people, definition };
  const found = fitting(run, context, replied);
  if (found.type === 'fits') return record(talking, replied, run, found);
  const isTalk = found.type === 'none' || (found.type !== 'unclear' && found.couldBeTalk);
  if (isTalk && !isMeant) return TALK;
  if (found.type === 'refused') {
    return { recorded: false, answer: await refuse(talking, replied, found.refusal, run.run) };
  }
  return { recorded: false, answer: told(unfitCard(found, replied.files.length > 0)) };
}

type KnownRun = Exclude<RunState, { status: 'none' }>;

function meantRun(talking: Talking, replied: Replied): Promise<KnownRun | undefined> {
  const { workspace, run } = replied;
  return run === undefined ? runOf(talking, replied, { open: true }) : loadRun(talking, workspace, run);
}

async function record(
  talking: Talking,
  replied: Replied,
  run: OpenRun,
  { step, items, left }: Extract<Fitting, { type: 'fits' }>,
): Promise<ReplyAnswer> {
  const said = await command(talking, replied, {
    ...{ type: 'recordEvidence', run: run.run, step: step.id, items: [...items] },
  });
  if (said.status === 'refused')
    return { recorded: false, answer: await refuse(talking, replied, said.refusal, run.run) };
  return { recorded: true, answer: left.length > 0 ? told(leftCard(step, left)) : NOTHING };
}

async function ended(talking: Talking, replied: Replied, run: Extract<KnownRun, { status: 'ended' }>) {
  const refusal = { code: 'run_ended', outcome: run.outcome, at: run.endedAt } as const;
  return { recorded: false, answer: await refuse(talking, replied, refusal, run.run) };
}
