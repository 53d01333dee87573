/** Text as words are compared: small letters, accents and typographic quotes folded, single spaces. */
export function fold(text: string): string {
  // Most lines are plain letters, and this is asked more often than anything else.
  if (PLAIN.test(text)) return text.toLowerCase().replace(SPACES, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/\s+/g, ' ')
    .trim();
}

const PLAIN = /^[\t\n\r\x20-\x7e]*$/;
const SPACES = /\s+/g;

/** The words of a text, folded, without punctuation. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? [];
}

/** Whether folded words stand in a folded text: whole ones, not letters in the middle of others. */
export function hasWords(text: string, words: string): boolean {
  if (words === '') return false;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + words.length, at + words.length + 2);
    if (!isOneWord(before, words) && !isOneWord(words, after)) return true;
  }
  return false;
}

/** Whether a letter at the end of one meets a letter at the beginning of the other. */
function isOneWord(one: string, other: string): boolean {
  return /\p{L}$/u.test(one) && /^\p{L}/u.test(other);
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Text cut to `limit` UTF-16 code units, at a word where there is one near, with an ellipsis. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  const kept = space > limit * 0.6 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
