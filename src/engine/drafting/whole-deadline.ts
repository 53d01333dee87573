/** A deadline that a document sets beside its steps ("Deadline: 7:00"). */
import type { Question } from './draft.ts';
import { clip, fold } from './fold.ts';
import { says } from './found.ts';
import { labelLines } from './label-value.ts';

const LABEL =
  /^(?:deadline|due(?: by| date)?|by when|to be done by|frist|bis wann|fallig(?: bis)?|delai|echeance|date limite|pour quand|plazo|vencimiento|fecha limite|prazo|data limite|vencimento|scadenza|entro quando)\s*:\s*(?=\S)/;

/** Steps have deadlines, an SOP has none: somebody must say which step it is about. `told`: lines outside of the steps. */
export function deadlineQuestion(told: readonly string[]): Question | undefined {
  const line = told.flatMap(labelLines).find((one) => LABEL.test(fold(one)) && /\d/.test(one));
  if (line === undefined) return undefined;
  return {
    text: `The document says “${clip(line, 90)}”: which step must be done by then?`,
    confidence: 0.4,
    reason: says(line),
    about: { field: 'due' },
  };
}
