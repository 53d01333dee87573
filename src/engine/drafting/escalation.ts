/** Who is told when nobody answers or it is not settled. */
import { dueOf, waitOf } from './deadline.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { roleIn } from './role-mention.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface Escalation {
  /** How long to wait, as an ISO 8601 duration; absent where the words give none. */
  readonly after?: string;
  /** Id of the role that is told. */
  readonly to: string;
}

/** "If nobody answers within 15 minutes, call the duty manager." */
export function escalationOf(
  sentences: readonly string[],
  book: RoleBook,
  lexicon: Lexicon,
): Found<Escalation> | undefined {
  const { unanswered, tells } = lexicon.signs;
  for (const sentence of sentences) {
    const { folded, printed } = folding(sentence);
    const why = unanswered.exec(folded);
    if (!why) continue;
    const told =
      [...folded.matchAll(tells)].find((match) => match.index > why.index || /escal|eskal/.test(match[0])) ??
      [...folded.matchAll(tells)][0];
    if (!told) continue;
    const to = roleIn(printed(told.index + told[0].length).split(/[.;,]/)[0] ?? '', book, lexicon);
    if (to === undefined) continue;
    const after = dueOf(sentence, lexicon)?.value ?? waitOf(sentence, lexicon);
    return {
      value: { ...(after === undefined ? {} : { after }), to },
      confidence: after ? 0.7 : 0.5,
      reason: says(sentence),
    };
  }
  return undefined;
}
