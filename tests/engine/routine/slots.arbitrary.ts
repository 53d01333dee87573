/** Schedules as readSchedule gives them: lists in order, at least a quarter of an hour apart. */
import fc from 'fast-check';
import type { Slots } from '../../../src/engine/routine/slots.ts';

const some = (min: number, max: number, maxLength: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength }).map((list) => list.toSorted((one, other) => one - other));

/** Minutes of an hour that are a quarter of an hour apart, also around the hour. */
const minutes = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom([0], [0, 1], [0, 2], [1, 3], [0, 1, 2, 3]))
  .map(([first, quarters]) => quarters.map((quarter) => first + quarter * 15));

/** Quarters of the day, moved by some minutes, that hours and minutes cannot say. */
const times = fc
  .tuple(fc.integer({ min: 0, max: 14 }), some(0, 95, 12))
  .map(([first, quarters]) => quarters.map((quarter) => first + quarter * 15))
  .filter((list) => {
    const [hours, rest] = [new Set(list.map((time) => Math.floor(time / 60))), new Set(list.map((time) => time % 60))];
    return hours.size * rest.size !== list.length;
  });

const timesOfDay = fc.oneof(
  fc.record({ minutes, hours: some(0, 23, 8) }),
  times.map((list) => ({ minutes: [], hours: [], times: list })),
);

/** Of days and weekdays at least one list is empty, but for a few. */
const days = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ days: [], weekdays: [] }) },
  { weight: 4, arbitrary: some(0, 6, 6).map((weekdays) => ({ days: [], weekdays })) },
  { weight: 4, arbitrary: some(1, 28, 5).map((list) => ({ days: list, weekdays: [] })) },
  { weight: 1, arbitrary: fc.record({ days: some(1, 31, 3), weekdays: some(0, 6, 2) }) },
);

const months = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(1, 12, 11) });

/** Every one has a slot within five years. */
export const slots: fc.Arbitrary<Slots> = fc
  .tuple(timesOfDay, days, months)
  .map(([time, day, month]) => ({ ...time, ...day, months: month }))
  .filter((one) => one.weekdays.length > 0 || one.months.length === 0 || one.days.every((day) => day < 29));
