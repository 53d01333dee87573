/** What a run knows when an expression is asked: the values that an answer can compare, and those it adds for it. */
import type { Definition, Step } from '../definition.ts';
import { fold } from '../drafting/fold.ts';
import { stepsBefore } from '../flow.ts';
import { optional } from '../optional.ts';
import { freshName } from './draft-changes.ts';

export interface RunValue {
  /** `inputs.amount`, `evidence.fridge_temp.value`. */
  readonly expression: string;
  readonly title: string;
  readonly unit?: string | undefined;
}

/** Numbers that are asked for at the start or recorded in `steps`. */
export function numbersKnown({ inputs, steps }: Definition, known: ReadonlySet<string>): readonly RunValue[] {
  const asked = inputs.filter((one) => one.type === 'number');
  const recorded = steps.filter((step) => known.has(step.id)).flatMap((step) => step.evidence);
  return [
    ...asked.map(({ id, title, unit }) => ({ expression: `inputs.${id}`, title, unit })),
    ...recorded
      .filter((one) => one.type === 'number')
      .map(({ id, title, unit }) => ({ expression: `evidence.${id}.value`, title, unit })),
  ];
}

/** The steps that have ended before this one begins; `andOwn`: and itself. */
export function known(definition: Definition, step: Step, andOwn = false): ReadonlySet<string> {
  const before = stepsBefore(definition).get(step.id) ?? [];
  return new Set([...before, ...(andOwn ? [step.id] : [])]);
}

export function allKnown({ steps }: Definition): ReadonlySet<string> {
  return new Set(steps.map((step) => step.id));
}

/** Questions that are answered before a step begins with one of a few ways: a decision taken, a yes or no at the start. */
export function casesKnown(definition: Definition, step: Step): readonly RunValue[] {
  const before = known(definition, step);
  const decided = definition.steps.filter((one) => before.has(one.id) && one.kind === 'decision');
  return [
    ...definition.inputs
      .filter((one) => one.type === 'checkbox')
      .map(({ id, title }) => ({ expression: `inputs.${id}`, title: `${title}: yes` })),
    ...decided.flatMap((one) =>
      (one.options ?? []).map(({ id, title }) => ({
        expression: `decisions.${one.id} == "${id}"`,
        title: `${one.title}: ${title}`,
      })),
    ),
  ];
}

/** The one that has this unit; without a unit, the only one there is. */
export function amountAmong(values: readonly RunValue[], unit: string | undefined): RunValue | undefined {
  if (unit !== undefined) return values.find((one) => one.unit !== undefined && fold(one.unit) === fold(unit));
  return values.length === 1 ? values[0] : undefined;
}

/** A value that every run is asked for when it starts. */
export function withInput(
  definition: Definition,
  { title, type, unit }: { readonly title: string; readonly type: 'number' | 'checkbox'; readonly unit?: string },
): { readonly definition: Definition; readonly value: RunValue } {
  const id = freshName(definition.inputs, title, 'input');
  const input = { id, title, type, required: true, ...optional('unit', unit) };
  return {
    definition: { ...definition, inputs: [...definition.inputs, input] },
    value: { expression: `inputs.${id}`, title, unit },
  };
}

/** `above` and `below` as they were typed, commas and all; undefined where neither was. */
export function comparedTo(
  { expression }: RunValue,
  above: number | string | undefined,
  below: number | string | undefined,
) {
  const sides = [
    ...(above === undefined ? [] : [`${expression} > ${above}`]),
    ...(below === undefined ? [] : [`${expression} < ${below}`]),
  ];
  return sides.length === 0 ? undefined : sides.join(' || ');
}

/** `“Amount” is above 100 EUR`. */
export function comparison(
  { title, unit }: RunValue,
  above: number | string | undefined,
  below: number | string | undefined,
) {
  const said = (word: string, value: number | string | undefined) =>
    value === undefined ? [] : [`${word} ${value}${unit === undefined ? '' : ` ${unit}`}`];
  return `“${title}” is ${[...said('above', above), ...said('below', below)].join(' or ')}`;
}
