/** What a step asks to produce. */
import type { DefinitionInput } from '../definition.ts';
import { clip, fold } from './fold.ts';
import { type Limit, limitsOf } from './measures.ts';
import { type Names, slug } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

export type EvidenceInput = NonNullable<NonNullable<DefinitionInput['steps']>[number]['evidence']>[number];

interface Asked {
  readonly type: 'photo' | 'signature' | 'text' | 'file' | 'number';
  readonly limit?: Limit;
}

/** The evidence of a step from its own words, its details and a table's evidence column; `step` is its title. */
export function evidenceOf(words: string, step: string, names: Names, lexicon: Lexicon): EvidenceInput[] {
  return asked(words, lexicon).map(({ type, limit }) => {
    const title = type === 'number' ? measured(words, lexicon) : type === 'photo' ? pictured(words) : TITLES[type];
    return {
      // "Note" says nothing in an expression; with the step's words before it, it does.
      id: names.take(title === TITLES[type as keyof typeof TITLES] ? `${slug(step, 3)} ${title}` : title, type, 5),
      title,
      type,
      ...(limit?.unit ? { unit: clip(limit.unit, 20) } : {}),
      ...(limit?.min === undefined ? {} : { min: limit.min }),
      ...(limit?.max === undefined ? {} : { max: limit.max }),
    };
  });
}

const TITLES = { photo: 'Photo', signature: 'Signature', text: 'Note', file: 'File' } as const;

function asked(words: string, lexicon: Lexicon): Asked[] {
  const folded = fold(words);
  const found: Asked[] = [];
  const readings = limitsOf(words, lexicon).filter((limit) => limit.of === 'reading');
  const measures = lexicon.evidence.number.test(folded);
  const writes = lexicon.evidence.text.test(folded);
  const [reading] = readings;
  if (measures && reading) found.push({ type: 'number', limit: reading });
  else if (measures && writes) found.push({ type: 'number' });
  if (lexicon.evidence.photo.test(folded)) found.push({ type: 'photo' });
  if (lexicon.evidence.signature.test(folded)) found.push({ type: 'signature' });
  if (lexicon.evidence.file.test(folded)) found.push({ type: 'file' });
  // "Record the temperature" asks for the number, not for a note besides.
  if (writes && found[0]?.type !== 'number') found.push({ type: 'text' });
  return found.slice(0, 4);
}

/** What is measured, in the document's words: "fridge temperature" of "Check the fridge temperature". */
function measured(words: string, lexicon: Lexicon): string {
  const flat = words.replace(/\s+/g, ' ');
  for (const word of flat.matchAll(/[\p{L}-]+/gu)) {
    if (!lexicon.evidence.number.test(fold(word[0]))) continue;
    if (lexicon.verbs.has(fold(word[0]))) {
      const object = phrase(flat.slice(word.index + word[0].length), 3);
      if (object !== '') return titled(object);
      continue;
    }
    const before = /([\p{L}-]+)\s+$/u.exec(flat.slice(0, word.index))?.[1];
    const told =
      before !== undefined && before.length > 2 && !ARTICLE.test(before) && !lexicon.verbs.has(fold(before))
        ? `${before} `
        : '';
    return titled(`${told}${word[0]}`);
  }
  return 'Reading';
}

function pictured(words: string): string {
  const match =
    /\b(photo(?:graph)?|foto(?:grafia)?|picture|screenshot)s?\s+(?:of|von|vom|der|des|du|de|del|do|da|della?)\s+/i.exec(
      words,
    );
  const object = match ? phrase(words.slice(match.index + match[0].length), 4) : '';
  return object === ''
    ? TITLES.photo
    : titled(
        `${match?.[0] ?? ''}${words.slice((match?.index ?? 0) + (match?.[0].length ?? 0)).split(object)[0] ?? ''}${object}`,
      );
}

const ARTICLE = /^(?:the|and|its|our|your|for|der|die|das|den|des|und|les|des|une|los|las|una|uma|dos|das|gli|dei)$/i;

/** The first words of a text up to a comma or an "and", without an article. */
function phrase(text: string, most: number): string {
  const [first = ''] = text.split(
    /[.,;:()\n]|\s(?:and|or|before|after|when|if|that|while|once|until|in|on|at|with|und|oder|et|ou|y|e)\s/i,
  );
  const words = first
    .trim()
    .replace(/^(?:the|your|all|der|die|das|den|le|la|les|el|los|las|il|lo|i|o|a|os|as)\s+/i, '')
    .split(/\s+/);
  return words.slice(0, most).join(' ');
}

function titled(text: string): string {
  return clip(text.charAt(0).toUpperCase() + text.slice(1), 100);
}
