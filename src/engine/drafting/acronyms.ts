/** Short forms that a document explains: "Quality Assurance (QA)", "QA – Quality Assurance". */
import { fold } from './fold.ts';
import { SMALL_WORDS } from './words/small-words.ts';

export interface Acronym {
  readonly short: string;
  readonly long: string;
}

const BRACKETS = /((?:\p{L}[\p{L}'’-]*\s+){2,6})\((\p{Lu}[\p{Lu}&]{1,5})\)/gu;
const LISTED = /^\W*(\p{Lu}[\p{Lu}&]{1,5})\s*(?::|\||=|\s[–—-])\s*((?:\p{L}[\p{L}'’-]*\s?){2,6})\.?$/u;
const MOST = 100;

/** Every short form with the words that it stands for, each once, in the order met. */
export function acronymsIn(lines: readonly string[]): readonly Acronym[] {
  const found = new Map<string, Acronym>();
  for (const line of lines) {
    const said = [...line.matchAll(BRACKETS)].map(([, long = '', short = '']) => ({ long, short }));
    const [, short = '', long = ''] = LISTED.exec(line) ?? [];
    for (const one of [...said, { short, long }]) {
      const words = spelt(one.short, one.long);
      if (words !== undefined && !found.has(one.short) && found.size < MOST)
        found.set(one.short, { short: one.short, long: words });
    }
  }
  return [...found.values()];
}

/** The last words of the text whose first letters are the short form's, as printed. */
function spelt(short: string, text: string): string | undefined {
  const letters = fold(short).replace(/[^a-z]/g, '');
  if (letters.length < 2) return undefined;
  const words = text.trim().split(/\s+/);
  for (let from = words.length - letters.length; from >= 0; from--) {
    const part = words.slice(from);
    const initials = part
      .filter((word) => !SMALL_WORDS.has(fold(word)))
      .map((word) => fold(word).charAt(0))
      .join('');
    if (initials === letters && !SMALL_WORDS.has(fold(part[0] ?? ''))) return part.join(' ');
  }
  return undefined;
}
