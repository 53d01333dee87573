/** Gives the text of another cell, by its address (`B4`) and the name of its sheet (absent: the same sheet). */
export type TextAt = (address: string, sheet: string | undefined) => string | undefined;

/** Longer formulas compute; they do not name. */
const LONGEST = 2_000;

/**
 * The words that a formula shows for certain, where the file holds no value of it: the label of a link, a copy of
 * another cell, words put together. Undefined where anything would have to be computed.
 *
 * @param formula without `=`, arguments separated by commas, as the file formats hold it.
 */
export function formulaText(formula: string, textAt: TextAt): string | undefined {
  if (formula.length > LONGEST) return undefined;
  const parts = split(formula, '&').map((part) => operand(part.trim(), textAt));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function operand(part: string, textAt: TextAt): string | undefined {
  const literal = /^"((?:[^"]|"")*)"$/.exec(part);
  if (literal) return (literal[1] ?? '').replaceAll('""', '"');
  const link = /^HYPERLINK\((.*)\)$/is.exec(part);
  if (link) {
    const [address, label] = split(link[1] ?? '', ',');
    const shown = (label ?? address ?? '').trim();
    return shown === '' ? undefined : formulaText(shown, textAt);
  }
  const reference = /^(?:(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*))!)?(\$?[A-Z]{1,3}\$?\d{1,7})$/iu.exec(part);
  if (!reference) return undefined;
  const [, quoted, bare, address = ''] = reference;
  return textAt(address.replaceAll('$', '').toUpperCase(), quoted?.replaceAll("''", "'") ?? bare);
}

/** Splits at a separator that stands in no quotation and no brackets. */
function split(formula: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < formula.length; at++) {
    const sign = formula.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === separator && depth === 0) {
      parts.push(formula.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, formula.slice(start)];
}
