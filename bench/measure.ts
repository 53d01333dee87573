/** Clocks and the arithmetic of rounds. Times are milliseconds. */

export interface Paced {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Does the tasks one after the other. */
export async function oneAtATime(tasks: readonly (() => unknown)[]): Promise<Paced> {
  const times: number[] = [];
  const began = performance.now();
  for (const task of tasks) {
    const start = performance.now();
    await task();
    times.push(performance.now() - start);
  }
  return paced(times, performance.now() - began);
}

/** Does every lane's tasks one after the other, and the lanes beside each other. */
export async function beside(lanes: readonly (readonly (() => unknown)[])[]): Promise<Paced> {
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    lanes.map(async (tasks) => {
      for (const task of tasks) {
        const start = performance.now();
        await task();
        times.push(performance.now() - start);
      }
    }),
  );
  return paced(times, performance.now() - began);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Rounds are noisy: each figure is the median of its rounds. */
export function middle(rounds: readonly Paced[]): Paced {
  const of = (pick: (one: Paced) => number) => median(rounds.map(pick));
  return { perSecond: of((one) => one.perSecond), p50: of((one) => one.p50), p99: of((one) => one.p99) };
}

/** Ours against its peer, round by round, so that what slows the machine for a while slows both. */
export function ratioOf(ours: readonly Paced[], peer: readonly Paced[]): number {
  return median(ours.map((one, round) => one.perSecond / (peer[round]?.perSecond ?? Number.NaN)));
}

/** Splits into lanes of about the same length. */
export function lanesOf<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  return Array.from({ length: count }, (_, lane) => items.filter((_item, index) => index % count === lane));
}

function paced(times: readonly number[], elapsed: number): Paced {
  return { perSecond: (times.length / elapsed) * 1000, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}
