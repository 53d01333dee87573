/** Setting a routine: when, in whose time, for which SOP, where. */
import { closingTyped } from '../cards/closing-words.ts';
import { scheduleWords } from '../cards/schedule-words.ts';
import { routineCard } from '../cards/views/routine.ts';
import { routineForm } from '../cards/views/routine-form.ts';
import { optional } from '../engine/optional.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { readInputs } from '../engine/run/answers.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { findRoutine } from '../store/routines.ts';
import { refuse, withNames } from './answering.ts';
import type { Answer } from './conversation.ts';
import { routineMeant, type Wished } from './routine-meant.ts';
import { routineScene } from './routine-scene.ts';
import { readSchedule } from './schedule/read.ts';
import { shiftTyped } from './shift-meant.ts';
import { command, loadRoutine, NOTHING, type Speaker, type Talking, zoneOf } from './talking.ts';

/** Sets it where it is asked, or changes the one that the SOP has there already. */
export async function setRoutine(talking: Talking, speaker: Speaker, sop: KnownSop, wished: Wished): Promise<Answer> {
  const inZone = { ...wished, zone: wished.zone ?? (await zoneOf(talking, speaker)) };
  const meant = await routineMeant(talking, speaker, sop, { ...inZone, isZoneTyped: wished.zone !== undefined });
  if ('refusal' in meant) return refuse(talking, speaker, meant.refusal);
  const reply = await command(talking, speaker, meant.command);
  return reply.status === 'refused' ? refuse(talking, speaker, reply.refusal) : NOTHING;
}

/** The form begins with the routine as it is; where there is none, with what the SOP suggests. */
export async function routineFormAnswer(
  talking: Talking,
  speaker: Speaker & { readonly zone?: string },
  sop: KnownSop,
  wished: Partial<Omit<Wished, 'inputs'>> = {},
): Promise<Answer> {
  const { workspace, place } = speaker;
  if (sop.status !== 'active' || !sop.active) {
    const status = sop.status === 'archived' ? 'archived' : 'draft';
    return refuse(talking, speaker, { code: 'sop_not_active', status, title: sop.title });
  }
  const id = await findRoutine(talking.db, workspace, { sop: sop.sop, place });
  const known = id === undefined ? undefined : await loadRoutine(talking, workspace, id);
  const given = await routineGiven(talking, { ...speaker, workspace }, sop, known);
  const form = routineForm(sop.active, {
    ...given,
    ...optional('schedule', wished.schedule),
    ...optional('zone', wished.zone),
    ...optional('holidays', wished.holidays),
    ...optional('due', wished.due || undefined),
    ...optional('shift', wished.shift || undefined),
    ...optional('closes', wished.closes || undefined),
  });
  return { type: 'form', form, value: { v: 1, verb: 'routine', sop: sop.sop, ...optional('routine', id) } };
}

/** What a form begins with, as it would be typed: the routine as it is, or what the SOP suggests. */
export async function routineGiven(
  talking: Pick<Talking, 'db' | 'memory'>,
  speaker: Pick<Speaker, 'workspace' | 'member'> & { readonly zone?: string },
  sop: KnownSop,
  known: KnownRoutine | undefined,
): Promise<RoutineGiven> {
  const { workspace } = speaker;
  const suggested = sop.active?.routine;
  const inputs = Object.entries(known?.inputs ?? {}).map(([name, value]) => [name, String(value)] as const);
  const closing = (one: 'due' | 'closes') => {
    const set = known?.schedule[one];
    return known ? set && closingTyped(set) : suggested?.[one];
  };
  return {
    schedule: known?.schedule.typed ?? (suggested ? inWords(suggested.schedule) : ''),
    zone: known?.schedule.zone ?? suggested?.time_zone ?? (await zoneOf(talking, speaker)),
    ...optional('holidays', known?.schedule.holidays),
    ...{ ...optional('due', closing('due')), ...optional('closes', closing('closes')) },
    ...optional('shift', await shiftTyped(talking, { workspace, sop }, known?.shift)),
    inputs: Object.fromEntries(inputs),
  };
}

export type RoutineGiven = Parameters<typeof routineForm>[1];

/** A document's schedule is kept as a machine writes it; nobody should have to read `0 7 * * *`. */
export function inWords(schedule: string): string {
  const read = readSchedule(schedule);
  const words = read.ok ? scheduleWords(read.slots) : schedule;
  return readSchedule(words).ok ? words : schedule;
}

export async function showRoutine(talking: Talking, speaker: Speaker, state: KnownRoutine): Promise<Answer> {
  const scene = await routineScene(talking, speaker.workspace, state);
  return withNames(talking, speaker, routineCard(state, scene));
}

/** Whether its runs are told something that nobody has said yet. */
export function asksMore({ active }: KnownSop): boolean {
  return active !== undefined && 'problems' in readInputs(active, {});
}
