import { noteAnswering } from './answering.ts';
import { doerOf } from './doer.ts';
import { folding } from './folding.ts';
import { sentencesOf } from './instruction.ts';
import { labelLines } from './label-value.ts';
import { roleIn } from './role-mention.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Adds to the book who acts in what is told besides the steps ("Only trained staff may …", "The deputy supports …"). */
export function noteActingRoles(lines: readonly string[], book: RoleBook, lexicon: Lexicon): void {
  for (const sentence of lines.flatMap(labelLines).flatMap(sentencesOf).slice(0, SENTENCES))
    doerOf(sentence, [], book, lexicon);
  for (const line of lines.slice(0, SENTENCES)) noteAnswering(line, book, lexicon);
}

const SENTENCES = 300;

/** More in one sentence are no sentence. */
const TOLD = 5;

/** Adds to the book the roles that are told or called ("notify the duty manager"): they take part, though they do no step. */
export function noteToldRoles(sentences: readonly string[], book: RoleBook, lexicon: Lexicon): void {
  for (const sentence of sentences) {
    for (const [, inside = ''] of [...sentence.matchAll(/\s\(([^()]{2,40})\)/g)].slice(0, TOLD))
      if (roleName(inside, lexicon) === 1) book.named(inside);
    const { folded, printed } = folding(sentence);
    for (const match of [...folded.matchAll(lexicon.signs.tells)].slice(0, TOLD)) {
      const told = printed(match.index + match[0].length)
        .split(' ')
        .slice(0, 6)
        .join(' ');
      roleIn(
        told.split(
          /[.,;:(]|\s(?:and|und|et|y|e|that|dass|que|che|if|to|about|of|via|by|when|before|after|within)\s/,
        )[0] ?? '',
        book,
        lexicon,
      );
    }
  }
}
