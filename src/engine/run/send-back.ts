/**
 * What goes back when an approval without a doer says no. The decision asks it, and so does the form that says it before
 * it is sent.
 */
import { type Definition, needsOf, type Step, stepOf } from '../definition.ts';
import { indexOf, startedAfter, stepsUpTo } from './flow.ts';
import { stepRunOf } from './live.ts';
import type { EndedRun, OpenRun } from './state.ts';

type Run = OpenRun | EndedRun;
/** `undefined`: the last work on each way to the approval. */
export type Chosen = readonly string[] | 'all' | undefined;

export interface SendingBack {
  /** Done again by whoever did it. Of two that build on each other only the first: the other begins anew after it. */
  readonly back: readonly string[];
  /** What builds on those and has begun: it begins anew. */
  readonly along: readonly string[];
}

/**
 * The work that an approval judges: the steps on the way to it that no approval before it has approved; where that leaves
 * no finished work, all of them. In the order of the definition.
 */
export function judgedBy(definition: Definition, run: Run, gate: string): readonly Step[] {
  const before = stepsUpTo(definition, gate);
  const work = definition.steps.filter(({ id, kind }) => before.has(id) && kind !== 'approval');
  const judged = new Set(
    definition.steps
      .filter(({ id, kind }) => before.has(id) && kind === 'approval' && isCompleted(run, id))
      .flatMap(({ id }) => [...stepsUpTo(definition, id)]),
  );
  const own = work.filter(({ id }) => !judged.has(id));
  return own.some(({ id }) => isCompleted(run, id)) ? own : work;
}

/** The finished work that an approval can send back. */
export function coveredBy(definition: Definition, run: Run, gate: string): readonly string[] {
  return judgedBy(definition, run, gate)
    .map(({ id }) => id)
    .filter((id) => isCompleted(run, id));
}

/** Empty where there is no finished work before the approval. `chosen`: covered steps. */
export function sendingBack(definition: Definition, run: Run, gate: string, chosen: Chosen): SendingBack {
  const covered = coveredBy(definition, run, gate);
  const named = chosen === 'all' ? covered : (chosen ?? lastOf(definition, run, gate, covered));
  const after = new Map(named.map((id) => [id, startedAfter(definition, run, id).filter((one) => one !== gate)]));
  const along = new Set([...after.values()].flat());
  const inOrder = (ids: ReadonlySet<string>) => definition.steps.map(({ id }) => id).filter((id) => ids.has(id));
  return { back: inOrder(new Set(named.filter((id) => !along.has(id)))), along: inOrder(along) };
}

/** The last covered step on each way to the approval: those it needs, seen through what left no work. */
function lastOf(definition: Definition, run: Run, gate: string, covered: readonly string[]): readonly string[] {
  const seen = new Set([gate]);
  const open = [gate];
  const found: string[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const need of needsOf(definition, indexOf(definition, at))) {
      if (seen.has(need)) continue;
      seen.add(need);
      if (isCompleted(run, need) && stepOf(definition, need)?.kind !== 'approval') found.push(need);
      else open.push(need);
    }
  }
  return found.filter((id) => covered.includes(id));
}

function isCompleted(run: Run, id: string): boolean {
  return stepRunOf(run, id)?.state === 'completed';
}
