/** Two people's versions of one draft, brought together: what only one of them changed is taken, the rest is asked. */
import { isSame } from '../canonical.ts';
import type { Definition, Step } from '../definition.ts';
import { Names } from '../drafting/slug.ts';

export type Side = 'mine' | 'theirs';

/** Both changed it, each in another way. A side that took the step away has none. */
export interface Conflict {
  /** Of the step, or `sop.title` for a field of the SOP itself. */
  readonly id: string;
  readonly mine?: unknown;
  readonly theirs?: unknown;
}

export interface Merged {
  readonly definition: Definition;
  /** Those that no choice was given for; theirs stands in the definition meanwhile. */
  readonly conflicts: readonly Conflict[];
  /** What was taken from them: ids as in `Conflict`. */
  readonly taken: readonly string[];
}

/** `base` is what both began with; `choices` says whose version of what both changed is meant. */
export function mergeDrafts(
  base: Definition,
  written: Definition,
  theirs: Definition,
  choices: Readonly<Record<string, Side>> = {},
): Merged {
  const mine = renamedApart(base, written, theirs);
  const conflicts: Conflict[] = [];
  const taken: string[] = [];
  const settle = <Value>(id: string, was: Value, own: Value, other: Value): Value => {
    if (isSame(own, other)) return other;
    if (isSame(was, other)) return own;
    const isAsked = !isSame(was, own);
    if (isAsked && choices[id] === undefined) conflicts.push({ id, mine: own, theirs: other });
    else if (choices[id] !== 'mine') taken.push(id);
    return isAsked && choices[id] === 'mine' ? own : other;
  };
  const fields = new Set([...Object.keys(theirs), ...Object.keys(mine)] as (keyof Definition)[]);
  const whole = [...fields].flatMap((field): [string, unknown][] => {
    if (field === 'steps') return [[field, mergedList<Step>(base.steps, mine.steps, theirs.steps, settle)]];
    const lists = [base[field], mine[field], theirs[field]];
    const value = lists.every(isNamedList)
      ? mergedList(...(lists as [Named[], Named[], Named[]]), (id, ...sides) => settle(`${field}.${id}`, ...sides))
      : settle<unknown>(`sop.${field}`, base[field], mine[field], theirs[field]);
    return value === undefined ? [] : [[field, value]];
  });
  // Only fields that the two have are in it, each with a value that one of them has.
  return { definition: Object.fromEntries(whole) as unknown as Definition, conflicts, taken };
}

/** Two new steps are two steps, though both got the same id: mine gets another one. */
function renamedApart(base: Definition, mine: Definition, theirs: Definition): Definition {
  const known = new Set(base.steps.map((step) => step.id));
  const news = new Map(theirs.steps.filter((step) => !known.has(step.id)).map((step) => [step.id, step]));
  const taken = new Set([...mine.steps, ...theirs.steps].map((step) => step.id));
  const names = new Names();
  const renamed = new Map<string, string>();
  for (const step of mine.steps) {
    if (known.has(step.id) || !news.has(step.id) || isSame(news.get(step.id), step)) continue;
    let id = names.take(step.title, 'step');
    while (taken.has(id)) id = names.take(step.title, 'step');
    taken.add(id);
    renamed.set(step.id, id);
  }
  if (renamed.size === 0) return mine;
  const named = (id: string) => renamed.get(id) ?? id;
  const steps = mine.steps.map((step) => {
    const needs = step.needs && { needs: step.needs.map(named) };
    return { ...step, id: named(step.id), ...needs };
  });
  return { ...mine, steps };
}

interface Named {
  readonly id: string;
}

/** Entries by their ids, in the order of whoever changed it; of both, in mine. */
function mergedList<Item extends Named>(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  settle: (id: string, was: Item | undefined, own: Item | undefined, other: Item | undefined) => Item | undefined,
): Item[] {
  const find = (list: readonly Item[], id: string) => list.find((one) => one.id === id);
  const ids = new Set([...mine, ...theirs].map((one) => one.id));
  const kept = new Map<string, Item>();
  for (const id of ids) {
    const item = settle(id, find(base, id), find(mine, id), find(theirs, id));
    if (item) kept.set(id, item);
  }
  const [leading, other] = movedIn(base, mine) ? [mine, theirs] : [theirs, mine];
  const order = leading.map((one) => one.id);
  for (const [index, { id }] of other.entries()) {
    if (order.includes(id)) continue;
    const above = other.slice(0, index).findLast((one) => order.includes(one.id));
    order.splice(above ? order.indexOf(above.id) + 1 : 0, 0, id);
  }
  return order.flatMap((id) => kept.get(id) ?? []);
}

/** Whether entries that were there stand in another order. */
function movedIn(base: readonly Named[], list: readonly Named[]): boolean {
  const there = new Set(list.map((one) => one.id));
  const was = base.filter((one) => there.has(one.id)).map((one) => one.id);
  const known = new Set(was);
  const is = list.filter((one) => known.has(one.id)).map((one) => one.id);
  return !isSame(was, is);
}

function isNamedList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'id' in one);
}
