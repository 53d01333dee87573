/** Who answers for something, in a section about responsibilities. */
import { fold, wordsOf } from './fold.ts';
import { folding } from './folding.ts';
import { sentencesOf } from './instruction.ts';
import type { RoleBook } from './roles.ts';
import { answeringWords, isThing } from './words/answering.ts';
import type { Lexicon } from './words/lexicon.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/** Where a name ends that stands in the middle of a sentence. */
const ENDS =
  /[.,;:()]|\s(?:to|for|in|with|at|on|who|that|lies|fur|zu|im|in|die|der|das|pour|de (?=\p{L}+(?:er|ir|re)\b)|d'|que|qui|para|con|com|per|che|en|em|no|na|nel|respectively|respektive|respectivamente)\b/u;

/** Everybody is nobody in particular: "all staff must …". */
const EVERYBODY =
  /^(?:all|every|each|any|alle|jede[rs]?|tous|toutes|tout|chaque|todos?|todas?|cada|tutt[oie]|ogni)\s(?:\S+\s){0,2}?(?:staff|personnel|employees?|workers?|colleagues?|people|mitarbeit\w+|beschaftigten?|personal|employes?|salaries?|empleados?|trabajador(?:es)?|pessoal|funcionarios?|colaborador(?:es)?|personale|dipendent[ei]|lavorator[ei])$/;

/** Adds to the book who a sentence says answers for something: "It is the responsibility of the lab manager to …". */
export function noteAnswering(text: string, book: RoleBook, lexicon: Lexicon): void {
  const { before } = answeringWords(lexicon.language);
  for (const sentence of sentencesOf(text)) {
    const { folded, printed } = folding(sentence);
    for (const match of folded.matchAll(before)) name(printed(match.index + match[0].length), book);
  }
}

/**
 * Adds to the book who must do something ("Purchasing must check …"), in a section about responsibilities: every subject
 * of such a sentence is somebody there. False where no sentence says so.
 */
export function noteObliged(text: string, book: RoleBook, lexicon: Lexicon): boolean {
  let said = false;
  const { after, passive } = answeringWords(lexicon.language);
  for (const sentence of sentencesOf(text)) {
    const { folded, printed } = folding(sentence);
    const verb = after.exec(folded);
    if (!verb) continue;
    said = true;
    if (!passive.test(folded.slice(verb.index + verb[0].length))) name(printed(0, verb.index), book);
  }
  return said;
}

const ARTICLE = /^(?:the|an?|der|die|das|el|la|los|las|le|les|l['’]|il|lo|gli|i|o|os|as)\s+/i;

function name(words: string, book: RoleBook): void {
  const [clause = ''] = words.split(/[.,;:()]/);
  const cut = folding(clause);
  const stop = ENDS.exec(cut.folded);
  const said = (stop ? cut.printed(0, stop.index) : clause).trim();
  const parts = wordsOf(said.replace(ARTICLE, ''));
  const first = parts[0] ?? '';
  if (parts.length === 0 || parts.length > 6 || SMALL_WORDS.has(first) || isThing(parts.join(' '))) return;
  if (!EVERYBODY.test(fold(said))) book.listed(said);
}
