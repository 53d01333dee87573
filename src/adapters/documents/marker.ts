/** How a line of a list begins, in any format that has only characters: `3.`, `2.1`, `a)`, `•`, `☐`, `Step 4:`. */
export interface Marker {
  readonly marker: string;
  readonly ordered: boolean;
  readonly checkbox: boolean;
  /** Depth that the marker itself tells: `2.1.3` is 2, `☐ ☐` is 1. */
  readonly depth: number;
  /** Characters before the item's own text. */
  readonly length: number;
  /** Markers of one list look alike: the class tells lists of one indent apart. */
  readonly class: 'number' | 'dotted' | 'letter' | 'word' | 'bullet' | 'checkbox';
}

/** Wingdings and Symbol put their boxes and bullets into the private use area. */
const BOX =
  '\u2610\u2611\u2612\u25A1\u2751\u2752\u25A2\u25FB\u25FD\u2B1C\u274F\u2750\uF0A8\uF06F\uF071\uF072\uF0FE\uF0FD\uF0A3';
const CHECKBOX = new RegExp(`^((?:(?:\\[[ xX✓]?\\]|\\([ ]\\)|[${BOX}])\\s*)+)(?=\\S)`);
const BULLET = /^([•‣◦▪▫■●○∙·→⇒⇨➔➙➛➜➝➞➡➢➣➤►▶▸▹▻❖✦✓✔\u{E000}-\u{F8FF}]|[*\-–—](?=\s)|[oO](?=\s+\p{Lu}))\s*(?=\S)/u;
const WORD =
  /^((?:step|stage|phase|schritt|etape|étape|paso|passo|etapa|fase|aufgabe|task)\s*(?:(?:n[o°º]\.?\s*)?\d{1,3}[a-z]?(?=\s*[:.)–—-])|(?:n[°º]|#)\s*\d{1,3}))\s*(?:[:.)–—-]\s*)*(?=\S)/iu;
/** No three digits behind the point: "199.998 g" is a value. */
const DOTTED = /^((?:\d{1,3}\.)+\d{1,2}\.?)\s+(?=\S)/;
const NUMBER = /^(\(?\d{1,3}\s?[.)°º]|\(?\d{1,3}\)|\d{1,3}\.-|\d{1,2} [-–—](?= \p{Lu}))\s*(?=[^\s\d.,])/u;
const LETTER = /^(\(?(?:[a-z]|[A-H]|[ivx]{2,4})[.)])\s+(?=\S)/;

/** The marker that a line begins with, if it does. */
export function markerOf(line: string): Marker | undefined {
  const box = CHECKBOX.exec(line)?.[1];
  if (box !== undefined) {
    const boxes = box.replaceAll(/\s/g, '').length > 0 ? (box.match(/\[[^\]]?\]|\(\s\)|\S/g)?.length ?? 1) : 1;
    return made(box, 'checkbox', boxes - 1);
  }
  const word = WORD.exec(line);
  if (word) return { ...made(word[1] ?? '', 'word', 0), length: word[0].length };
  const dotted = DOTTED.exec(line);
  if (dotted) return { ...made(dotted[1] ?? '', 'dotted', dots(dotted[1] ?? '')), length: dotted[0].length };
  const number = NUMBER.exec(line);
  if (number) return { ...made(number[1] ?? '', 'number', 0), length: number[0].length };
  const letter = LETTER.exec(line);
  if (letter) return { ...made(letter[1] ?? '', 'letter', 0), length: letter[0].length };
  const bullet = BULLET.exec(line);
  if (bullet) return { ...made(bullet[1] ?? '', 'bullet', 0), length: bullet[0].length };
  return undefined;
}

/** The number that a marker counts, if it counts. */
export function ordinal(marker: string): number | undefined {
  const digits = /\d+(?=\D*$)/.exec(marker)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function made(text: string, kind: Marker['class'], depth: number): Marker {
  return {
    marker: text.trim(),
    ordered: kind !== 'bullet' && kind !== 'checkbox',
    checkbox: kind === 'checkbox',
    depth,
    length: text.length,
    class: kind,
  };
}

function dots(marker: string): number {
  return marker.replace(/\.$/, '').split('.').length - 1;
}
