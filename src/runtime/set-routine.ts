/** Setting a routine: when, in whose time, for which SOP, where. */
import { randomUUIDv7 } from 'node:crypto';
import { closingTyped } from '../cards/closing-words.ts';
import { scheduleWords } from '../cards/schedule-words.ts';
import { routineCard } from '../cards/views/routine.ts';
import { routineForm } from '../cards/views/routine-form.ts';
import { optional } from '../engine/optional.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { Schedule } from '../engine/routine/schedule.ts';
import type { Window } from '../engine/routine/window.ts';
import { readInputs } from '../engine/run/answers.ts';
import type { InputValue } from '../engine/run/values.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { isZone, spelled } from '../engine/zone.ts';
import { findRoutine } from '../store/routines.ts';
import { refuse, withNames } from './answering.ts';
import type { Refusal } from './command.ts';
import type { Answer } from './conversation.ts';
import { routineScene } from './routine-scene.ts';
import { readClosing } from './schedule/closing.ts';
import { readSchedule } from './schedule/read.ts';
import { shiftMeant, shiftTyped } from './shift-meant.ts';
import { command, loadRoutine, NOTHING, type Speaker, type Talking, zoneOf } from './talking.ts';

export interface Wished {
  /** As typed. */
  readonly schedule: string;
  readonly zone?: string;
  /** As typed; empty: no time of its own. */
  readonly due: string;
  /** As typed; empty: its runs stay open. */
  readonly closes: string;
  /** As typed; empty: whoever takes the steps. */
  readonly shift: string;
  /** Whether its runs start on holidays, too. */
  readonly holidays?: Schedule['holidays'];
  readonly inputs: Readonly<Record<string, InputValue>>;
}

/** Sets it where it is asked, or changes the one that the SOP has there already. */
export async function setRoutine(talking: Talking, speaker: Speaker, sop: KnownSop, wished: Wished): Promise<Answer> {
  const { workspace, place } = speaker;
  const read = readSchedule(wished.schedule);
  if (!read.ok) {
    const place = wished.zone === undefined ? placeAfter(wished.schedule) : undefined;
    if (place !== undefined) return refuse(talking, speaker, { code: 'zone_unknown', typed: place });
    return refuse(talking, speaker, { code: 'schedule_unclear', typed: wished.schedule, problem: read.problem });
  }
  const zone = spelled(wished.zone ?? (await zoneOf(talking, speaker)));
  if (!isZone(zone)) return refuse(talking, speaker, { code: 'zone_unknown', typed: zone });
  const { due, closes, unclear } = readWindow(wished);
  if (unclear) return refuse(talking, speaker, unclear);
  const meant = await shiftMeant(talking, { workspace, sop }, wished.shift);
  if ('refusal' in meant) return refuse(talking, speaker, meant.refusal);
  const routine = (await findRoutine(talking.db, workspace, { sop: sop.sop, place })) ?? randomUUIDv7();
  const reply = await command(talking, speaker, {
    ...{ type: 'setRoutine', routine, sop: sop.sop, place, inputs: wished.inputs, ...meant },
    schedule: {
      ...{ typed: wished.schedule, slots: read.slots, zone },
      ...{ ...optional('due', due), ...optional('closes', closes), ...optional('holidays', wished.holidays) },
    },
  });
  return reply.status === 'refused' ? refuse(talking, speaker, reply.refusal) : NOTHING;
}

/** Both times of a shift, or the refusal of what cannot be read. */
function readWindow(wished: Wished): Window & { readonly unclear?: Refusal } {
  const [due, closes] = [wished.due, wished.closes].map((typed) => (typed === '' ? undefined : readClosing(typed)));
  if (wished.due !== '' && !due) return { unclear: { code: 'due_unclear', typed: wished.due } };
  if (wished.closes !== '' && !closes) return { unclear: { code: 'closing_unclear', typed: wished.closes } };
  return { due, closes };
}

/** The word after a schedule that can be read without it: `weekdays 06:30 Lisbon`, `daily 9:00 CET`. */
function placeAfter(typed: string): string | undefined {
  const [, schedule, word] = /^(.*\S)\s+([\p{L}_]+)$/su.exec(typed.trim()) ?? [];
  return schedule !== undefined && readSchedule(schedule).ok ? word : undefined;
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
  const suggested = sop.active.routine;
  const inputs = Object.entries(known?.inputs ?? {}).map(([name, value]) => [name, String(value)] as const);
  const form = routineForm(sop.active, {
    schedule: wished.schedule ?? known?.schedule.typed ?? (suggested ? inWords(suggested.schedule) : ''),
    zone: wished.zone ?? known?.schedule.zone ?? suggested?.time_zone ?? (await zoneOf(talking, speaker)),
    ...optional('holidays', wished.holidays ?? known?.schedule.holidays),
    ...optional('due', wished.due || (known ? known.schedule.due && closingTyped(known.schedule.due) : suggested?.due)),
    ...optional('shift', wished.shift || (await shiftTyped(talking, { workspace, sop }, known?.shift))),
    ...optional(
      'closes',
      wished.closes || (known ? known.schedule.closes && closingTyped(known.schedule.closes) : suggested?.closes),
    ),
    inputs: Object.fromEntries(inputs),
  });
  return { type: 'form', form, value: { v: 1, verb: 'routine', sop: sop.sop, ...optional('routine', id) } };
}

/** A document's schedule is kept as a machine writes it; nobody should have to read `0 7 * * *`. */
function inWords(schedule: string): string {
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
