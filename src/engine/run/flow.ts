/** The way to a step: what must have ended before it, what builds on it. */
import { type Definition, needsOf, type Step } from '../definition.ts';
import { isEnded, stepRunOf } from './live.ts';
import type { EndedRun, OpenRun } from './state.ts';

/**
 * Whether everything before a step has ended: its turn has come. What was skipped or missed ahead of its turn opens
 * nothing by itself: the steps before it, and their approvals, still come first.
 */
export function isReached(definition: Definition, run: OpenRun, index: number): boolean {
  // Most steps wait for the one above: no search.
  const above = definition.steps[index]?.needs === undefined ? run.steps[index - 1] : undefined;
  if (above && !isEnded(above)) return false;
  const open = [...needsOf(definition, index)];
  const seen = new Set(open);
  for (let need = open.pop(); need !== undefined; need = open.pop()) {
    const step = stepRunOf(run, need);
    if (!step) continue;
    if (!isEnded(step)) return false;
    const isAhead = (step.state === 'skipped' || step.state === 'missed') && step.since === undefined;
    if (!isAhead) continue;
    for (const further of needsOf(definition, indexOf(definition, need))) {
      if (!seen.has(further)) open.push(further);
      seen.add(further);
    }
  }
  return true;
}

/** Steps whose approval did not come in time, with nothing done since. Time passing must not open the gate. */
export function missedGates(definition: Definition, run: OpenRun, id: string): readonly Step[] {
  if (!run.steps.some((one) => one.state === 'missed')) return [];
  const gates: Step[] = [];
  const seen = new Set<string>();
  const open = [...needsOf(definition, indexOf(definition, id))];
  for (let need = open.pop(); need !== undefined; need = open.pop()) {
    if (seen.has(need)) continue;
    seen.add(need);
    const state = stepRunOf(run, need)?.state;
    const drawn = definition.steps[indexOf(definition, need)];
    if (state === 'completed') continue;
    if (state === 'missed' && drawn?.approval) gates.push(drawn);
    else open.push(...needsOf(definition, indexOf(definition, need)));
  }
  return gates;
}

/** Every step on the way to this one, however far back. */
export function stepsUpTo(definition: Definition, id: string): ReadonlySet<string> {
  const indexes = new Map(definition.steps.map((one, index) => [one.id, index]));
  const before = new Set<string>();
  const open = [...needsOf(definition, indexes.get(id) ?? -1)];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (before.has(step)) continue;
    before.add(step);
    open.push(...needsOf(definition, indexes.get(step) ?? -1));
  }
  return before;
}

/** Steps that build on this one and have already begun. */
export function startedAfter(definition: Definition, run: OpenRun | EndedRun, from: string): readonly string[] {
  const after = new Set([from]);
  const found: string[] = [];
  // A step may stand above one that it needs: go round until nothing is added.
  for (let size = 0; size < after.size; ) {
    size = after.size;
    for (const [index, one] of definition.steps.entries()) {
      if (after.has(one.id) || !needsOf(definition, index).some((need) => after.has(need))) continue;
      after.add(one.id);
      if (stepRunOf(run, one.id)?.state !== 'waiting_needs') found.push(one.id);
    }
  }
  return found;
}

export function indexOf(definition: Definition, id: string): number {
  return definition.steps.findIndex((one) => one.id === id);
}
