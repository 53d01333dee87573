/** Slots as cron expressions: so that tests say in one line what was read. */
import type { Slots } from '../../src/engine/routine/slots.ts';

/** The expression for slots; several with `; ` between them where one cannot say their times. */
export function writeCron(slots: Slots): string {
  const days = [slots.days, slots.months, slots.weekdays].map((list) => written(list)).join(' ');
  const hours = [...new Set(slots.times.map((time) => Math.floor(time / 60)))];
  const minutes = [...new Set(slots.times.map((time) => time % 60))];
  if (hours.length * minutes.length === slots.times.length) {
    return `${inSteps(minutes, 60)} ${hours.length === 24 ? '*' : inSteps(hours, 24)} ${days}`;
  }
  const hoursOf = Map.groupBy(slots.times, (time) => Math.floor(time / 60));
  const alike = Map.groupBy(hoursOf, ([, times]) => written(times.map((time) => time % 60)));
  return [...alike].map(([past, some]) => `${past} ${written(some.map(([hour]) => hour))} ${days}`).join('; ');
}

/** A star and a step, where the numbers go round a day or an hour evenly. */
function inSteps(numbers: readonly number[], end: number): string {
  const step = end / numbers.length;
  const isEven = numbers.length > 1 && numbers.every((number, index) => number === index * step);
  return isEven ? `*/${step}` : written(numbers);
}

/** `1-5`, `0,15,30,45`; `*` for any. */
function written(numbers: readonly number[]): string {
  if (numbers.length === 0) return '*';
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run?.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(','))).join(',');
}
