import { LEXICONS } from '../../../src/engine/drafting/words/language.ts';
import type { Lexicon } from '../../../src/engine/drafting/words/lexicon.ts';

export function lexicon(language: string): Lexicon {
  const found = LEXICONS.find((one) => one.language === language);
  if (!found) throw new Error(`no lexicon of ${language}`);
  return found;
}
