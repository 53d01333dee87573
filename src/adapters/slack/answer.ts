/** Showing an answer to the one person who asked: below the message, in a modal, or in their direct messages. */
import type { ActionValue } from '../../cards/action.ts';
import { toBlocks, toCardView, toFormView } from '../../cards/block-kit.ts';
import { notification } from '../../cards/block-kit-text.ts';
import type { Card } from '../../cards/card.ts';
import { toldCard } from '../../cards/views/told.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import type { Asker } from './asker.ts';
import { codeOf } from './chat-errors.ts';
import { formatOf } from './format.ts';
import { encodeMetadata } from './metadata.ts';

export async function showAnswer(asker: Asker, answer: Answer): Promise<void> {
  switch (answer.type) {
    case 'none':
      return;
    case 'card':
      return showCard(asker, answer.card, answer.names);
    case 'form':
      return showForm(asker, answer);
    case 'file':
      return sendFile(asker, answer);
  }
}

/** For cards that name nobody. */
export function tell(asker: Asker, title: string, text: string): Promise<void> {
  return showCard(asker, toldCard(title, text, 'attention'), {});
}

async function showCard(asker: Asker, card: Card, names: Readonly<Record<string, string>>): Promise<void> {
  const { team, member, channel, thread, trigger, respond, view, isDirect } = asker;
  const drawn = cardView(asker, card, names);
  if (view !== undefined) return above(asker, view, drawn);
  const { text, blocks } = toBlocks(card, formatFor(asker, names));
  const where = optional('thread_ts', thread);
  if (respond) {
    await respond({ response_type: 'ephemeral', replace_original: false, ...where, text, blocks });
    return;
  }
  if (channel !== undefined && isDirect !== true) {
    await team.client.chat.postEphemeral({ channel, user: member.id, ...where, text, blocks });
    return;
  }
  if (trigger !== undefined) {
    await team.client.views.open({ trigger_id: trigger, view: drawn });
    return;
  }
  const said = { channel: channel ?? member.id, ...where, text, blocks };
  await team.client.chat.postMessage({ ...said, mrkdwn: false, unfurl_links: false, unfurl_media: false });
}

/** On top of the modal that was pressed in, which is there again when this is closed. Slack piles up three of them. */
async function above({ team, trigger }: Asker, view: string, drawn: object): Promise<void> {
  try {
    if (trigger === undefined) await team.client.views.update({ view_id: view, view: drawn });
    else await team.client.views.push({ trigger_id: trigger, view: drawn });
  } catch (error) {
    if (codeOf(error) !== 'push_limit_reached') throw error;
    await team.client.views.update({ view_id: view, view: drawn });
  }
}

/** A card in a modal, which remembers where it was asked for. */
export function cardView(asker: Asker, card: Card, names: Readonly<Record<string, string>>): object {
  const { channel, thread } = asker;
  const metadata = encodeMetadata({ ...optional('channel', channel), ...optional('thread', thread) });
  return toCardView(card, formatFor(asker, names), metadata);
}

function formatFor({ team, member, channel }: Asker, names: Readonly<Record<string, string>>) {
  return formatOf(team, names, { ...optional('place', channel), zone: member.timeZone });
}

type FormAnswer = Extract<Answer, { type: 'form' }>;

async function showForm(asker: Asker, { form, value }: FormAnswer): Promise<void> {
  const { team, trigger, view } = asker;
  // Outside of a press nothing can be opened: a button asks for it.
  if (trigger === undefined) return showCard(asker, openingCard(form.title, value), {});
  const drawn = formView(asker, { form, value });
  if (view === undefined) await team.client.views.open({ trigger_id: trigger, view: drawn });
  else await above(asker, view, drawn);
}

/** The modal of a form, which remembers where it was asked for. */
export function formView(
  { channel, thread }: Pick<Asker, 'channel' | 'thread'>,
  { form, value }: Omit<FormAnswer, 'type'>,
): object {
  const metadata = encodeMetadata({ value, ...optional('channel', channel), ...optional('thread', thread) });
  return toFormView(form, value, metadata);
}

function openingCard(title: string, value: ActionValue): Card {
  const action = { label: 'Fill in', style: 'primary', value } as const;
  const text = 'A form opens from a button only: tap Fill in.';
  return {
    title,
    tone: 'neutral',
    elements: [{ type: 'text', text }],
    actions: [action],
    fallback: `${title}. ${text}`,
  };
}

/** Sent to whoever asked, in their direct messages: nobody else asked for it. */
async function sendFile(asker: Asker, file: Extract<Answer, { type: 'file' }>): Promise<void> {
  const { team, member } = asker;
  const opened = await team.client.conversations.open({ users: member.id });
  const channel = opened.channel?.id ?? member.id;
  await team.client.filesUploadV2({
    ...{ channel_id: channel, initial_comment: notification(file.text) },
    file_uploads: [{ file: Buffer.from(file.bytes), filename: file.name }],
  });
  if (asker.channel !== channel) await tell(asker, 'Sent', `“${file.name}” is in your direct messages with me.`);
}
