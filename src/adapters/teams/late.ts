/** What is said where Teams waits for no more: an answer that took too long, and that nobody knows who asked. */
import { z } from 'zod';
import { findTeamsConversation } from '../../store/teams-conversations.ts';
import { type Activity, kindOf, placeIn, tenantOf } from './activity.ts';
import { askerOf } from './asker.ts';
import { addressOf } from './conversations.ts';
import { attached, escaped } from './drawing.ts';
import { serviceUrlOf } from './hosts.ts';
import type { Invoked } from './invoke.ts';
import type { Parts } from './parts.ts';
import { BACK } from './presses.ts';
import { speak } from './speak.ts';
import { writtenIn } from './text.ts';

const card = z.record(z.string(), z.unknown());
const body = z.union([
  z.object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() }),
  z.object({ type: z.literal('application/vnd.microsoft.card.adaptive'), value: card }),
  z.object({ task: z.object({ type: z.literal('message'), value: z.string() }) }),
  z.object({ task: z.object({ value: z.object({ card: z.object({ content: card }) }) }) }),
]);

/**
 * In their own chat: a refusal in words, a form, or what they wanted to read. That something was done the cards show. Throws
 * what the work throws, and what Teams throws.
 */
export async function saidLate(parts: Parts, activity: Activity, work: Promise<Invoked>): Promise<void> {
  const read = body.safeParse((await work).body);
  const said = read.success ? saidIn(read.data) : undefined;
  if (said === undefined) return;
  const { workspace, member } = await askerOf(parts, activity);
  const id = await parts.chat.direct?.(workspace, member.id);
  const chat = id === undefined ? undefined : await findTeamsConversation(parts.db, { workspace, id });
  if (chat) await speak(parts, addressOf(chat), said);
}

function saidIn(answer: z.infer<typeof body>): Readonly<Record<string, unknown>> | undefined {
  if ('task' in answer) {
    const { value } = answer.task;
    return typeof value === 'string' ? worded(value) : { attachments: [attached(value.card.content)] };
  }
  if (typeof answer.value === 'string') return worded(answer.value);
  // The card itself as it is now is seen where it stands; anything in its place is not.
  return JSON.stringify(answer.value).includes(BACK) ? { attachments: [attached(answer.value)] } : undefined;
}

function worded(text: string): Readonly<Record<string, unknown>> {
  return { textFormat: 'xml', text: escaped(text) };
}

/** Nobody knows who wrote it: they are told that it did not work, if they wrote it to us. Throws nothing. */
export async function tellUnknown(parts: Parts, activity: Activity): Promise<void> {
  const { place, thread } = placeIn(activity.conversation.id);
  const serviceUrl = serviceUrlOf(activity.serviceUrl, parts.settings);
  const kind = kindOf(activity);
  if (serviceUrl === undefined || tenantOf(activity) === undefined) return;
  if (kind !== 'personal' && !writtenIn(activity).isCalled) return;
  const where = { serviceUrl, place, bot: activity.recipient.id, ...(kind === 'channel' && thread ? { thread } : {}) };
  await speak(parts, where, { text: UNKNOWN }).catch((error: unknown) => {
    parts.log.error({ err: error }, 'nobody could be told that a request failed');
  });
}

const UNKNOWN = 'It could not be found out who you are just now, so nothing was done. Try it once more in a moment.';
