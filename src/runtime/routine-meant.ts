/** What somebody who sets a routine means: the command, or why that cannot be known. */
import { randomUUIDv7 } from 'node:crypto';
import { optional } from '../engine/optional.ts';
import type { RoutineCommand } from '../engine/routine/commands.ts';
import type { Schedule } from '../engine/routine/schedule.ts';
import type { Window } from '../engine/routine/window.ts';
import type { InputValue } from '../engine/run/values.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { isZone, spelled } from '../engine/zone.ts';
import { findRoutine } from '../store/routines.ts';
import type { Refusal } from './command.ts';
import { readClosing } from './schedule/closing.ts';
import { readSchedule } from './schedule/read.ts';
import { shiftMeant } from './shift-meant.ts';
import type { Talking } from './talking.ts';

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

export type RoutineMeant =
  | { readonly command: Extract<RoutineCommand, { type: 'setRoutine' }> }
  | { readonly refusal: Refusal };

/** `isZoneTyped`: the zone was said with it; else a word after the schedule may have been meant as one. */
export async function routineMeant(
  talking: Pick<Talking, 'db' | 'memory'>,
  { workspace, place }: { readonly workspace: string; readonly place: string },
  sop: KnownSop,
  wished: Wished & { readonly zone: string; readonly isZoneTyped: boolean },
): Promise<RoutineMeant> {
  const read = readSchedule(wished.schedule);
  if (!read.ok) {
    const typed = wished.isZoneTyped ? undefined : placeAfter(wished.schedule);
    if (typed !== undefined) return { refusal: { code: 'zone_unknown', typed } };
    return { refusal: { code: 'schedule_unclear', typed: wished.schedule, problem: read.problem } };
  }
  const zone = spelled(wished.zone);
  if (!isZone(zone)) return { refusal: { code: 'zone_unknown', typed: zone } };
  const { due, closes, unclear } = readWindow(wished);
  if (unclear) return { refusal: unclear };
  const meant = await shiftMeant(talking, { workspace, sop }, wished.shift);
  if ('refusal' in meant) return meant;
  const routine = (await findRoutine(talking.db, workspace, { sop: sop.sop, place })) ?? randomUUIDv7();
  return {
    command: {
      ...{ type: 'setRoutine', routine, sop: sop.sop, place, inputs: wished.inputs, ...meant },
      schedule: {
        ...{ typed: wished.schedule, slots: read.slots, zone },
        ...{ ...optional('due', due), ...optional('closes', closes), ...optional('holidays', wished.holidays) },
      },
    },
  };
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
