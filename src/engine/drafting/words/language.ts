import { fold, wordsOf } from '../fold.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import type { Lexicon } from './lexicon.ts';
import { portuguese } from './pt.ts';

export const LEXICONS: readonly Lexicon[] = [english, german, french, spanish, portuguese, italian];

/** Letters that only some of the languages write. */
const LETTERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[äöüß]|(?<=[a-zäöü]{3})(?:ung(?:en)?|keit|heit|ieren|(?:isch|lich)e[nrsm]?)\b/g, ['de']],
  [/[ãõ]/g, ['pt']],
  [/[ñ¿¡]/g, ['es']],
  [/[èùêœëî]|\b[cdlnqs]['’](?=[a-zéèêœh])/g, ['fr']],
  [/[ìòàù]\b|(?:zione|zioni|gli|ell[ao])\b/g, ['it']],
  [/ç/g, ['fr', 'pt']],
];
/** So much of a text tells its language. */
const SAMPLE = 60_000;

/** The language of a text, by its small words, its verbs and its letters; English where nothing tells. */
export function lexiconOf(text: string): Lexicon {
  const sample = text.slice(0, SAMPLE);
  // Where little is said, English words are the likeliest: every language borrows them, and English borrows few.
  const scores = new Map<Lexicon, number>(LEXICONS.map((lexicon) => [lexicon, lexicon === english ? 1 : 0]));
  const add = (lexicons: readonly Lexicon[], points: number) => {
    // What several languages share says little.
    for (const one of lexicons) scores.set(one, (scores.get(one) ?? 0) + points / lexicons.length ** 2);
  };
  const counts = new Map<string, number>();
  for (const word of wordsOf(sample)) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) {
    add(
      LEXICONS.filter((lexicon) => COMMON.get(lexicon)?.has(word) === true),
      count,
    );
    if (word.length > 3)
      add(
        LEXICONS.filter((lexicon) => lexicon.verbs.has(word) || lexicon.acts.has(word)),
        count * 0.7,
      );
  }
  for (const line of new Set(
    sample
      .split('\n')
      .filter((one) => one.length <= 40)
      .map(fold),
  )) {
    add(
      LEXICONS.filter((lexicon) => NAMING.some((name) => lexicon.sections[name].test(line))),
      0.5,
    );
  }
  const small = sample.toLowerCase();
  for (const [pattern, languages] of LETTERS) {
    const found = Math.min(small.match(pattern)?.length ?? 0, 400);
    if (found > 0)
      add(
        LEXICONS.filter((lexicon) => languages.includes(lexicon.language)),
        found * 0.5,
      );
  }
  return [...scores].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

const COMMON = new Map(LEXICONS.map((lexicon) => [lexicon, new Set(lexicon.common)]));
const NAMING = ['purpose', 'scope', 'roles', 'materials', 'skip', 'steps'] as const;
