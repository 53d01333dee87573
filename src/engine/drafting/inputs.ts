/** What must be known when a run starts, from a section that lists it. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { clip, fold } from './fold.ts';
import type { Section } from './outline.ts';
import { Names } from './slug.ts';

export type InputInput = NonNullable<DefinitionInput['inputs']>[number];

const AMOUNT =
  /\b(?:amount|total|price|quantity|sum|betrag|summe|menge|preis|montant|quantite|prix|importe|monto|cantidad|precio|valor|quantia|quantidade|importo|quantita|prezzo)\b/;
const DAY = /\b(?:date|datum|fecha|data)\b/;
const CURRENCY = /\b(eur|usd|gbp|chf)\b|(€|\$|£)/;
const OPTIONAL = /\b(?:optional|if any|facultati\w+|opcional|facoltativ\w+|falls vorhanden)\b/;

export function inputsOf(sections: readonly Section[]): InputInput[] {
  const names = new Names();
  return sections
    .filter((section) => section.kind === 'inputs')
    .flatMap((section) => section.blocks)
    .filter((block) => block.kind === 'item' && block.level === 0)
    .slice(0, LIMITS.inputs)
    .map((block) => {
      const folded = fold(block.text);
      const title = (block.text.split(/\s*[:(–—]\s*/)[0] ?? block.text)
        .replace(/[.;,]$/, '')
        .replace(/\s+in (?:EUR|USD|GBP|CHF|€|\$|£)$/, '');
      const unit = CURRENCY.exec(folded)?.[0];
      const type = AMOUNT.test(folded) ? 'number' : DAY.test(folded) ? 'date' : 'text';
      return {
        id: names.take(title, 'input', 4),
        title: clip(title, LIMITS.title),
        type,
        ...(OPTIONAL.test(folded) ? { required: false } : {}),
        ...(type === 'number' && unit ? { unit: unit.toUpperCase() } : {}),
      } as const;
    });
}

/** The amount that a text means: the number among the inputs, preferably one whose name the text shares. */
export function amountIn(inputs: readonly InputInput[], text: string): string | undefined {
  const numbers = inputs.filter((input) => input.type === 'number');
  const folded = fold(text);
  const shared = numbers.find((input) => input.id.split('_').some((word) => word.length > 3 && folded.includes(word)));
  return (shared ?? (numbers.length === 1 ? numbers[0] : undefined))?.id;
}
