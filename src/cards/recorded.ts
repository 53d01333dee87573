/** Evidence in words: what is asked for, and what was recorded. */
import type { Choice, EvidenceItem, Input } from '../engine/definition.ts';
import type { EndedRun, EvidenceRecord, OpenRun, StepRun } from '../engine/run/state.ts';
import type { EvidenceValue, InputValue } from '../engine/run/values.ts';
import type { Span } from './card.ts';
import { clip } from './text.ts';

type Measured = Pick<EvidenceItem, 'title' | 'unit' | 'min' | 'max'>;

/** `Fridge temperature, 0 to 5 °C` */
export function asked(item: Measured): string {
  const measure = [limits(item), item.unit].filter((part) => part !== undefined && part !== '').join(' ');
  return measure === '' ? item.title : `${item.title}, ${measure}`;
}

/** `0 to 5`, `exactly 3`, `at least 2`, `at most 8`; undefined without limits. */
export function limits({ min, max }: Pick<Measured, 'min' | 'max'>): string | undefined {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}` : `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? undefined : `at most ${max}`;
}

/** A recorded value as people say it. */
export function valueText(
  item: {
    readonly type: EvidenceItem['type'] | Input['type'];
    readonly options?: readonly Choice[] | undefined;
    readonly unit?: string | undefined;
  },
  value: EvidenceValue | InputValue,
): readonly Span[] {
  if (typeof value === 'object') return [value.name];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (typeof value === 'number') return [item.unit ? `${value} ${item.unit}` : String(value)];
  switch (item.type) {
    case 'choice':
      return [item.options?.find((one) => one.id === value)?.title ?? value];
    case 'link':
      return [{ type: 'link', url: value, text: clip(value.replace(/^https?:\/\//i, ''), 60) }];
    case 'signature':
      return [{ type: 'italic', text: value }];
    case 'number':
    case 'text':
    case 'checkbox':
    case 'photo':
    case 'file':
    case 'date':
      return [value];
  }
}

/**
 * What counts for a step in one of its attempts: item id to record. For the current attempt that is what the state
 * says; an older card shows what had been recorded by then.
 */
export function recordsOf(
  run: OpenRun | EndedRun,
  step: StepRun,
  attempt: number = step.attempt,
): ReadonlyMap<string, EvidenceRecord> {
  const own = run.evidence.filter((one) => one.step === step.id);
  if (attempt >= step.attempt) {
    const current = new Set(Object.values(step.recorded));
    return new Map(own.filter((one) => current.has(one.id)).map((one) => [one.item, one]));
  }
  const then = own.filter((one) => one.attempt <= attempt && (one.until === undefined || one.until >= attempt));
  return new Map(then.map((one) => [one.item, one]));
}

/** What was recorded for an item before its step was sent back, newest last: it is kept, and counts no longer. */
export function formerOf(run: OpenRun | EndedRun, step: string, item: string): readonly EvidenceRecord[] {
  return run.evidence.filter((one) => one.step === step && one.item === item && one.until !== undefined);
}
