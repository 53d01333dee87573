/** What goes wrong on our side is said to whoever asked, and written down for the operator. */

import type { Answer } from '../../runtime/conversation.ts';
import { FilesFull } from '../../runtime/ports.ts';
import { showAnswer, tell, Unshown } from './answer.ts';
import { type Asker, NotThere } from './asker.ts';
import { FileRefused } from './files.ts';
import type { Parts } from './parts.ts';

/** Does it, or says why not. Throws nothing. */
export async function guarded(parts: Parts, asker: Asker, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isTold(error)) parts.log.error({ err: error, workspace: asker.workspace }, 'a request from Teams failed');
    await tell(parts, asker, 'Not done', sentenceFor(error)).catch((cause: unknown) => {
      parts.log.error({ err: cause, workspace: asker.workspace }, 'nobody could be told that a request failed');
    });
  }
}

/** Sends a file in the chat of whoever pressed for it, while Teams has its answer already: gives the words of that answer. */
export function fileApart(parts: Parts, asker: Asker, answer: Extract<Answer, { type: 'file' }>): string {
  void parts.underWay.during(() => guarded(parts, asker, () => showAnswer(parts, asker, { answer, isPrivate: true })));
  return `“${answer.name}” comes in your own chat with me.`;
}

export function isTold(error: unknown): boolean {
  return error instanceof FileRefused || error instanceof FilesFull || error instanceof NotThere;
}

/** Why it did not work, for whoever asked. */
export function sentenceFor(error: unknown): string {
  if (error instanceof FileRefused) return error.message;
  if (error instanceof NotThere) return 'Either you are not in this conversation, or Sopwith is not. Nothing was done.';
  if (error instanceof FilesFull)
    return 'There is no room left for files. Tell whoever runs Sopwith, and send it again later.';
  // Nobody must be led to do it twice.
  if (error instanceof Unshown)
    return 'Teams did not take the answer. What you did stands: “status” shows how things are.';
  return 'Something went wrong on our side, and nothing was changed. Try it once more.';
}
