/** Who approves what, and how many of them. */
import type { StepInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { fold } from './fold.ts';
import { folding } from './folding.ts';
import { sentencesOf } from './instruction.ts';
import { limitsOf } from './measures.ts';
import { roleIn } from './role-mention.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

type ApprovalInput = NonNullable<StepInput['approval']>;

export interface FoundApproval {
  readonly approval: ApprovalInput;
  /** The step is nothing but the approval, rather than work that somebody approves afterwards. */
  readonly alone: boolean;
  /** The amount above which it is needed, if the text names one. */
  readonly above: number | undefined;
  /** The same with its unit ("100 EUR"). */
  readonly amount: string | undefined;
  readonly unit?: string | undefined;
  readonly confidence: number;
  /** The sentence that says so. */
  readonly words: string;
}

/** The approval that a step's words ask for; undefined where they speak of none, or name nobody who could give it. */
export function approvalOf(
  text: string,
  details: readonly string[],
  book: RoleBook,
  lexicon: Lexicon,
): FoundApproval | undefined {
  const sentences = [text, ...details].flatMap(sentencesOf);
  const saying = sentences.filter((sentence) => lexicon.approval.test(fold(sentence)));
  if (saying.length === 0) return undefined;
  const said = saying.join(' ');
  const role = approver(saying, book, lexicon);
  if (role === undefined) return undefined;
  const words = lexicon.quorum.exec(fold(said))?.[1];
  const count = words === undefined ? 1 : (lexicon.numbers[words] ?? Number(words));
  const quorum = Number.isInteger(count) && count >= 1 && count <= LIMITS.quorum ? count : 1;
  const [first = ''] = sentencesOf(text);
  const opening = fold(first).split(' ').slice(0, 8).join(' ');
  const { forbids, without } = lexicon.signs;
  const forbidden = forbids.test(fold(first)) && without.test(fold(first));
  const alone =
    !forbidden &&
    (lexicon.approval.test(opening) || (book.mentioned(opening) === role && lexicon.approval.test(fold(first))));
  const money = limitsOf(sentences.join(' '), lexicon).filter((limit) => limit.of === 'money');
  // "Not more than 100 without": the highest amount is where it begins.
  const least = money.find((limit) => limit.min !== undefined) ?? (forbidden ? money[0] : undefined);
  const above = least?.min ?? least?.max;
  return {
    approval: {
      role,
      quorum,
      ...(lexicon.separation.test(fold(sentences.join(' '))) ? { separation_of_duties: true } : {}),
    },
    alone,
    above,
    unit: above === undefined ? undefined : least?.unit,
    amount: above === undefined ? undefined : `${above} ${least?.unit ?? ''}`.trim(),
    confidence: quorum > 1 ? 0.8 : 0.7,
    words: saying[0] ?? text,
  };
}

/** The role that stands after the word of approval ("approved by the chef"), else before it ("the chef approves"). */
function approver(sentences: readonly string[], book: RoleBook, lexicon: Lexicon): string | undefined {
  for (const sentence of sentences) {
    const { folded, printed } = folding(sentence);
    const at = lexicon.approval.exec(folded)?.index ?? 0;
    const role = roleIn(printed(at), book, lexicon) ?? roleIn(printed(0, at), book, lexicon);
    if (role !== undefined) return role;
  }
  return undefined;
}
