/**
 * Changes that a form makes to a draft. What comes out may be wrong (a number that is none, a step that is still
 * needed): saving it checks the whole, and says by path what to mend.
 */
import type { Choice, Definition, Step } from '../definition.ts';
import { Names } from '../drafting/slug.ts';

/** A definition on its way to being checked. */
export type Unchecked = Readonly<Record<string, unknown>>;

/** What stands in a form for something that is no name: names begin with a letter. */
export const KEEP = '_keep';
export const NONE = '_none';
export const REMOVE = '_remove';
/** The step becomes part of what the step before it says. */
export const JOIN = '_join';
/** Every step; only above an amount; somebody decides it; it is asked when a run starts. */
export const EVERY = '_every';
export const ABOVE = '_above';
export const DECIDE = '_decide';
export const ASK = '_ask';

/** A choice has at least two options: these, until somebody writes others. */
export const YES_NO: readonly Choice[] = [
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];

/** The role that is meant by an id or a title; a title that is new becomes a role. */
export function withRole(definition: Definition, typed: string): { definition: Definition; role: string } {
  const wanted = typed.trim();
  const known = roleMeant(definition, wanted);
  if (known !== undefined) return { definition, role: known };
  const names = new Names();
  for (const { id } of definition.roles) names.take(id, 'role', 60);
  const role = names.take(wanted, 'role');
  return { definition: { ...definition, roles: [...definition.roles, { id: role, title: wanted }] }, role };
}

function roleMeant({ roles }: Definition, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  return roles.find(({ id, title }) => id === wanted || title?.toLowerCase() === wanted)?.id;
}

export function withStep(definition: Definition, id: string, change: (step: Step) => object): Unchecked {
  return { ...definition, steps: definition.steps.map((step) => (step.id === id ? change(step) : step)) };
}

/** Takes a step away. Whoever needed it needs what it needed. */
export function withoutStep(definition: Definition, id: string): Definition {
  const gone = definition.steps.findIndex((step) => step.id === id);
  const before =
    definition.steps[gone]?.needs ?? definition.steps.slice(Math.max(0, gone - 1), gone).map((one) => one.id);
  const steps = definition.steps
    .filter((step) => step.id !== id)
    .map((step) =>
      step.needs?.includes(id)
        ? { ...step, needs: [...new Set(step.needs.flatMap((need) => (need === id ? before : [need])))] }
        : step,
    );
  return { ...definition, steps };
}

/** `4,5` is a number; what is none stays what was typed, and is refused where it stands. Empty: undefined. */
export function numberTyped(typed: string): number | string | undefined {
  const text = typed.trim().replace(/^[−–]/, '-');
  if (text === '') return undefined;
  return /^-?\d{1,15}([.,]\d{1,10})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

/** A name that no other of a list has. */
export function freshName(list: readonly { readonly id: string }[], title: string, fallback: string): string {
  const taken = new Set(list.map((one) => one.id));
  const names = new Names();
  for (;;) {
    const name = names.take(title, fallback);
    if (!taken.has(name)) return name;
  }
}

/** Evidence of a step, called so that nothing else in the definition is. */
export function newEvidence(definition: Definition, title: string, more: object): object {
  const names = new Names();
  for (const step of definition.steps) for (const item of step.evidence) names.take(item.id, 'record', 60);
  return { id: names.take(title, 'record'), title, ...more };
}
