/**
 * What a step takes of an answer in its run's thread, and for which items of its evidence. A photo is no reading, and talk
 * between people is no evidence.
 */
import type { EvidenceItem, Step } from '../definition.ts';
import { readEvidence } from './answers.ts';
import type { OwedStep } from './state.ts';
import type { FileRef, Recorded } from './values.ts';

export interface Answered {
  readonly text: string;
  readonly files: readonly FileRef[];
  /** Somebody said that this is evidence: words are taken that could be talk otherwise. */
  readonly isEvidence?: boolean;
}

export interface Taken {
  readonly items: readonly Recorded[];
  readonly left: readonly FileRef[];
  /** People say `yes` and `fine` to each other too; a number with its unit is a reading. */
  readonly as: 'files' | 'reading' | 'option' | 'words';
}

/** What of the answer the step asks for. Items that have no value yet come first; else the last one sent counts. */
export function takenBy(step: Step, state: OwedStep, answered: Answered): Taken {
  const open = step.evidence.filter((item) => !Object.hasOwn(state.recorded, item.id));
  const items = [...open, ...step.evidence.filter((one) => !open.includes(one))];
  const { files, isEvidence = false } = answered;
  const text = answered.text.trim();
  if (files.length > 0) {
    const pictures = filesFor(items, 'photo', files);
    const others = filesFor(
      items,
      'file',
      files.filter((one) => !pictures.some(({ value }) => value === one)),
    );
    const taken = [...pictures, ...others];
    const left = files.filter((one) => !taken.some(({ value }) => value === one));
    // A reading that comes with its photo; other words are about the photo.
    const reading = readingFor(open, text);
    return { items: [...taken, ...reading.items], left, as: 'files' };
  }
  const reading = readingFor(items, text);
  if (reading.items.length > 0) return { ...reading, left: [] };
  // Words never replace words, unless they are meant to: people go on talking in a thread.
  const worded = (isEvidence ? items : open).find((item) => item.type === 'text');
  const isAsked = text.endsWith('?') && !isEvidence;
  const fits = worded !== undefined && text !== '' && !isAsked && 'value' in readEvidence(worded, text);
  return { items: fits ? [{ item: worded.id, value: text }] : [], left: [], as: 'words' };
}

/** All that fit, for the first item that takes such files. */
function filesFor(
  items: readonly EvidenceItem[],
  type: 'photo' | 'file',
  files: readonly FileRef[],
): readonly Recorded[] {
  const item = items.find((one) => one.type === type);
  const fitting = type === 'photo' ? files.filter((one) => one.mime.startsWith('image/')) : files;
  return item ? fitting.map((value) => ({ item: item.id, value })) : [];
}

/** A number, an option, a tick or a link, for the first item that it is an answer to. */
function readingFor(items: readonly EvidenceItem[], text: string): Pick<Taken, 'items' | 'as'> {
  for (const item of items) {
    const value = valueFor(item, withoutTitle(text, item.title));
    const as = item.type === 'number' || item.type === 'link' ? 'reading' : 'option';
    if (value !== undefined) return { items: [{ item: item.id, value }], as };
  }
  return { items: [], as: 'words' };
}

function valueFor(item: EvidenceItem, typed: string): string | undefined {
  const value = item.type === 'number' ? withoutUnit(typed, item.unit) : typed;
  const isReading = item.type === 'number' || item.type === 'choice' || item.type === 'link';
  const isTick = item.type === 'checkbox' && /^(yes|no)$/i.test(value);
  return value !== '' && (isReading || isTick) && 'value' in readEvidence(item, value) ? value : undefined;
}

/** `Fridge temperature: 4.2` says which reading it is. */
function withoutTitle(text: string, title: string): string {
  if (!text.toLowerCase().startsWith(title.toLowerCase())) return text;
  const rest = text.slice(title.length).replace(/^\s*[:=]?\s*/, '');
  return rest === '' ? text : rest;
}

/** `4.2 °C`, `4.2°c` and `4,2 C` are 4.2 where degrees Celsius are asked for. */
function withoutUnit(typed: string, unit: string | undefined): string {
  const [, number, said = ''] = NUMBER.exec(typed) ?? [];
  if (number === undefined) return '';
  const plain = (of: string) => of.replaceAll(/[°\s.]/g, '').toLowerCase();
  return said === '' || plain(said) === plain(unit ?? '') ? number : '';
}

const NUMBER = /^([+\-−–]?\d[\d.,]*)\s*(\D{0,20})$/;

/** `40 °F` where degrees Celsius are asked for, `1,000` which is one to some and a thousand to others, a whole book. */
export function isUnclear(item: EvidenceItem, { text, files }: Answered): boolean {
  if (item.type === 'text') return files.length === 0 && text.trim() !== '' && 'problem' in readEvidence(item, text);
  const typed = withoutTitle(text.trim(), item.title);
  const [, , said] = NUMBER.exec(typed) ?? [];
  if (item.type !== 'number' || files.length > 0 || said === undefined) return false;
  return 'problem' in readEvidence(item, withoutUnit(typed, item.unit)) && /^([°\p{L}]{0,4}|%)$/u.test(said);
}
