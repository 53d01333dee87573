/** Who acts again and again in the steps: "Purchasing checks …", "Purchasing orders …". */
import { fold } from './fold.ts';
import { sentencesOf } from './instruction.ts';
import type { RoleBook } from './roles.ts';
import { isThing } from './words/answering.ts';
import type { Lexicon } from './words/lexicon.ts';
import { SMALL_WORDS } from './words/small-words.ts';

const LONGEST = 3;
const LINES = 400;

/** Adds to the book every plain name that begins at least two sentences and does something in them. */
export function noteRecurringActors(lines: readonly string[], book: RoleBook, lexicon: Lexicon): void {
  const acts = new Map<string, { name: string; sentences: Set<string> }>();
  for (const sentence of lines.slice(0, LINES).flatMap(sentencesOf)) {
    const name = actorOf(sentence, lexicon);
    if (name === undefined) continue;
    const known = acts.get(fold(name)) ?? { name, sentences: new Set<string>() };
    known.sentences.add(fold(sentence));
    acts.set(fold(name), known);
  }
  for (const { name, sentences } of acts.values()) if (sentences.size >= 2) book.named(name);
}

/** "Le SDR appelle …": an article before letters that stand for somebody. */
const ARTICLE =
  /^(?:(?:[Tt]he|[Dd](?:er|ie|as)|[Ll](?:e|a|es|os|as|o)|[Ee]l|[Ii]l?|[Gg]li|[Oo]s?|[Aa]s?)\s+|[Ll]['’])(?=\p{Lu}{2,6}\s+\p{Ll})(?!(?:CRM|ERP|LIMS|SAP|API|PC|VPN|GPS|LED|LCD|USB|PDF|SMS|PLC|SPS|WMS|TMS|ATS|SLA|KPI|SOP)\s)/u;

/** "Purchasing" in "Purchasing checks the order": the words before the verb. */
function actorOf(sentence: string, { verbs, acts, firstForm, language }: Lexicon): string | undefined {
  const words = sentence
    .trim()
    .replace(ARTICLE, '')
    .split(/\s+/)
    .slice(0, LONGEST + 1);
  const at = words.findIndex(
    (word, index) => index > 0 && /^\p{Ll}+,?$/u.test(word) && acts.has(fold(word).replace(',', '')),
  );
  if (at < 1) return undefined;
  const name = words.slice(0, at);
  const plain = name.every((word) => /^\p{L}[\p{L}'’/-]*$/u.test(word));
  const [first = ''] = name;
  const folded = fold(first);
  if (!plain || !/^\p{Lu}/u.test(first) || SMALL_WORDS.has(folded) || SMALL_WORDS.has(fold(name.at(-1) ?? '')))
    return undefined;
  // "Check records", "Open files" tell what to do. A German noun may look like a verb's form.
  if (language !== 'de' && (verbs.has(folded) || firstForm?.test(folded) === true)) return undefined;
  return isThing(fold(name.join(' '))) ? undefined : name.join(' ');
}
