import { wordsOf } from '../fold.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import type { Lexicon } from './lexicon.ts';
import { portuguese } from './pt.ts';

export const LEXICONS: readonly Lexicon[] = [english, german, french, spanish, portuguese, italian];

/** The language of a text, by its small words; English where nothing tells. */
export function lexiconOf(text: string): Lexicon {
  const words = wordsOf(text.slice(0, 60_000));
  let best = english;
  let most = 0;
  for (const lexicon of LEXICONS) {
    const common = new Set(lexicon.common);
    const hits = words.filter((word) => common.has(word)).length;
    if (hits > most) {
      most = hits;
      best = lexicon;
    }
  }
  return best;
}
