/** Showing an answer to the one person who asked: below the message, in a modal, or in their direct messages. */
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
import { openingBlocks } from './opening.ts';
import type { Parts } from './parts.ts';
import { broughtPictures, picturesOf } from './pictures.ts';

export async function showAnswer(parts: Showing, asker: Asker, answer: Answer): Promise<void> {
  switch (answer.type) {
    case 'none':
      return;
    case 'card':
      return showPictured(parts, asker, answer);
    case 'form':
      return showForm(asker, answer);
    case 'file':
      return sendFile(asker, answer);
  }
}

type Showing = Pick<Parts, 'db' | 'files' | 'log'>;

/** With its pictures. If Slack does not take those, the card says it all in words, and what was drawn for it is sent beside it. */
async function showPictured({ db, files, log }: Showing, asker: Asker, answer: CardAnswer): Promise<void> {
  const { card, names, drawn = [] } = answer;
  const { team } = asker;
  try {
    const sent = await picturesOf(db, team.workspace, card);
    const brought = await broughtPictures(files, team, drawn);
    const shown = new Map([...sent, ...brought]);
    if (shown.size > 0 && brought.size === drawn.length) return await showCard(asker, card, names, shown);
  } catch (error) {
    log.warn({ err: error, workspace: team.workspace }, 'Slack did not take a card with its pictures');
  }
  const isDrawn = (file: string) => drawn.some((one) => one.file === file);
  const elements = card.elements.filter((one) => one.type !== 'image' || !isDrawn(one.file));
  await showCard(asker, { ...card, elements }, names);
  for (const { file, name, mime } of drawn) {
    const bytes = await files.get(file);
    if (bytes) await sendFile(asker, { type: 'file', name, mime, bytes, text: notification(card.fallback) });
  }
}

/** For cards that name nobody. */
export function tell(asker: Asker, title: string, text: string): Promise<void> {
  return showCard(asker, toldCard(title, text, 'attention'), {});
}

async function showCard(
  asker: Asker,
  card: Card,
  names: Readonly<Record<string, string>>,
  pictures?: ReadonlyMap<string, string>,
): Promise<void> {
  const { team, channel, trigger, respond, view, isDirect } = asker;
  const format = formatFor(asker, names, pictures);
  const drawn = toCardView(card, format, placeMetadata(asker));
  if (view !== undefined) return above(asker, view, drawn);
  const isBelow = respond !== undefined || (channel !== undefined && isDirect !== true);
  if (!isBelow && trigger !== undefined) {
    await team.client.views.open({ trigger_id: trigger, view: drawn });
    return;
  }
  await whisper(asker, toBlocks(card, format));
}

interface Drawn {
  readonly text: string;
  readonly blocks: readonly object[];
}

/** Below the message, to whoever asked alone; what was asked in direct messages is answered there, and stays. */
async function whisper(asker: Asker, { text, blocks }: Drawn): Promise<void> {
  const { team, member, channel, thread, respond, isDirect } = asker;
  const where = optional('thread_ts', thread);
  if (respond) {
    await respond({ response_type: 'ephemeral', replace_original: false, ...where, text, blocks });
    return;
  }
  if (channel !== undefined && isDirect !== true) {
    await team.client.chat.postEphemeral({ channel, user: member.id, ...where, text, blocks });
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
  return toCardView(card, formatFor(asker, names), placeMetadata(asker));
}

function placeMetadata({ channel, thread }: Asker): string {
  return encodeMetadata({ ...optional('channel', channel), ...optional('thread', thread) });
}

function formatFor(
  { team, member, channel }: Asker,
  names: Readonly<Record<string, string>>,
  pictures?: ReadonlyMap<string, string>,
) {
  return formatOf(team, names, {
    ...optional('place', channel),
    ...optional('pictures', pictures),
    zone: member.timeZone,
    locale: member.locale,
  });
}

type CardAnswer = Extract<Answer, { type: 'card' }>;
type FormAnswer = Extract<Answer, { type: 'form' }>;

async function showForm(asker: Asker, { form, value }: FormAnswer): Promise<void> {
  const { team, trigger, view, elsewhere } = asker;
  // Outside of a press nothing can be opened: a button asks for it.
  if (trigger === undefined) return whisper(asker, openingBlocks({ form, value, elsewhere }, formatFor(asker, {})));
  const drawn = formView(asker, { form, value });
  if (view === undefined) await team.client.views.open({ trigger_id: trigger, view: drawn });
  else await above(asker, view, drawn);
}

/** The modal of a form, which remembers where it was asked for. */
export function formView(
  { channel, thread, elsewhere }: Pick<Asker, 'channel' | 'thread' | 'elsewhere'>,
  { form, value }: Omit<FormAnswer, 'type'>,
): object {
  const here = { ...optional('channel', channel), ...optional('thread', thread) };
  const metadata = encodeMetadata({ value, ...(elsewhere === undefined ? here : { channel: elsewhere }) });
  return toFormView(form, value, metadata);
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
