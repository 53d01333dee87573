/** Who does the items below a line that names somebody: "The cashier does the following:". */

import type { Block } from './document.ts';
import { doerOf } from './doer.ts';
import { dutiesOf } from './duties.ts';
import type { Section } from './outline.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** The id of the role over each item that stands below such a line, up to the next line or heading. */
export function ledBy(sections: readonly Section[], book: RoleBook, lexicon: Lexicon): ReadonlyMap<Block, string> {
  const found = new Map<Block, string>();
  for (const { kind, blocks } of sections) {
    if (kind === 'skip' || kind === 'contents' || kind === 'roles') continue;
    let role: string | undefined;
    for (const block of blocks) {
      if (block.kind === 'paragraph') role = leaderOf(block.text, book, lexicon);
      else if (role !== undefined) found.set(block, role);
    }
  }
  return found;
}

const LONGEST = 200;

function leaderOf(text: string, book: RoleBook, lexicon: Lexicon): string | undefined {
  const line = text.trim();
  if (!/[:：]\s*$/.test(line) || line.length > LONGEST) return undefined;
  return doerOf(line, [], book, lexicon).role?.value ?? dutiesOf(line.replace(/[\s:：]+$/, ''), book, lexicon);
}
