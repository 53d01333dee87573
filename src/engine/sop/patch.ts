/**
 * What an edit changed, so that an event does not hold the whole definition because one word of it is another. It is told
 * from the two definitions, whoever made the edit and however: what `patched` does with it must stay the same for ever.
 */
import { isSame } from '../canonical.ts';
import type { Definition, Step } from '../definition.ts';

export interface DefinitionPatch {
  /** Fields of the SOP that are new or another, but for its steps. */
  readonly set?: Partial<Omit<Definition, 'steps'>>;
  /** Fields that it does not have any more. */
  readonly gone?: readonly string[];
  /** Steps that are new or changed, each as a whole. */
  readonly steps?: readonly Step[];
  /** The ids of all steps in their order, where that is another. A step that is not named is gone. */
  readonly order?: readonly string[];
}

/** Both have each step id once. Nothing changed: an empty patch. */
export function patchOf(before: Definition, after: Definition): DefinitionPatch {
  const { steps: were, ...one } = before;
  const { steps: are, ...other } = after;
  const set = entriesOf(other).filter(([name, value]) => value !== undefined && !isSame(fieldOf(one, name), value));
  const gone = entriesOf(one).flatMap(([name, value]) =>
    value !== undefined && fieldOf(other, name) === undefined ? [name] : [],
  );
  const known = new Map(were.map((step) => [step.id, step]));
  const steps = are.filter((step) => !isSame(known.get(step.id), step));
  const order = are.map((step) => step.id);
  const isOrdered = isSame(
    order,
    were.map((step) => step.id),
  );
  return {
    ...(set.length > 0 ? { set: Object.fromEntries(set) } : {}),
    ...(gone.length > 0 ? { gone } : {}),
    ...(steps.length > 0 ? { steps } : {}),
    ...(isOrdered ? {} : { order }),
  };
}

/** `patched(before, patchOf(before, after))` is `after`. */
export function patched(before: Definition, { set, gone = [], steps = [], order }: DefinitionPatch): Definition {
  const left = entriesOf(before).filter(([name]) => !gone.includes(name));
  const byId = new Map([...before.steps, ...steps].map((step) => [step.id, step]));
  const ids = order ?? before.steps.map((step) => step.id);
  // What has gone is no field that a definition must have: both were checked.
  const fields = Object.fromEntries(left) as unknown as Definition;
  return { ...fields, ...set, steps: ids.flatMap((id) => byId.get(id) ?? []) };
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}

function fieldOf(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}
