/** What a piece of evidence is called, in the document's own words where they name it. */
import { clip, fold } from './fold.ts';
import type { Lexicon } from './words/lexicon.ts';
import type { Asked } from './words/signs/signs.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/** From the sentence that asks for it: "Photo of the counter", "Fridge temperature", "Incident form"; else the kind. */
export function evidenceTitle(type: Asked | 'number', sentence: string, lexicon: Lexicon): string {
  const plain = lexicon.signs.titles[type];
  const words = tokens(sentence);
  const named = nameOf(type, words, lexicon);
  return named === undefined || named.length < 3 ? plain : clip(titled(named), 100);
}

/** With a capital, but for "pH". */
export function titled(name: string): string {
  return /^\p{Ll}\p{Lu}/u.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

interface Word {
  readonly text: string;
  readonly folded: string;
  /** What stands between it and the word before. */
  readonly gap: string;
}

function tokens(sentence: string): Word[] {
  const found: Word[] = [];
  let end = 0;
  for (const match of sentence.slice(0, 600).matchAll(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu)) {
    found.push({ text: match[0], folded: fold(match[0]), gap: sentence.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return found;
}

function nameOf(type: Asked | 'number', words: readonly Word[], lexicon: Lexicon): string | undefined {
  const { signs } = lexicon;
  switch (type) {
    case 'number':
      return (
        around(words, signs.measured, lexicon) ?? objectOf(words, signs.measures, lexicon) ?? checked(words, lexicon)
      );
    case 'photo':
      return around(words, signs.asks.photo.says, lexicon, true);
    case 'file':
      return around(words, signs.papers, lexicon) ?? objectOf(words, signs.asks.file.says, lexicon);
    case 'text':
      return objectOf(words, signs.asks.text.says, lexicon);
    case 'signature':
    case 'checkbox':
      return undefined;
  }
}

/** The noun with the words that belong to it: "fridge temperature", "température du réfrigérateur". */
function around(words: readonly Word[], noun: RegExp, lexicon: Lexicon, onlyAfter = false): string | undefined {
  const at = words.findIndex((word, index) => {
    const named = ARTICLE.test(words[index - 1]?.folded ?? '') || !isVerb(word, lexicon);
    return noun.test(word.folded) && named && !commands(words, index, lexicon);
  });
  const word = words[at];
  if (!word) return undefined;
  const before: string[] = [];
  for (let index = at - 1; !onlyAfter && index >= 0 && before.length < 2; index--) {
    const one = words[index];
    const next = words[index + 1];
    if (!one || !next || next.gap.trim() !== '' || ends(one, lexicon) || (index === 0 && isFirstWord(one, lexicon)))
      break;
    before.unshift(one.text);
  }
  const after =
    OF.test(words[at + 1]?.folded ?? '') && words[at + 1]?.gap.trim() === '' ? following(words, at + 1, lexicon) : '';
  return [...before, word.text, after].join(' ').trim();
}

/** "of the counter": up to four words to the end of the phrase. */
function following(words: readonly Word[], from: number, lexicon: Lexicon): string {
  const kept: string[] = [];
  let content = 0;
  for (let index = from; index < words.length && content < 3; index++) {
    const word = words[index];
    if (!word || (index > from && !/^[\s'’]*$/.test(word.gap))) break;
    // "A summary of no more than 100 words" is a summary.
    if (index > from && QUANTITY.test(word.folded)) break;
    const small = SMALL_WORDS.has(word.folded);
    if ((small && content > 0 && !OF.test(word.folded)) || lexicon.numbers[word.folded] !== undefined) break;
    if (small && content === 0 && index > from + 1) break;
    if (!small && isVerb(word, lexicon) && content > 0) break;
    kept.push(`${kept.length > 0 && /['’]$/.test(word.gap) ? "'" : ' '}${word.text}`);
    if (!small) content++;
  }
  while (kept.length > 0 && SMALL_WORDS.has(fold((kept.at(-1) ?? '').replace(/^[\s']+/, '')))) kept.pop();
  return content === 0 ? '' : kept.join('').replace(/^ /, '').trim();
}

/** "Check the fridges: …": what follows a verb that verifies. */
function checked(words: readonly Word[], lexicon: Lexicon): string | undefined {
  const [first] = words;
  const { checks } = lexicon.signs;
  return first && checks.test(first.folded) ? objectOf(words, checks, lexicon) : undefined;
}

/** What is counted, weighed or written down: the phrase after the verb. */
function objectOf(words: readonly Word[], verb: RegExp, lexicon: Lexicon): string | undefined {
  const at = words.findIndex((word) => verb.test(word.folded));
  if (at < 0) return undefined;
  const kept: string[] = [];
  let before = '';
  for (const [offset, word] of words.slice(at + 1).entries()) {
    if (!/^[\s'’]*$/.test(word.gap)) break;
    if (kept.length === 0 && SKIPPED.test(word.folded)) {
      before = word.folded;
      continue;
    }
    if (kept.length > 0 && OF.test(word.folded)) {
      kept.push(following(words, at + 1 + offset, lexicon));
      break;
    }
    if (SMALL_WORDS.has(word.folded) || PARTICLE.test(word.folded) || kept.length >= 3) break;
    if (kept.length > 0 && QUANTITY.test(word.folded)) break;
    if (kept.length === 0 && isVerb(word, lexicon) && !ARTICLE.test(before)) return undefined;
    kept.push(word.text);
  }
  const name = kept.join(' ').trim();
  return kept.length === 0 ||
    /^(?:it|this|them|everything|anything|all|dies|es|alles|cela|tout|todo|tudo|tutto)$/i.test(name)
    ? undefined
    : name;
}

function ends(word: Word, lexicon: Lexicon): boolean {
  return (
    SMALL_WORDS.has(word.folded) ||
    (word.folded.length < 3 && !/^\p{Lu}/u.test(word.text)) ||
    PARTICLE.test(word.folded) ||
    isVerb(word, lexicon)
  );
}

function isVerb({ folded }: Word, { verbs, acts }: Lexicon): boolean {
  return (verbs.has(folded) && !NOUN_TOO.test(folded)) || acts.has(folded);
}

/** "Count the cash": a verb's form before an article is the verb. */
function commands(words: readonly Word[], index: number, { verbs }: Lexicon): boolean {
  const word = words[index];
  const next = words[index + 1];
  return word !== undefined && next !== undefined && verbs.has(word.folded) && SKIPPED.test(next.folded);
}

/** The first word of a sentence is likelier its verb than part of a name. */
function isFirstWord({ folded }: Word, lexicon: Lexicon): boolean {
  return lexicon.verbs.has(folded) || lexicon.firstForm?.test(folded) === true;
}

/** What begins a limit ("no more than", "hasta", "höchstens"). */
const QUANTITY =
  /^(?:no|not|at|up|max|maximum|maximal|min|minimum|minimal|mindestens|hochstens|more|less|fewer|under|over|about|around|weniger|mehr|plus|moins|mas|menos|mais|piu|meno|non|nao|hasta|ate|fino|circa|ca|environ|\d+)$/;
const OF = /^(?:of|von|vom|der|des|im|du|de|d|del|do|da|dos|das|della|dello|dell|degli|dei|delle|di)$/;
/** Before the name of a thing: articles and what goes with a verb. */
const SKIPPED =
  /^(?:the|a|an|your|all|any|its|each|every|down|up|out|off|in|der|die|das|den|dem|ein|eine|einen|alle|le|la|les|l|un|une|toutes?|tous|el|los|las|una|todos?|todas?|il|lo|i|gli|uno|tutt[ie]|o|os|as|um|uma|sie|bitte)$/;
const ARTICLE =
  /^(?:the|an?|its|your|our|their|der|die|das|den|dem|ein|eine|einen|le|la|les|l|un|une|el|los|las|una|il|lo|i|gli|uno|o|os|as|um|uma)$/;
const PARTICLE =
  /^(?:down|up|out|off|sie|bitte|auf|ein|ab|fest|when|where|how|why|what|who|whether|eventuell|here|there|again|by|per|each|every|daily|clearly)$/;
/** Verbs of the list of commands that are as often nouns inside a name. */
const NOUN_TOO =
  /^(?:water|float|oil|sample|flow|count|measure|level|charge|stock|balance|position|speed|light|heat|cash|fridge|form|report|document|test|batch|order|till|wash|rinse|display|surface|tank|filter|pump|set|load|store|service|handover|shift|log|record|file|print|exit|delivery|pulse|check|work|visit|release|process|room|contact)$/;
