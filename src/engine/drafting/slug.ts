import { wordsOf } from './fold.ts';

/** Gives names for a definition: small letters, digits and `_` (`check_fridge_temperature`), each only once. */
export class Names {
  private readonly taken = new Set<string>();

  /** A name of at most 60 characters made of the first words of `text`; `fallback` where it has no Latin letters. */
  take(text: string, fallback: string, words = 6): string {
    const base = slug(text, words) || fallback;
    for (let count = 1; ; count++) {
      const name = count === 1 ? base : `${base.slice(0, 54)}_${count}`;
      if (!this.taken.has(name)) {
        this.taken.add(name);
        return name;
      }
    }
  }
}

/** The first words as a name; empty if there is nothing to make one of. */
export function slug(text: string, words = 6): string {
  const parts = wordsOf(text)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word.length > 0);
  const content = parts.filter((word) => !SMALL.has(word));
  const chosen = (content.length > 0 ? content : parts).slice(0, words);
  while (chosen.length > 0 && !/^[a-z]/.test(chosen[0] ?? '')) chosen.shift();
  return chosen.join('_').slice(0, 56).replace(/_+$/, '');
}

/** The key of an SOP: hyphens instead of `_`; may begin with a digit. */
export function sopKeyOf(title: string): string {
  const parts = wordsOf(title)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word.length > 0);
  return parts.slice(0, 8).join('-').slice(0, 56).replace(/-+$/, '') || 'procedure';
}

/** Words that say nothing in a name. */
const SMALL = new Set(
  'a an the of to in on at for and or with by is are be it its that this your their der die das den dem des und mit im am zu le la les l du de des et un une el los las y en del o os as e do da il lo i gli di del della'.split(
    ' ',
  ),
);
