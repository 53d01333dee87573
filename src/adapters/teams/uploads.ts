/** Files that come through our own page, where Teams does not give them to the bot: the way there, and what becomes of them. */

import { z } from 'zod';
import { type AdaptiveCard, type Format, toAdaptive } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { plain, UNNAMED } from '../../cards/text.ts';
import { toldCard } from '../../cards/views/told.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import { findMember } from '../../store/members.ts';
import { findTeamsConversation } from '../../store/teams-conversations.ts';
import { readingOf } from './answer.ts';
import type { Asker } from './asker.ts';
import { addressOf } from './conversations.ts';
import { attached, escaped } from './drawing.ts';
import { formatOf } from './format.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';
import type { Outcome } from './upload-page.ts';
import type { UploadTicket } from './upload-ticket.ts';

/** The verb of the button that gives a link: only whoever presses it sees the link, which is theirs. */
export const UPLOAD = 'sopwith_upload';

export interface Wanted {
  readonly purpose: UploadTicket['purpose'];
  readonly run?: string | undefined;
}

/** For everybody who reads it: whoever presses the button gets a link of their own. */
export function uploadOffer({ purpose, run }: Wanted, format: Format): AdaptiveCard {
  const what = purpose === 'import' ? 'the document' : 'the photo or file';
  const text = `Teams does not show me files in this conversation. Press Send a file: a page opens where you send ${what}; it ends here all the same.`;
  const card: Card = toldCard('Send it this way', text, 'neutral');
  const data = { purpose, ...optional('run', run) };
  const button = { type: 'Action.Execute', title: 'Send a file', verb: UPLOAD, style: 'positive', data };
  return {
    ...toAdaptive(card, format),
    actions: [
      { ...button, fallback: { type: 'Action.Submit', title: 'Send a file', data: { ...data, upload: true } } },
    ],
  };
}

/** The link of whoever pressed; undefined if our page cannot be reached from outside. */
export function uploadLinkFor(
  { uploadPage }: Pick<Parts, 'uploadPage'>,
  asker: Asker,
  { purpose, run }: Wanted,
): string | undefined {
  const { workspace, member, conversation, thread } = asker;
  const where = { workspace, member: member.id, place: conversation.id, ...optional('thread', thread) };
  return uploadPage?.({ ...where, purpose, ...optional('run', run) });
}

const wanted = z.object({ purpose: z.enum(['evidence', 'import']), run: z.string().max(60).optional() });

/** Of the data of such a button; undefined if it is another. */
export function wantedIn(data: unknown): Wanted | undefined {
  const read = wanted.safeParse(data);
  return read.success ? { purpose: read.data.purpose, ...optional('run', read.data.run) } : undefined;
}

/** For whoever pressed alone. */
export function linkCard(link: string, format: Format): AdaptiveCard {
  const text = 'The page opens outside of Teams. The link is yours alone, and works once, for half an hour.';
  const drawn = toAdaptive(toldCard('Your page for sending files', text, 'neutral'), format);
  return { ...drawn, actions: [{ type: 'Action.OpenUrl', title: 'Open the page', url: link }] };
}

/** Where it cannot be shown in the place of the card: in their own chat. Throws what Teams throws. */
export async function sendLink(parts: Parts, asker: Asker, asked: Wanted): Promise<void> {
  const link = uploadLinkFor(parts, asker, asked);
  const id = await parts.chat.direct?.(asker.workspace, asker.member.id);
  const chat = id === undefined ? undefined : await findTeamsConversation(parts.db, { workspace: asker.workspace, id });
  if (!chat || link === undefined) return;
  const format = formatOf(await readingOf(parts, asker, {}, chat));
  await speak(parts.connector, addressOf(chat), {
    summary: 'Your page for sending files',
    attachments: [attached(linkCard(link, format))],
  });
}

/** What came through the page: recorded, or imported, as if it had been sent in the conversation. Throws what Teams throws not. */
export async function received(parts: Parts, ticket: UploadTicket, files: readonly StoredFile[]): Promise<Outcome> {
  const { workspace, member, place, run, purpose } = ticket;
  const said = { workspace, member, place: `teams:${place}`, key: `teams-upload:${ticket.nonce}`, files };
  if (purpose === 'import') {
    const answers = await Promise.all(
      files.map((file, index) =>
        parts.conversation.say({ ...said, key: `${said.key}:${index}`, files: [file], text: 'import' }),
      ),
    );
    const refused = answers.find((answer) => answer.type !== 'none') ?? { type: 'none' };
    return outcomeOf(refused, 'The draft appears in Teams, where you asked for it.');
  }
  const { recorded, answer } = await parts.conversation.reply({
    ...said,
    text: '',
    isEvidence: true,
    ...optional('run', run),
  });
  if (recorded) await tellThread(parts, ticket, files);
  return outcomeOf(answer, 'It is recorded, and on the card in Teams.');
}

function outcomeOf(answer: Answer, done: string): Outcome {
  if (answer.type !== 'card') return { title: 'Done', text: done, tone: 'good' };
  const { title, elements, tone, fallback } = answer.card;
  const texts = elements.flatMap((one) =>
    one.type === 'text' || one.type === 'notice' ? [plain(one.text, UNNAMED)] : [],
  );
  return { title: plain(title, UNNAMED), text: texts.join(' ') || fallback, tone };
}

/** Everybody there sees that something came: it was not sent in the conversation itself. What was recorded stands anyway. */
async function tellThread(
  parts: Parts,
  { workspace, member, place, thread }: UploadTicket,
  files: readonly StoredFile[],
): Promise<void> {
  try {
    const conversation = await findTeamsConversation(parts.db, { workspace, id: place });
    const who = await findMember(parts.db, workspace, member);
    if (!conversation) return;
    const names = files.map(({ name }) => `“${name}”`).join(', ');
    const text = `${escaped(who?.name ?? 'Somebody')} sent ${escaped(names)}. It is recorded.`;
    await speak(parts.connector, addressOf(conversation, thread), { textFormat: 'xml', text });
  } catch (error) {
    parts.log.warn({ err: error, workspace }, 'a thread could not be told of a file that was recorded');
  }
}
