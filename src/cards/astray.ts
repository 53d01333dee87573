/** Readings out of limits that count all the same: they are done, but never look as if all had been well. */
import { type Definition, stepOf } from '../engine/definition.ts';
import type { EndedRun, EvidenceRecord, ExceptionRecord, OpenRun, StepRun } from '../engine/run/state.ts';
import type { Span } from './card.ts';
import { limits, recordsOf } from './recorded.ts';
import { sentence, who } from './sentence.ts';

type Run = OpenRun | EndedRun;
type Resolved = Extract<ExceptionRecord, { status: 'resolved' }>;

/** The decision by which a reading out of limits was accepted. */
export function acceptanceOf(run: Run, record: EvidenceRecord): Resolved | undefined {
  return run.exceptions.find((one): one is Resolved => {
    const { cause } = one;
    const isAbout = cause.type === 'out_of_limits' && cause.readings.some(({ evidence }) => evidence === record.id);
    return isAbout && one.status === 'resolved' && one.resolution === 'override';
  });
}

/** `accepted by Cem: The door stood open.` */
export function acceptedText(run: Run, record: EvidenceRecord): readonly Span[] {
  const accepted = acceptanceOf(run, record);
  if (accepted) return sentence('accepted by ', who(accepted.resolvedBy), `: ${accepted.reason}`);
  return ['not decided over'];
}

/** Each reading of a step that counts and is out of limits, in one line; empty where all is well. */
export function astrayText(run: Run, definition: Definition, step: StepRun): readonly Span[] {
  if (!isAstray(run, step)) return [];
  const items = stepOf(definition, step.id)?.evidence ?? [];
  const records = recordsOf(run, step);
  const lines = items.flatMap((item): readonly (readonly Span[])[] => {
    const record = records.get(item.id);
    if (record?.within !== false) return [];
    const value = `${item.title} ${String(record.value)}${item.unit ? ` ${item.unit}` : ''}`;
    return [sentence(`${value} is out of limits (${limits(item)}), `, acceptedText(run, record))];
  });
  return lines.flatMap((line, index) => (index === 0 ? line : ['; ', ...line]));
}

export function isAstray(run: Run, step: StepRun): boolean {
  return run.evidence.some(({ id, item, within }) => {
    return within === false && Object.hasOwn(step.recorded, item) && step.recorded[item] === id;
  });
}
