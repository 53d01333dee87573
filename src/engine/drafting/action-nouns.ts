/** Steps that are named with a noun: "Provision of a laptop", "Kontrolle der Wege", "Cierre de caja". */
import type { Block } from './document.ts';
import { wordsOf } from './fold.ts';
import { instructionIn } from './instruction.ts';
import type { Section } from './outline.ts';
import type { Lexicon } from './words/lexicon.ts';

/** @param least so many words it must have. */
export function namesAction(text: string, lexicon: Lexicon, least = 2): boolean {
  const words = wordsOf(text);
  const [first = '', second = ''] = words;
  // "Motivation: …" is a term and what it stands for.
  if (words.length < least || words.length > 16 || /^[^\s:]+:\s/.test(text)) return false;
  // "Regelmäßige Prüfung der Wege"
  if (lexicon.language === 'de' && /e[nrs]?$/.test(first) && lexicon.action.test(second)) return true;
  // "Analyse de l'incident": the form of a verb, used as a noun.
  return lexicon.action.test(first) || (lexicon.firstForm !== undefined && lexicon.acts.has(first) && words.length > 1);
}

/** Whether most of what a document lists is an action by its noun, while few of its lines instruct. */
export function goesByNouns(sections: readonly Section[], lexicon: Lexicon): boolean {
  const lines = sections.flatMap(({ kind, blocks }) => (MAY_LIST.has(kind) ? blocks.filter(isLine) : []));
  const told = lines.filter((line) => instructionIn(line.text, lexicon) !== undefined);
  const named = lines.filter((line) => !told.includes(line) && namesAction(line.text, lexicon));
  return named.length >= 4 && named.length >= lines.length * 0.4 && named.length > told.length;
}

const MAY_LIST: ReadonlySet<Section['kind']> = new Set(['other', 'steps']);

function isLine({ kind, text, link }: Block): boolean {
  return kind === 'item' && link !== true && !/:$/.test(text);
}
