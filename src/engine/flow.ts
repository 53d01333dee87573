/** The order of steps as a graph. */
import { type Definition, needsOf } from './definition.ts';

/** Step id to the ids of all steps that end before it begins, however far back. A step in a cycle precedes itself. */
export function stepsBefore(definition: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const needs = new Map(definition.steps.map((step, index) => [step.id, needsOf(definition, index)]));
  const before = new Map<string, Set<string>>();
  for (const [id, nearest] of needs) {
    const found = new Set<string>();
    const open = [...nearest];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      for (const further of needs.get(next) ?? []) if (!found.has(further)) open.push(further);
    }
    before.set(id, found);
  }
  return before;
}

/** One way round each circle of steps that wait for each other, such as `['a', 'b', 'a']`. */
export function cycles(definition: Definition): readonly (readonly string[])[] {
  const needs = new Map(definition.steps.map((step, index) => [step.id, needsOf(definition, index)]));
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
