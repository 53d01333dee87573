/** Whether words are the name of a role, where the document does not say so itself. */
import { fold, wordsOf } from './fold.ts';
import type { Lexicon } from './words/lexicon.ts';
import { roleNoun } from './words/role-nouns.ts';
import { SMALL_WORDS } from './words/small-words.ts';

/** Words that join parts of one name: "head of support", "jefe de turno". */
const JOINS = /^(?:of|on|in|de|del|da|do|di|du|la|des|dei|della|dello|der|d|l|en|al|alla|aux?|and|und|et|y|e)$/;
/** English and German names end in their noun, but for these. */
const OF =
  /^(?:(?:[a-z]+[ /])?(?:head|director|manager|chief|lead|officer|secretary|members?|vice president|person|nurse|engineer) (?:of|on|in)|leiter(?:in)? (?:der|des|von)|leitung (?:der|des))\b/;
/** What stands between articles and the role itself, or tells that a phrase has run into its sentence. */
const NOT_FIRST =
  /^(?:where|when|while|because|whose|affected|concerned|internal|external|identify|current|other|another|any|all|each|every|no|same|new|hidden|for|via|with|without|login|erkrankte[rsn]?|neue[rsn]?|alle|jede[rsn]?|tous|toutes|todos|todas|tutti|nuev[oa]s?|nov[oa]s?|nuov[oaie])$/;

/** How surely: 1 by itself, 0.5 only beside a label, 0.25 a place ("kitchen") beside one, 0 not. Of at most five words, none of them a verb or out of place. */
export function roleName(words: string, lexicon: Lexicon): number {
  const folded = fold(words.replace(/\s*\([^)]*\)/g, ''));
  const parts = wordsOf(folded);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 0 || parts.length > 5 || SMALL_WORDS.has(first) || SMALL_WORDS.has(last)) return 0;
  if (parts.slice(1, -1).some((word) => SMALL_WORDS.has(word) && !JOINS.test(word))) return 0;
  if (hasVerb(parts, lexicon) || (lexicon.language === 'de' && !isGermanName(folded))) return 0;
  const joined = parts.slice(1, -1).some((word) => SMALL_WORDS.has(word) && !/^(?:and|und)$/.test(word));
  if (joined && /^(?:en|de)$/.test(lexicon.language) && !OF.test(folded)) return 0;
  const counted = lexicon.numbers[first] !== undefined || /^(?:\d|eur$|usd$|chf$|gbp$)/.test(first);
  if (parts.length > 1 && (counted || isVerb(first, lexicon) || NOT_FIRST.test(first))) return 0;
  return roleNoun(folded.trim(), lexicon.language);
}

/** "Operario reporta hallazgos" has run into its sentence. A noun may look like a verb after "de". */
function hasVerb(parts: readonly string[], lexicon: Lexicon): boolean {
  if (lexicon.language === 'de') return false;
  // "Head of support decides": an English name ends in its noun, but for these.
  if (lexicon.language === 'en') return parts.length > 3 && parts[1] === 'of' && lexicon.acts.has(parts.at(-1) ?? '');
  return parts.some((word, at) => at > 0 && lexicon.acts.has(word) && !JOINS.test(parts[at - 1] ?? ''));
}

/** "Termin festgelegt und Mitglieder" is no name; "Forschungs- und Entwicklungsleiter" and "Koch und Kellner" are. */
function isGermanName(folded: string): boolean {
  if (/\s(?:durch|ohne|gegen|an|bei|mit)\s/.test(folded)) return false;
  const before = /^(.*?)\s+und\s/.exec(folded)?.[1];
  return before === undefined || before.endsWith('-') || roleNoun(before, 'de') > 0;
}

/** Commands that are as often the first word of a role: "support agent", "shift lead". */
const NOUN_TOO =
  /^(?:support|service|plant|farm|ship|house|ward|branch|factory|yard|dock|shift|store|floor|team|lead|line|test|release|process|project|product|safety|lab|sales|duty|fire|night|day|head|chief|sous|kitchen|bar|field|change|incident|control|supply|transport|train|program|account|contract|data|help|front|back|quality|purchase|design|deputy|host|guest|order|stock|cook|clean|review|audit|security|trace|sample|dispatch|catering|maintenance|charge|press|mail|work|site|box|crew)$/;

function isVerb(word: string, lexicon: Lexicon): boolean {
  // "Auxiliar de limpeza" begins with the noun, though it is a verb's form too.
  if (roleNoun(word, lexicon.language) === 1) return false;
  return lexicon.verbs.has(word) && !(lexicon.language === 'en' && NOUN_TOO.test(word));
}
