/** Whether words tell somebody to do something. */
import { fold, wordsOf } from './fold.ts';
import { isNotNeeded, isRemark } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

/** `imperative`: "Check the fridge". `obligation`: "The area must be washed". */
export type Instruction = 'imperative' | 'obligation';

/** Sentences longer than this many characters are judged by their beginning. */
const LONGEST = 600;

/** What a text's first sentences tell; only the first where `sentences` is 1. */
export function instructionIn(text: string, lexicon: Lexicon, sentences = 2): Instruction | undefined {
  const parts = sentencesOf(text).slice(0, sentences);
  if (parts.some((part) => isImperative(part, lexicon))) return 'imperative';
  return parts.some((part) => lexicon.obligation.test(fold(part))) ? 'obligation' : undefined;
}

/** After these a point ends no sentence though a capital follows ("ca. 5", "z. B. Milch", "Dr. Huber"). */
const SHORTENED =
  '\\p{Ll}|z\\.\\s?B|u\\.\\s?U|bzw|ca|Ca|etc|[Dd]r|Mrs?|Ms|Nr|No|St|Str|Abs|Art|[Ss]ig|Sra?|vgl|ggf|inkl|max|min|resp|[Tt]el|approx|e\\.g|i\\.e|p\\.ex|(?:p\\.)?es|n\\.º';
const BETWEEN = new RegExp(
  `(?<=(?<!(?<![\\p{L}\\p{N}])(?:${SHORTENED}))[.!?؟。]["'”»)]?)\\s+(?=["'“«(¡¿]?[\\p{Lu}\\p{Lo}])`,
  'u',
);

/** The sentences of a text. An abbreviation ("approx. 5") does not end one, nor does one that no capital follows. */
export function sentencesOf(text: string): string[] {
  return text.split(BETWEEN).filter((part) => part.trim() !== '');
}

export function isImperative(sentence: string, lexicon: Lexicon): boolean {
  if (sentence.length > LONGEST) return isImperative(sentence.slice(0, LONGEST), lexicon);
  const folded = fold(sentence).replace(/^[^\p{L}\p{N}]+/u, '');
  if (/\?\s*$/.test(folded) || isRemark(folded) || NEEDLESS.test(folded) || DEFINED.test(folded) || WHO.test(folded))
    return false;
  const nouns = lexicon.lastForm ? capitalsOf(sentence) : new Set<string>();
  return clauses(folded, lexicon).some((clause) => verbFirst(clause, lexicon) || verbLast(clause, nouns, lexicon));
}

/**
 * Whether a text says what somebody does or what is done ("The cook checks the fridge", "Samples are frozen"). Only
 * where steps are expected does that make it a step.
 */
export function isStatement(text: string, lexicon: Lexicon): boolean {
  const [first = ''] = sentencesOf(text);
  if (/\?\s*$/.test(first)) return false;
  const folded = fold(first.slice(0, LONGEST));
  const words = wordsOf(folded);
  if (words.length < 3 || isNotNeeded(folded)) return false;
  // "Programa de limpieza": the form of a verb, and a noun.
  const noun = (word: string, at: number) =>
    at === 0 && lexicon.firstForm !== undefined && isNoun(folded, word, lexicon);
  const acts = (word: string, at: number) =>
    lexicon.acts.has(word) && !ARTICLE.test(words[at - 1] ?? '') && !noun(word, at);
  return words.slice(0, 10).some(acts) || lexicon.passive.test(folded);
}

/** After these an English word that ends in s is a noun ("the limits"). */
const ARTICLE = /^(?:the|an?|of|all|any|no|these|those|his|her|their|its|your|our|two|three|some|each|every)$/;

/** The sentence, and what follows an opening circumstance ("If it rains, close …") or a label ("Storage: close …"). */
function clauses(folded: string, lexicon: Lexicon): string[] {
  const found = [folded.replace(/^\([^)]{1,40}\)\s*/, '')];
  const label = /^[^:.]{2,120}:\s+(.+)$/.exec(folded)?.[1];
  if (label && !GOAL.test(folded)) found.push(label);
  for (const clause of [...found]) {
    const first = /[\p{L}\p{N}]+(?:'\p{L}+)?/u.exec(clause)?.[0] ?? '';
    if (!lexicon.openers.has(first)) continue;
    // Where the verb comes first, a clause is known by its beginning.
    const length = lexicon.lastForm ? LONGEST : 160;
    for (const { index } of clause.slice(0, 260).matchAll(/[,:،](?= )/g))
      found.push(clause.slice(index + 1, index + length).trim());
    const you = YOU.exec(clause)?.[1];
    if (you) found.push(you);
    if (lexicon.conditions.has(first)) found.push(clause.replace(/^.*?\bthen\b/, ''));
  }
  return found;
}

/** "No se requiere …" forbids nothing. */
const NEEDLESS =
  /^(?:no se|nao se|nao e|non (?:e|si)|no (?:es|hay)|kein\w*|ne) [a-z]*(?:requ|nec|precis|erford|not|rich|hace falta)/;

/** "Nettoyer : c'est enlever …" says what a word means. */
const DEFINED =
  /^[^:.]{2,40}:\s*(?:(?:this|it|that) is|means|das (?:ist|heisst)|bedeutet|c'est|ce sont|signifie|(?:es|e) (?:el|la|o|a|il|lo)\b|significa|consiste|si tratta)/;

/** "Who may teach: the owner" says who. */
const WHO = /^(?:who|wer|qui|quien(?:es)?|quem|chi) [^:.]{2,60}:/;

/** "Your mission is: keep the shop open" says what for. */
const GOAL =
  /^(?:[a-z']+ ){0,3}?(?:mission|misione?|missao|missione|goal|aim|objectives?|objectifs?|objetivos?|obiettiv[oi]|purpose|auftrag|ziele?|zweck)(?: [a-z]+){0,2}:/;

/** "Once it is on, you can click …": who is spoken to is told what to do. */
const YOU = /\byou (?:can|should|must|need to|have to|will need to|will have to)(?: now| then| also)? (.+)$/;

/** "Identificare questa fase permette di …": an infinitive that is the subject of a sentence. */
const SUBJECT =
  /^[a-z]+(?:are|ere|ire|er|ir|re|ar)\b(?! (?:che|que|si|se)\b)[^,;:]{2,80}? (?:permette|consente|aiuta a|serve a|permet|aide a|sert a|permite|ayuda a|sirve para|ajuda a|serve para) /;

function verbFirst(clause: string, lexicon: Lexicon): boolean {
  if (lexicon.firstForm && SUBJECT.test(clause)) return false;
  const words = clause.slice(0, 200).match(/[\p{L}\p{N}]+(?:['-][\p{L}]+)*/gu) ?? [];
  let at = 0;
  while (at < 4 && at < words.length - 1 && lexicon.before.has(words[at] ?? '')) at++;
  const first = words[at];
  if (first === undefined || (words[0] === 'you' && at === 1 && words.length > 1)) return false;
  if (words.length > 1 && (lexicon.instructs.test(clause) || lexicon.instructs.test(words.slice(at).join(' '))))
    return true;
  if (commands(first, lexicon)) return (words.length > 1 || first.includes('-')) && !isNoun(clause, first, lexicon);
  return lexicon.firstForm?.test(stem(first)) === true;
}

function commands(word: string, lexicon: Lexicon): boolean {
  const { verbs, clitics } = lexicon;
  if (verbs.has(word) || verbs.has(stem(word)) || verbs.has(word.replace(/^re-?(?=[a-z]{3})/, ''))) return true;
  return (
    clitics !== undefined &&
    (verbs.has(word.replace(clitics, '')) || verbs.has(word.replace(clitics, '').replace(clitics, '')))
  );
}

/** German: "Die Tür abschließen (zweimal)". Its first part ends in an infinitive, which is written small. */
function verbLast(clause: string, nouns: ReadonlySet<string>, lexicon: Lexicon): boolean {
  if (lexicon.lastForm === undefined) return false;
  // "Location: the cellar (to be set up if needed)"
  const parts = clause.replace(/\s\([^()]*\)/g, '').split(/\s[–—-]\s|[,;:(]|\s(?:und|oder|sowie|bzw\.?)\s/);
  let said = '';
  for (const part of parts.slice(0, 6)) {
    said = `${said} ${part}`;
    if (lexicon.finite?.test(said) === true) return false;
    const words = wordsOf(said);
    const last = wordsOf(part).at(-1);
    if (words.length > 1 && last !== undefined && lexicon.lastForm.test(last) && !nouns.has(last))
      return !NO_INFINITIVE.test(last);
  }
  return false;
}

/** German words that end like an infinitive and are none. */
const NO_INFINITIVE =
  /^(?:geworden|gewesen|worden|vorhanden|offen|selten|unten|oben|innen|aussen|hinten|vorn|morgen|gestern|wochen|eigen|erwachsen|trocken|verboten|enthalten|betroffen|gegen|zwischen|neben|ausserhalb|sondern|dagegen|zusammen)$/;

/** The words of a sentence that are written with a capital, folded. */
function capitalsOf(sentence: string): Set<string> {
  return new Set((sentence.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*/gu) ?? []).map(fold));
}

/** "Fermez-la": the verb without its pronoun. */
function stem(word: string): string {
  return word.replace(/^s'(?=[a-z])/, '').replace(/-(?:la|le|les|vous|moi|lui|leur|y|en|se|lo|o|a|os|as|me|te)$/, '');
}

/** Verbs that take something away from somewhere, so that "of" may follow them ("retire de la nevera"). */
const AWAY =
  /^(?:reti|saqu|saca|sac|sai|sal|extra|alej|quit|remov|remuev|tir|tog|rimuov|estra|sepa|afast|dispon|trat|assicur|asegur|certifi|guard|descart|pass|part|ap)/;

/** "Plant counting" is a thing; "stop counting" is not. */
const BEFORE_GERUND =
  /^(?:avoid|begin|cease|commence|consider|continue|discontinue|finish|keep|practi[cs]e|quit|resume|start|stop|suggest|try|complete|postpone|recommend|without|go|risk|delay|prevent|use|check|follow|remove|clean|drain|replace|apply|attach|wash|collect|prepare|monitor|report|review|conduct|perform|organi[sz]e|schedule|provide)$/;

/** "Check-list", "Contact details of", "Toma de muestras": a verb's form followed by what makes it a noun. */
function isNoun(clause: string, first: string, lexicon: Lexicon): boolean {
  const after = clause.slice(clause.indexOf(first) + first.length).trim();
  if (lexicon.language === 'en' && /^[a-z]{3,}ing\b/.test(after) && !BEFORE_GERUND.test(first)) return true;
  if (lexicon.language === 'en') {
    if (first === 'access' && after.startsWith('to ')) return true;
    return /^(?:of|is|are|was|were|has|may|might|can|will|means|details)\b/.test(after) || after.startsWith('- ');
  }
  if (lexicon.language === 'de')
    return /e$/.test(first) && /^(?:der|des|von|und|im|fur|ist|sind|wird|bei)\b/.test(after);
  if (/(?:r|re|rsi|rse)$/.test(first) && first.length > 3) {
    // Without its accent, "é" looks like the "e" of "limpar e secar".
    const [, next = ''] = /^e ([a-z]+)/.exec(after) ?? [];
    if (next !== '') return !(lexicon.firstForm?.test(next) || lexicon.verbs.has(next) || lexicon.before.has(next));
    return /^(?:est|es)\s/.test(after);
  }
  if (/^(?:est|es|sont|son|sao|sono|debe|deve|doit)\b/.test(after)) return true;
  return /^(?:de|di|do|du|da|dos|das|del|dell|della|delle|dello|dei|degli|des)\b/.test(after) && !AWAY.test(first);
}
