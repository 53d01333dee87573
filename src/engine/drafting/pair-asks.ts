/** "Record both readings", after words that name two: one number for each. */
import type { Ask } from './asks.ts';
import { titled } from './evidence-title.ts';
import { fold } from './fold.ts';
import { folding } from './folding.ts';
import type { Lexicon } from './words/lexicon.ts';

const BOTH = /\b(?:both|beiden?|les deux|ambos|ambas|(?:os dois|as duas|los dos|las dos)|entramb[ie]|tutt[ie] e due)\b/;
const AND = String.raw`\s(?:and|und|et|y|e)\s`;
const SMALL = `(?:(?:of|the|von|der|des|dem|den|du|de|la|le|les|del|el|los|las|do|da|dos|das|o|a|della|dello|dei|di|il) |d'|l'|dell')`;
const OF = /^(?:of|von|der|des|du|de|d'|del|do|da|dos|das|dell'|della|dello|dei|di)/;
const NAME = String.raw`[\p{L}\d][\p{L}\d'-]*(?:\s\d+)?`;

/** The two readings that `before` or the sentences name, each as the number that `one` asks for; else `one` itself. */
export function bothOf(one: Ask, sentences: readonly string[], before: string, lexicon: Lexicon): readonly Ask[] {
  const at = sentences.findIndex((sentence) => BOTH.test(fold(sentence)));
  if (at < 0) return [one];
  for (const sentence of [...sentences.slice(0, at).toReversed(), ...before.split('\n')]) {
    const names = pairIn(sentence, lexicon);
    if (names) return names.map((title) => ({ ...one, title }));
  }
  return [one];
}

/** "Fridge and freezer temperature", "température du frigo et du congélateur", "temperature and humidity". */
function pairIn(sentence: string, lexicon: Lexicon): readonly [string, string] | undefined {
  const { folded, printed } = folding(sentence);
  const noun = `(?:${lexicon.signs.measured.source})`;
  const two = new RegExp(`(${noun})${AND}${SMALL}{0,2}(${noun})`, 'u').exec(folded);
  const after = new RegExp(String.raw`(${noun}\s${SMALL}{1,2}(${NAME}))${AND}(${SMALL}{0,2})(${NAME})`, 'u').exec(
    folded,
  );
  const ahead = new RegExp(String.raw`(${NAME})${AND}(?:the\s)?(${NAME})\s(${noun})`, 'u').exec(folded);
  const said = (words: string, from = 0) => {
    const start = folded.indexOf(words, from);
    return printed(start, start + words.length);
  };
  if (two?.[1] && two[2]) return [titled(said(two[1])), titled(said(two[2], two.index + two[1].length))];
  if (after?.[1] && after[2] && after[4]) {
    const first = said(after[1], after.index);
    const [reading = ''] = first.split(' ');
    const article = after[3] ?? '';
    // "… de la cámara y del horno": each with its own article.
    const lead = OF.test(article) ? `${reading} ${article}` : first.slice(0, first.length - after[2].length);
    return [titled(first), titled(`${lead}${said(after[4], after.index + after[1].length)}`)];
  }
  if (ahead?.[1] && ahead[2] && ahead[3]) {
    const [a, b, c] = [ahead[1], ahead[2], ahead[3]].map((words) => said(words, ahead.index));
    return [titled(`${a} ${c}`), titled(`${b} ${c}`)];
  }
  return undefined;
}
