/** `/sop routine …` and `/sop routines` */
import { sentence, typed } from '../cards/sentence.ts';
import { timesOf } from '../cards/views/routine-words.ts';
import { type ListedRoutine, routinesCard } from '../cards/views/routines.ts';
import { toldCard } from '../cards/views/told.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { findRoutine, routinesOfPlace } from '../store/routines.ts';
import { listSops } from '../store/sops.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { type Phrase, routineIn } from './phrase.ts';
import { pressOnRoutine } from './press-routine.ts';
import { nextRunOf } from './routine-scene.ts';
import { readSchedule } from './schedule/read.ts';
import { readWish } from './schedule/wish.ts';
import { asksMore, routineFormAnswer, setRoutine, showRoutine } from './set-routine.ts';
import { loadRoutine, NOTHING, sopOf, type Talking } from './talking.ts';

type RoutinePhrase = Extract<Phrase, { type: 'routine' }>;

/** Sets a routine, shows it, or does with it what its buttons do. */
export async function routineAnswer(talking: Talking, said: Said, phrase: RoutinePhrase): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) {
    const titled = await byTitle(talking, said, phrase);
    return titled ? routineAnswer(talking, said, titled) : refuse(talking, said, found.refusal);
  }
  const { sop } = found;
  const id = await findRoutine(talking.db, said.workspace, { sop: sop.sop, place: said.place });
  if (phrase.when !== undefined) {
    const wished = readWish(phrase.when);
    // Nobody fills in a form whose time is refused in the end.
    const isReadable = readSchedule(wished.schedule).ok;
    if (id === undefined && isReadable && asksMore(sop)) return routineFormAnswer(talking, said, sop, wished);
    const known = id === undefined ? undefined : await loadRoutine(talking, said.workspace, id);
    const inZone = wished.zone ?? known?.schedule.zone;
    const asked = { ...wished, ...optional('zone', inZone), inputs: known?.inputs ?? {} };
    const answer = await setRoutine(talking, said, sop, asked);
    return answer.type === 'none' ? setAnswer(talking, said, known) : answer;
  }
  if (id === undefined) {
    if (phrase.change === undefined) return routineFormAnswer(talking, said, sop);
    const setting = typed(`routine ${sop.key} weekdays 06:30`);
    const text = sentence(`“${sop.title}” has no routine here. `, setting, ' sets one.');
    return told(toldCard('No routine', text, 'attention'));
  }
  const state = await loadRoutine(talking, said.workspace, id);
  if (phrase.change === undefined) return state ? showRoutine(talking, said, state) : NOTHING;
  const slot = optional('slot', state && (await nextRunOf(talking, said.workspace, state)));
  const value = { v: 1, verb: VERBS[phrase.change], routine: id, ...slot } as const;
  return (await pressOnRoutine(talking, { ...said, value })) ?? NOTHING;
}

/** `opening checks weekdays 06:30`: the words of a title, if no key is the first of them. */
async function byTitle(talking: Talking, said: Said, phrase: RoutinePhrase): Promise<RoutinePhrase | undefined> {
  const words = phrase.when === undefined ? [phrase.change ?? ''] : phrase.when.split(' ');
  const keys = new Set((await listSops(talking.db, said.workspace)).map(({ key }) => key));
  for (let length = words.length; length > 0; length -= 1) {
    const key = [phrase.key, ...words.slice(0, length)].join('-').toLowerCase();
    if (keys.has(key)) return routineIn(key, words.slice(length));
  }
  return undefined;
}

/**
 * The card in the conversation is the answer. One that changes where it stands tells nobody: whoever typed there sees what
 * holds now, and what it was.
 */
async function setAnswer(talking: Talking, said: Said, before: KnownRoutine | undefined): Promise<Answer> {
  if (!before || said.isElsewhere) return NOTHING;
  const state = await loadRoutine(talking, said.workspace, before.routine);
  const answer = state ? await showRoutine(talking, said, state) : NOTHING;
  if (answer.type !== 'card') return answer;
  const [was, now] = [before, state].map((one) => one && timesTold(one));
  if (was === now) return answer;
  const { card } = answer;
  return {
    ...answer,
    card: {
      ...card,
      elements: [
        { type: 'context', text: `Until now: ${was}. An SOP has one routine in a conversation.` },
        ...card.elements,
      ],
    },
  };
}

function timesTold(state: KnownRoutine): string {
  return `${timesOf(state)} (${state.schedule.zone})`;
}

const VERBS = {
  pause: 'pause_routine',
  resume: 'resume_routine',
  skip: 'skip_slot',
  end: 'end_routine',
  run: 'run_routine',
} as const satisfies Record<NonNullable<RoutinePhrase['change']>, string>;

/** The routines of this conversation. */
export async function routinesAnswer(talking: Talking, said: Said): Promise<Answer> {
  const { workspace, place } = said;
  const rows = await routinesOfPlace(talking.db, workspace, { place, limit: LIMITS.rowsPerAnswer });
  const listed = rows.map(async (row): Promise<ListedRoutine> => {
    const state = row.state as KnownRoutine;
    return { state, ...optional('next', await nextRunOf(talking, workspace, state)) };
  });
  return withNames(talking, said, routinesCard(await Promise.all(listed)));
}
