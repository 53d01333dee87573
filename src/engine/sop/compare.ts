/** What a draft changes against the active revision, step by step. Steps are the same by their id. */
import { isSame } from '../canonical.ts';
import type { Definition, Step } from '../definition.ts';

export type StepChange =
  | { readonly change: 'added'; readonly step: Step; readonly order: number }
  | { readonly change: 'removed'; readonly step: Step; readonly order: number }
  | {
      readonly change: 'changed';
      readonly step: Step;
      readonly was: Step;
      readonly order: number;
      /** The fields that differ; `order` if only its place among the steps that stayed does. */
      readonly fields: readonly (keyof Step | 'order')[];
    };

export interface Comparison {
  /** In the order of the draft; what was removed stands where it stood. */
  readonly steps: readonly StepChange[];
  /** Fields of the SOP itself that differ. */
  readonly fields: readonly Exclude<keyof Definition, 'steps'>[];
}

export function compare(before: Definition, after: Definition): Comparison {
  const staying = stayingInOrder(before, after);
  const steps: StepChange[] = [];
  const kept = new Set(after.steps.map((step) => step.id));
  let next = 0;
  const removedUpTo = (end: number): void => {
    for (; next < end; next++) {
      const step = before.steps[next];
      if (step && !kept.has(step.id)) steps.push({ change: 'removed', step, order: next + 1 });
    }
  };
  for (const [index, step] of after.steps.entries()) {
    const place = before.steps.findIndex((one) => one.id === step.id);
    const was = before.steps[place];
    if (!was) {
      steps.push({ change: 'added', step, order: index + 1 });
      continue;
    }
    if (staying.has(step.id)) removedUpTo(place);
    const fields = [...differing(was, step), ...(staying.has(step.id) ? [] : (['order'] as const))];
    if (fields.length > 0) steps.push({ change: 'changed', step, was, order: index + 1, fields });
  }
  removedUpTo(before.steps.length);
  const { steps: _before, ...one } = before;
  const { steps: _after, ...other } = after;
  return { steps, fields: differing(one, other) };
}

/** Where the words stand in the document is no change of the step. */
function differing<Whole extends object>(one: Whole, other: Whole): (keyof Whole)[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Whole>;
  return [...names].filter((name) => name !== 'source' && !isSame(one[name], other[name]));
}

/** The longest row of steps that kept their order: the others moved. */
function stayingInOrder(before: Definition, after: Definition): ReadonlySet<string> {
  const place = new Map(before.steps.map((step, index) => [step.id, index]));
  const ids = after.steps.map((step) => step.id).filter((id) => place.has(id));
  const longest: number[] = [];
  const previous: number[] = [];
  for (const [index, id] of ids.entries()) {
    let best = -1;
    for (let earlier = 0; earlier < index; earlier++) {
      const comesBefore = (place.get(ids[earlier] ?? '') ?? 0) < (place.get(id) ?? 0);
      if (comesBefore && (best < 0 || (longest[earlier] ?? 0) > (longest[best] ?? 0))) best = earlier;
    }
    longest.push(best < 0 ? 1 : (longest[best] ?? 0) + 1);
    previous.push(best);
  }
  const staying = new Set<string>();
  let at = longest.indexOf(Math.max(...longest, 0));
  while (at >= 0) {
    staying.add(ids[at] ?? '');
    at = previous[at] ?? -1;
  }
  return staying;
}
