/** A step's evidence as lines: what is recorded, with what is out of limits, and what is still asked for. */
import type { EvidenceItem, Step } from '../../engine/definition.ts';
import type { EndedRun, EvidenceRecord, OpenRun } from '../../engine/run/state.ts';
import { acceptanceOf, acceptedText } from '../astray.ts';
import type { Element, Line, Span, Text } from '../card.ts';
import { formerOf, limits, valueText } from '../recorded.ts';
import { inRow, moment, sentence, who } from '../sentence.ts';
import { evidenceAsked } from './evidence-fields.ts';

/** Photos shown in one card; all are in the evidence. */
export const MOST_PHOTOS = 4;

/** Values of earlier attempts named in one line, the newest. */
const MOST_EARLIER = 4;

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
    return isOpen ? [askedLine(run, drawn.id, item)] : [];
  });
  if (items.length === 0) return [];
  return [{ type: 'list', items }, ...photosOf(drawn, records)];
}

/** What is still asked for; after the step was sent back, with what had been recorded before. */
function askedLine(run: OpenRun | EndedRun, step: string, item: EvidenceItem): Line {
  const line = { mark: 'todo', text: evidenceAsked(item) } as const;
  const former = formerOf(run, step, item.id).at(-1);
  return former ? { ...line, detail: sentence('To be recorded anew. ', formerText(run, item, former)) } : line;
}

/** `Earlier attempt: 4 °C, Ana, 06:40` */
export function formerText(run: OpenRun | EndedRun, item: EvidenceItem, record: EvidenceRecord): readonly Span[] {
  const value = valueText(item, record.value);
  return sentence('Earlier attempt: ', value, ', ', who(record.by), ', ', moment(run, record.at));
}

/** What attempts before this one had recorded, in one quiet line: it was sent back, and counts no longer. */
export function earlierAttempts(
  run: OpenRun | EndedRun,
  work: readonly { readonly drawn: Step; readonly attempt: number }[],
): readonly Element[] {
  const former = work.flatMap(({ drawn, attempt }) =>
    drawn.evidence.flatMap((item) =>
      formerOf(run, drawn.id, item.id)
        .filter(({ until = 0 }) => until < attempt)
        .map(({ value, by, at }) =>
          sentence(`${item.title} `, valueText(item, value), ' (', who(by), ', ', moment(run, at), ')'),
        ),
    ),
  );
  if (former.length === 0) return [];
  const shown: Text[] = former.slice(-MOST_EARLIER);
  const more = former.length - shown.length;
  const all = inRow(more > 0 ? [...shown, `${more} more`] : shown);
  return [{ type: 'context', text: sentence('Recorded before, and sent back: ', all, '.') }];
}

/** `✓ Fridge temperature: 4 °C`, by whom and when. */
export function recordLine(run: OpenRun | EndedRun, item: EvidenceItem, record: EvidenceRecord): Line {
  const isOutside = record.within === false;
  const value: readonly Span[] = isOutside
    ? sentence({ type: 'bold', text: String(record.value) }, item.unit ? ` ${item.unit}` : '')
    : valueText(item, record.value);
  const more = filesBeside(run, record);
  const isAccepted = isOutside && acceptanceOf(run, record) !== undefined;
  const accepted = isAccepted ? acceptedText(run, record) : [];
  const outside = isOutside ? sentence(`Out of limits (${limits(item)}), `, accepted, isAccepted ? ' · ' : '') : [];
  const isSame = isSameFile(run, record);
  return {
    mark: isAccepted ? 'accepted' : isOutside ? 'blocked' : record.value === false ? 'todo' : 'done',
    text: sentence(`${item.title}: `, value, more > 0 ? [` and ${more} more`] : []),
    detail: sentence(
      outside,
      who(record.by),
      ', ',
      moment(run, record.at),
      isSame ? ' · The file of an earlier attempt' : '',
    ),
  };
}

/** How many files were recorded for the same besides: all are in the evidence. */
function filesBeside(run: OpenRun | EndedRun, { id, step, item, attempt, value }: EvidenceRecord): number {
  if (typeof value !== 'object') return 0;
  const isBeside = (one: EvidenceRecord) => one.step === step && one.item === item && one.attempt === attempt;
  return run.evidence.filter((one) => one.id !== id && one.until === undefined && isBeside(one)).length;
}

/** What was sent back is handed in once more: whoever approves it should know. */
function isSameFile(run: OpenRun | EndedRun, { id, step, item, value }: EvidenceRecord): boolean {
  if (typeof value !== 'object') return false;
  return formerOf(run, step, item).some((one) => {
    return one.id !== id && typeof one.value === 'object' && one.value.file === value.file;
  });
}

/** The pictures among what was recorded. */
export function photosOf(drawn: Step, records: ReadonlyMap<string, EvidenceRecord>): readonly Element[] {
  const photos = drawn.evidence.flatMap((item) => {
    const value = records.get(item.id)?.value;
    return typeof value === 'object' && value.mime.startsWith('image/') ? [{ item, value }] : [];
  });
  return photos.slice(0, MOST_PHOTOS).map(({ item, value }) => ({ type: 'image', file: value.file, alt: item.title }));
}
