/** `/sop routine …` and `/sop routines` */
import { routinesCard } from '../cards/views/routine.ts';
import { toldCard } from '../cards/views/told.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { findRoutine, listRoutines } from '../store/routines.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import type { Phrase } from './phrase.ts';
import { pressOnRoutine } from './press-routine.ts';
import { asksMore, loadRoutine, routineFormAnswer, setRoutine, showRoutine } from './set-routine.ts';
import { NOTHING, sopOf, type Talking } from './talking.ts';

type RoutinePhrase = Extract<Phrase, { type: 'routine' }>;

/** Sets a routine, shows it, or does with it what its buttons do. */
export async function routineAnswer(talking: Talking, said: Said, phrase: RoutinePhrase): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  const id = await findRoutine(talking.db, said.workspace, { sop: sop.sop, place: said.place });
  if (phrase.when !== undefined) {
    const { schedule, zone } = zoneIn(phrase.when);
    const wished = { schedule, ...optional('zone', zone) };
    if (id === undefined && asksMore(sop)) return routineFormAnswer(talking, said, sop, wished);
    const known = id === undefined ? undefined : await loadRoutine(talking, said.workspace, id);
    const inZone = wished.zone ?? known?.schedule.zone;
    return setRoutine(talking, said, sop, { schedule, ...optional('zone', inZone), inputs: known?.inputs ?? {} });
  }
  if (id === undefined) {
    if (phrase.change === undefined) return routineFormAnswer(talking, said, sop);
    const text = `“${sop.title}” has no routine here. /sop routine ${sop.key} weekdays 06:30 sets one.`;
    return told(toldCard('No routine', text, 'attention'));
  }
  const state = await loadRoutine(talking, said.workspace, id);
  if (phrase.change === undefined) return state ? showRoutine(talking, said, state) : NOTHING;
  const slot = state?.status === 'active' ? { slot: state.next } : {};
  const value = { v: 1, verb: VERBS[phrase.change], routine: id, ...slot } as const;
  return (await pressOnRoutine(talking, { ...said, value })) ?? NOTHING;
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
  const rows = await listRoutines(talking.db, said.workspace, LIMITS.routines);
  const here = rows.filter((one) => one.place === said.place).map((one) => one.state as KnownRoutine);
  return withNames(talking, said, routinesCard(here.slice(0, LIMITS.rowsPerAnswer)));
}

/** Whether there is one of that name is found out later, and said. */
const ZONE = /^(?:utc|gmt|[a-z_]+(?:\/[a-z_+-]+\d*)+)$/i;

/** `weekdays 06:30 Europe/Lisbon`: a time zone may stand at the end. */
function zoneIn(when: string): { readonly schedule: string; readonly zone?: string } {
  const at = when.trimEnd().lastIndexOf(' ');
  const last = when.slice(at + 1).trim();
  return at > 0 && ZONE.test(last) ? { schedule: when.slice(0, at).trim(), zone: last } : { schedule: when };
}
