/** What may not be done without somebody's leave. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { compared } from './conditions.ts';
import { clip } from './fold.ts';
import { folding } from './folding.ts';
import { amountIn, type InputInput } from './inputs.ts';
import { limitsOf } from './measures.ts';
import { roleIn } from './role-mention.ts';
import type { RoleBook } from './roles.ts';
import { Names } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

type BoundaryInput = NonNullable<DefinitionInput['boundaries']>[number];

export interface FoundBoundary {
  /** The sentence as printed. */
  readonly words: string;
  /** Id of the role that may allow it. */
  readonly role: string;
  /** Where it can be written as an expression over the SOP's inputs. */
  readonly boundary?: BoundaryInput;
}

/** "Do not refund more than 100 EUR without the manager's approval." At most `LIMITS.boundaries`. */
export function boundariesOf(
  sentences: readonly string[],
  inputs: readonly InputInput[],
  book: RoleBook,
  lexicon: Lexicon,
): FoundBoundary[] {
  const names = new Names();
  const found: FoundBoundary[] = [];
  for (const sentence of sentences) {
    if (found.length >= LIMITS.boundaries) break;
    const words = forbidden(sentence, lexicon);
    const role = words === undefined ? undefined : roleIn(words, book, lexicon);
    if (role === undefined || found.some((one) => one.words === sentence)) continue;
    const [limit] = limitsOf(sentence, lexicon).filter((one) => one.of === 'money');
    const amount = limit ? amountIn(inputs, sentence) : undefined;
    const when =
      limit && amount !== undefined
        ? compared(`inputs.${amount}`, { of: limit.of, min: limit.min ?? limit.max ?? 0, strict: true })
        : undefined;
    const title = clip(sentence.replace(/\s+/g, ' ').trim(), LIMITS.title);
    found.push({
      words: sentence,
      role,
      ...(when === undefined ? {} : { boundary: { id: names.take(sentence, 'boundary'), when, title, role } }),
    });
  }
  return found;
}

/** What follows "without" in a sentence that forbids something and speaks of leave. */
function forbidden(sentence: string, lexicon: Lexicon): string | undefined {
  const { folded, printed } = folding(sentence);
  const { forbids, without } = lexicon.signs;
  if (!forbids.test(folded) || !lexicon.approval.test(folded)) return undefined;
  const found = without.exec(folded);
  if (!found) return undefined;
  return printed(found.index + found[0].length);
}
