/** What goes wrong on our side is said to whoever asked, and written down for the operator. */
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { inTime } from '../../runtime/in-time.ts';
import { FilesFull } from '../../runtime/ports.ts';
import { showAnswer, tell } from './answer.ts';
import { type Asker, askerOf, type Where, type Who } from './asker.ts';
import { codeOf, scopeAdvice } from './chat-errors.ts';
import { FileRefused } from './files.ts';
import type { Parts } from './parts.ts';

/** Who asks. If Slack does not say who that is, they are told that it did not work, and nothing is given. Throws nothing. */
export async function whoAsks(parts: Parts, who: Who, where: Where): Promise<Asker | undefined> {
  try {
    return await askerOf(parts, who, where);
  } catch (error) {
    parts.log.error({ err: error, ...who }, 'a request from Slack failed');
    const text = codeOf(error) === 'missing_scope' ? scopeAdvice(error) : UNKNOWN;
    await tellStranger(parts, who, where, text).catch((cause: unknown) => {
      parts.log.error({ err: cause, ...who }, 'nobody could be told that a request failed');
    });
    return undefined;
  }
}

const UNKNOWN = 'It could not be found out who you are just now, so nothing was done. Try it once more in a moment.';

async function tellStranger(parts: Parts, { team, user }: Who, where: Where, text: string): Promise<void> {
  const { respond, channel, thread } = where;
  if (respond) {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
    return;
  }
  const known = await parts.teams.find(team);
  const there = { channel: channel ?? user, text };
  if (channel === undefined) await known?.client.chat.postMessage(there);
  else await known?.client.chat.postEphemeral({ ...there, user, ...optional('thread_ts', thread) });
}

/** Nobody waits for longer without a word, in milliseconds. */
const LONG = 8_000;

/** Does it and shows what came of it, or says why not. Throws nothing. */
export async function answering(parts: Parts, asker: Asker, work: () => Promise<Answer>): Promise<void> {
  let answer: Answer;
  try {
    const begun = work();
    answer = (await inTime(begun, LONG)) ?? (await late(parts, asker, begun));
  } catch (error) {
    return failing(parts, asker, error, { title: 'Not done', text: sentenceFor(error) });
  }
  try {
    await showAnswer(parts, asker, answer);
  } catch (error) {
    const text = codeOf(error) === 'missing_scope' ? scopeAdvice(error) : UNSHOWN;
    await failing(parts, asker, error, { title: 'Not shown', text });
  }
}

/** Says that it takes longer, and waits for it: another process may be writing, or Slack be slow. Throws what it throws. */
async function late(parts: Parts, asker: Asker, begun: Promise<Answer>): Promise<Answer> {
  // What opens a modal is too old by now, and the one that was pressed in stays as it is.
  const { view: _, trigger: __, ...there } = asker;
  const telling = tell(there, 'One moment', LATE).catch((error: unknown) => {
    parts.log.warn({ err: error, workspace: asker.team.workspace }, 'nobody could be told that it takes longer');
  });
  const [answer] = await Promise.all([begun, telling]);
  return answer;
}

const LATE =
  'This takes longer than usual. Please do not do it again: it is done as soon as it can be, and if it cannot, you are told.';

/** It was done by then: nobody must be led to do it twice. */
const UNSHOWN = 'Slack did not take the answer. What you did stands: /sop status shows how things are.';

async function failing(
  parts: Parts,
  asker: Asker,
  error: unknown,
  { title, text }: { readonly title: string; readonly text: string },
): Promise<void> {
  const about = { err: error, workspace: asker.team.workspace, channel: asker.channel };
  const isTold = error instanceof FileRefused || error instanceof FilesFull;
  if (!isTold) parts.log.error(about, 'a request from Slack failed');
  await tell(asker, title, text).catch((cause: unknown) => {
    parts.log.error({ ...about, err: cause }, 'nobody could be told that a request failed');
  });
}

/** Why it did not work, for whoever asked. */
export function sentenceFor(error: unknown): string {
  if (error instanceof FileRefused) return error.message;
  if (error instanceof FilesFull)
    return 'There is no room left for files. Tell whoever runs Sopwith, and send it again later.';
  if (codeOf(error) === 'missing_scope') return scopeAdvice(error);
  return 'Something went wrong on our side, and nothing was changed. Try it once more.';
}
