/** A step's evidence as lines: what is recorded, with what is out of limits, and what is still asked for. */
import type { EvidenceItem, Step } from '../../engine/definition.ts';
import type { EndedRun, EvidenceRecord, OpenRun } from '../../engine/run/state.ts';
import type { Element, Line, Span } from '../card.ts';
import { limits, valueText } from '../recorded.ts';
import { moment, sentence, who } from '../sentence.ts';
import { evidenceAsked } from './evidence-fields.ts';

/** Photos shown in one card; all are in the evidence. */
export const MOST_PHOTOS = 4;

/** `isOpen`: what is missing is still asked for. A settled card shows what was recorded. */
export function evidenceLines(
  run: OpenRun | EndedRun,
  drawn: Step,
  records: ReadonlyMap<string, EvidenceRecord>,
  isOpen: boolean,
): readonly Element[] {
  const items = drawn.evidence.flatMap((item) => {
    const record = records.get(item.id);
    if (record) return [recordLine(run, item, record)];
    return isOpen ? [{ mark: 'todo', text: evidenceAsked(item) } as const] : [];
  });
  if (items.length === 0) return [];
  return [{ type: 'list', items }, ...photosOf(drawn, records)];
}

/** `✓ Fridge temperature: 4 °C`, by whom and when. */
export function recordLine(run: OpenRun | EndedRun, item: EvidenceItem, record: EvidenceRecord): Line {
  const isOutside = record.within === false;
  const value: readonly Span[] = isOutside
    ? sentence({ type: 'bold', text: String(record.value) }, item.unit ? ` ${item.unit}` : '')
    : valueText(item, record.value);
  const outside = isOutside ? `Out of limits (${limits(item)}), ` : '';
  return {
    mark: isOutside ? 'blocked' : record.value === false ? 'todo' : 'done',
    text: sentence(`${item.title}: `, value),
    detail: sentence(outside, who(record.by), ', ', moment(run, record.at)),
  };
}

/** The pictures among what was recorded. */
export function photosOf(drawn: Step, records: ReadonlyMap<string, EvidenceRecord>): readonly Element[] {
  const photos = drawn.evidence.flatMap((item) => {
    const value = records.get(item.id)?.value;
    return typeof value === 'object' && value.mime.startsWith('image/') ? [{ item, value }] : [];
  });
  return photos.slice(0, MOST_PHOTOS).map(({ item, value }) => ({ type: 'image', file: value.file, alt: item.title }));
}
