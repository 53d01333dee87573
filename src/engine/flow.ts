/** The order of steps as a graph. */
import { type Definition, needsOf } from './definition.ts';

/**
 * Step id to the ids of all steps that end before it begins, however far back. A step in a cycle precedes itself.
 * Warshall's closure over rows of bits: each step names up to 100 others, and hundreds of steps are asked at once.
 */
export function stepsBefore(definition: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const ids = [...new Set(definition.steps.map((step) => step.id))];
  const place = new Map(ids.map((id, index) => [id, index]));
  const words = Math.ceil(ids.length / 32);
  const before = new Uint32Array(ids.length * words);
  const has = (row: number, index: number) => ((before[row * words + (index >>> 5)] ?? 0) >>> (index & 31)) & 1;
  for (const [id, needs] of needsById(definition)) {
    for (const need of needs) {
      const index = place.get(need);
      const at = (place.get(id) ?? 0) * words + ((index ?? 0) >>> 5);
      if (index !== undefined) before[at] = (before[at] ?? 0) | (1 << (index & 31));
    }
  }
  for (let through = 0; through < ids.length; through++) {
    for (let row = 0; row < ids.length; row++) {
      if (has(row, through) === 0) continue;
      for (let word = 0; word < words; word++) {
        const at = row * words + word;
        before[at] = (before[at] ?? 0) | (before[through * words + word] ?? 0);
      }
    }
  }
  return new Map(ids.map((id, row) => [id, new Set(ids.filter((_, index) => has(row, index) === 1))]));
}

/** Of two steps with one id, which is refused elsewhere, the last counts. */
function needsById(definition: Definition): ReadonlyMap<string, readonly string[]> {
  return new Map(definition.steps.map((step, index) => [step.id, needsOf(definition, index)]));
}

/** One way round each circle of steps that wait for each other, such as `['a', 'b', 'a']`. */
export function cycles(definition: Definition): readonly (readonly string[])[] {
  const needs = needsById(definition);
  const before = stepsBefore(definition);
  const told = new Set<string>();
  const found: string[][] = [];
  for (const start of needs.keys()) {
    if (told.has(start) || !before.get(start)?.has(start)) continue;
    const way = wayBack(start, needs);
    for (const id of way) told.add(id);
    found.push(way);
  }
  return found;
}

/** The shortest way from a step along its needs back to itself. */
function wayBack(start: string, needs: ReadonlyMap<string, readonly string[]>): string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const next of needs.get(id) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at: string | undefined = id; at !== undefined; at = cameFrom.get(at)) way.unshift(at);
        return way;
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, id);
        queue.push(next);
      }
    }
  }
  return [start, start];
}
