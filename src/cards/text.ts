/**
 * Text as plain characters: cleaned, clipped, read out. Whatever people typed stays what they typed, but it may not
 * reach out of its place: no control characters, no half characters, no marks that turn the direction of what follows.
 */
import type { Instant } from '../engine/instant.ts';
import type { Span, Text, TimeStyle } from './card.ts';

/** How a platform says what it says in its own way. */
export interface Words {
  readonly name: (member: string) => string;
  readonly time: (at: Instant, style: TimeStyle) => string;
  /** How a phrase is typed to Sopwith here: `list`, `run KEY`. Absent: behind `/sop`. */
  readonly phrase?: (phrase: string) => string;
}

/** Everything invisible that could hide or turn text: C0 and C1 but line breaks and tabs, and bidirectional overrides. */
const UNSEEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const KEPT = /[\n\t]/;

/** User text made safe to place beside our own: line breaks are `\n`, nothing invisible is left. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(UNSEEN, (found) => (KEPT.test(found) ? found : ''));
}

/** At most `budget` characters (UTF-16 code units), cut after a whole word if one ends in the last third, with `…`. */
export function clip(text: string, budget: number): string {
  if (text.length <= budget) return text;
  if (budget < 1) return '';
  const room = text.slice(0, budget - 1);
  const isWordEnd = /\s/.test(text.charAt(room.length));
  const space = isWordEnd ? room.length : room.search(/\s\S*$/);
  const cut = space > (budget * 2) / 3 ? room.slice(0, space) : wholeCharacters(room);
  return `${cut.trimEnd()}…`;
}

/** Without a last character that was cut in two: half an emoji is another emoji, or none. */
function wholeCharacters(cut: string): string {
  const last = [...new Intl.Segmenter('en').segment(cut)].at(-1);
  return last && last.index > 0 && /\p{M}|\p{Extended_Pictographic}|[\uD800-\uDFFF]/u.test(last.segment)
    ? cut.slice(0, last.index)
    : cut.toWellFormed().replace(/\uFFFD$/, '');
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' ? [text] : text;
}

/** The characters of one span. */
export function said(span: Span, words: Words): string {
  if (typeof span === 'string') return clean(words.phrase ? span.replace(MORE, inWords(words.phrase)) : span);
  switch (span.type) {
    case 'code':
      return clean(words.phrase ? span.text.replace(TYPED, inWords(words.phrase)) : span.text);
    case 'bold':
    case 'italic':
    case 'link':
      return clean(span.text);
    case 'member':
      return clean(words.name(span.member));
    case 'mention':
      return `@${clean(words.name(span.member))}`;
    case 'time':
      return words.time(span.at, span.style);
  }
}

/** Code is our own, and is typed as it stands. In what people wrote nothing is taken for a phrase. */
const TYPED = /^()\/sop (.*)$/;
/** The one line of plain text with a phrase in it: `and 3 more: /sop status shows every open run`. */
const MORE = /^(and \d+ more: )\/sop (\w+)/;

function inWords(phrase: NonNullable<Words['phrase']>) {
  return (_: string, before: string, typed: string) => `${before}${phrase(typed)}`;
}

/** A card's fallback as it is shown by itself: `type “@Sopwith list”`. */
export function announced(fallback: string, { phrase }: Pick<Words, 'phrase'>): string {
  if (!phrase) return fallback;
  return fallback.replaceAll(/\/sop ([a-z]+(?: [A-Z]{3,})?)/g, (_, typed: string) => `“${phrase(typed)}”`);
}

/** Spans as plain text. */
export function plain(text: Text, words: Words): string {
  return spansOf(text)
    .map((span) => said(span, words))
    .join('');
}

/** Plain text for where no platform helps: people stay unnamed, times are in UTC. */
export const UNNAMED: Words = {
  name: () => 'somebody',
  time: (at, style) => {
    const [date = '', rest = ''] = new Date(at).toISOString().split('T');
    const time = `${rest.slice(0, 5)} UTC`;
    return style === 'date' ? date : style === 'time' ? time : `${date} ${time}`;
  },
};

/** A sentence begins with a capital letter, whatever it begins with. */
export function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Lines that begin with a hyphen, as documents write lists, begin with a bullet. */
export function bulleted(text: string): string {
  return text.replaceAll(/^[-*] +/gm, '• ');
}
