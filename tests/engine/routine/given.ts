/** A routine that starts runs of an SOP with an input, and who may do what with it. */
import type { Actor } from '../../../src/engine/actor.ts';
import { parseDefinition } from '../../../src/engine/check.ts';
import type { RoutineCommand } from '../../../src/engine/routine/commands.ts';
import { decideRoutine, type RoutineContext } from '../../../src/engine/routine/decide.ts';
import { evolveRoutine } from '../../../src/engine/routine/evolve.ts';
import { initialRoutine } from '../../../src/engine/routine/routine.ts';
import { specification } from '../specification.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday. */
export const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 2, 2 + day, hour, minute);

export const member = (id: string): Actor => ({ type: 'member', id, identity: `web:${id}` });
export const TIMER: Actor = { type: 'timer' };
export const SERVICE: Actor = { type: 'service', id: 'routine' };

const parsed = parseDefinition({
  ...{ sop: 'tea', title: 'Tea', accountable_manager: 'lead' },
  roles: [{ id: 'lead' }],
  inputs: [{ id: 'cups', title: 'Cups', type: 'number', min: 1 }],
  steps: [{ id: 'boil', title: 'Boil it' }],
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { definition } = parsed;

export const people = {
  members: ['ana', 'ben', 'cem', 'eva'],
  holders: { lead: ['cem'] },
  standIns: {},
  admins: ['eva'],
};
export const SOP = { id: 's', key: 'tea', title: 'Tea', status: 'active', definition } as const;
export const by = (actor: Actor, now: number, more: Partial<RoutineContext> = {}): RoutineContext => {
  return { now, actor, people, sop: SOP, ...more };
};

/** Every day at 07:00, in UTC. */
export const DAILY = {
  typed: 'daily 07:00',
  slots: { times: [7 * 60], days: [], months: [], weekdays: [] },
  zone: 'UTC',
};
const EVERY_HOUR = Array.from({ length: 24 }, (_, hour) => hour * 60);
export const HOURLY = { ...DAILY, typed: 'hourly', slots: { ...DAILY.slots, times: EVERY_HOUR } };
export const SHIFT = { ...DAILY, closes: { at: 9 * 60 } };
export const NEVER = { ...DAILY, typed: '30 February', slots: { ...DAILY.slots, days: [30], months: [2] } };

export const set: Extract<RoutineCommand, { type: 'setRoutine' }> = {
  ...{ type: 'setRoutine', routine: 'r', sop: 's', place: 'web:kitchen', schedule: DAILY, inputs: { cups: '3' } },
};
export const fire = (slot: number): RoutineCommand => ({ type: 'fireRoutine', routine: 'r', slot });
export const skip = (slot: number): RoutineCommand => ({ type: 'skipSlot', routine: 'r', slot });
export const pause: RoutineCommand = { type: 'pauseRoutine', routine: 'r' };
export const resume: RoutineCommand = { type: 'resumeRoutine', routine: 'r' };
export const end: RoutineCommand = { type: 'endRoutine', routine: 'r' };

export const { given } = specification({ initial: initialRoutine, decide: decideRoutine, evolve: evolveRoutine });
export const daily = given([]).when(set, by(member('ana'), at(0, 6))).events;
export const hourly = given([]).when({ ...set, schedule: HOURLY }, by(member('ana'), at(0, 6))).events;
