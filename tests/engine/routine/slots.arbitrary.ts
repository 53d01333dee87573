/** Schedules as readSchedule gives them: lists in order, at least a quarter of an hour apart. */
import fc from 'fast-check';
import type { Slots } from '../../../src/engine/routine/slots.ts';

const some = (min: number, max: number, maxLength: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength }).map((list) => list.toSorted((one, other) => one - other));

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The same quarters of each of some hours, or of all. */
const alike = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: some(0, 23, 8) }, { weight: 1, arbitrary: fc.constant(HOURS) }),
    fc.constantFrom([0], [0, 1], [0, 2], [1, 3], [0, 1, 2, 3]),
  )
  .map(([hours, quarters]) => hours.flatMap((hour) => quarters.map((quarter) => hour * 4 + quarter)));

/** Quarters of the day, all moved by some minutes: so they are a quarter of an hour apart, also around midnight. */
const times = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.oneof(alike, some(0, 95, 12)))
  .map(([first, quarters]) => quarters.map((quarter) => first + quarter * 15))
  .filter((list) => list.length > 0);

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
  .tuple(times, days, months)
  .map(([time, day, month]) => ({ times: time, ...day, months: month }))
  .filter((one) => one.weekdays.length > 0 || one.months.length === 0 || one.days.every((day) => day < 29));
