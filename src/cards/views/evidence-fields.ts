/** The fields of a step's evidence, and the forms that a step asks. */
import type { EvidenceItem, Input, Step } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { EvidenceRecord } from '../../engine/run/state.ts';
import type { Field, Form } from '../card.ts';
import { asked, limits, valueText } from '../recorded.ts';
import { clip, plain, UNNAMED } from '../text.ts';

/** What a decision's answer comes back under: no evidence can be called so. */
export const CHOICE_FIELD = '_choice';

/** Labels of buttons and options: every platform takes 75 characters. */
export const MOST_LABEL = 75;

/** A field for each item. What is recorded already may be left empty, and stays. */
export function evidenceFields(
  step: Pick<Step, 'evidence'>,
  recorded: ReadonlyMap<string, EvidenceRecord> = new Map(),
): readonly Field[] {
  return step.evidence.map((item) => evidenceField(item, recorded.get(item.id)));
}

function evidenceField(item: EvidenceItem, record: EvidenceRecord | undefined): Field {
  const said = record && clip(plain(valueText(item, record.value), UNNAMED), 200);
  const wanted = limits(item);
  const hints = [
    ...(wanted === undefined ? [] : [`Should be ${wanted}${item.unit ? ` ${item.unit}` : ''}.`]),
    ...(said === undefined || item.type === 'checkbox' ? [] : [`Recorded: ${said}. Leave empty to keep it.`]),
  ];
  const isKept = record !== undefined && item.type !== 'checkbox';
  const field = {
    ...{ id: item.id, label: item.title, required: item.required && !isKept },
    ...(hints.length > 0 ? { hint: hints.join(' ') } : {}),
  };
  switch (item.type) {
    case 'number':
      return { ...field, type: 'number', ...(item.unit ? { unit: item.unit } : {}) };
    case 'choice':
      return { ...field, type: 'choice', options: optionsOf(item) };
    case 'checkbox':
      return { ...field, type: 'checkbox', ...(typeof record?.value === 'boolean' ? { value: record.value } : {}) };
    case 'photo':
      return { ...field, type: 'file', images: true };
    case 'file':
      return { ...field, type: 'file', images: false };
    case 'text':
      return { ...field, type: 'text', multiline: true, maxLength: LIMITS.text };
    case 'link':
      return { ...field, type: 'text', multiline: false, maxLength: LIMITS.text };
    case 'signature':
      return { ...field, type: 'text', multiline: false, maxLength: 200, hint: field.hint ?? 'Type your full name.' };
  }
}

/** The options of a choice, each short enough for every platform. */
export function optionsOf(
  from: Pick<Input | EvidenceItem | Step, 'options'>,
): readonly { id: string; title: string }[] {
  return (from.options ?? []).map(({ id, title }) => ({ id, title: clip(title, MOST_LABEL) }));
}

/** What must be answered to say that a step is done; undefined if nothing is. */
export function doneForm(step: Step, recorded: ReadonlyMap<string, EvidenceRecord>): Form | undefined {
  const isDecision = step.kind === 'decision';
  if (!isDecision && step.evidence.length === 0) return undefined;
  const choice: Field[] = isDecision
    ? [{ id: CHOICE_FIELD, label: 'Decision', required: true, type: 'choice', options: optionsOf(step) }]
    : [];
  const fields = [...choice, ...evidenceFields(step, recorded)];
  return { title: step.title, submit: isDecision ? 'Decide' : 'Finish step', fields };
}

export function evidenceAsked(item: EvidenceItem): string {
  return item.required ? asked(item) : `${asked(item)} (if there is any)`;
}
