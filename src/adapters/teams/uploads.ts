/** Files that come through our own page, where Teams does not give them to the bot: the way there, and what becomes of them. */
import { z } from 'zod';
import { type AdaptiveCard, type Format, toAdaptive } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { plain, UNNAMED, type Words } from '../../cards/text.ts';
import { toldCard } from '../../cards/views/told.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import { findMember } from '../../store/members.ts';
import { findTeamsConversation } from '../../store/teams-conversations.ts';
import { alone, readingOf } from './answer.ts';
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
  const [title, end] =
    purpose === 'import'
      ? ['Send the document', 'the draft of it appears here']
      : ['Send the photo or file', 'it is recorded here'];
  const text = `Teams does not give me the files of this conversation. Press Send a file: a page of mine opens for it, and ${end}.`;
  const card: Card = toldCard(title, text, 'neutral');
  const data = { purpose, ...optional('run', run) };
  const button = { type: 'Action.Execute', title: 'Send a file', verb: UPLOAD, style: 'positive', data };
  return {
    ...toAdaptive(card, format),
    actions: [{ ...button, fallback: { type: 'Action.Submit', title: 'Send a file', data } }],
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
  return { ...drawn, actions: [{ type: 'Action.OpenUrl', title: 'Open the page', style: 'positive', url: link }] };
}

/** Where it cannot be shown in the place of the card: in their own chat. Throws what Teams throws. */
export async function sendLink(parts: Parts, asker: Asker, asked: Wanted): Promise<void> {
  const link = uploadLinkFor(parts, asker, asked);
  if (link === undefined) return;
  await alone(parts, asker, async (chat) => {
    const format = formatOf(await readingOf(parts, asker, {}, chat));
    await speak(parts, addressOf(chat), {
      summary: 'Your page for sending files',
      attachments: [attached(linkCard(link, format))],
    });
  });
}

/**
 * What came through the page: recorded, or imported, as if it had been sent in the conversation. Throws what the stores
 * throw, and `ChatError` if Teams cannot be asked who is there; that the thread was not told is written down only.
 */
export async function received(parts: Parts, ticket: UploadTicket, files: readonly StoredFile[]): Promise<Outcome> {
  const { workspace, member, place, run, purpose } = ticket;
  const said = { workspace, member, place: `teams:${place}`, key: `teams-upload:${ticket.nonce}`, files };
  if (purpose === 'import') {
    // The draft is seen by everybody there: whoever has left since says nothing there any more.
    if (!(await parts.chat.sees?.(workspace, member, place))) return AWAY;
    const answers = await Promise.all(
      // By what it is: after a failure the page takes other files under the same link.
      files.map((file) =>
        parts.conversation.say({ ...said, key: `${said.key}:${file.file}`, files: [file], text: 'import' }),
      ),
    );
    const refused = answers.find((answer) => answer.type !== 'none') ?? { type: 'none' };
    return outcomeOf(refused, {
      title: 'It is being read',
      text: 'The draft appears in Teams, where you asked for it.',
    });
  }
  const { recorded, answer } = await parts.conversation.reply({
    ...said,
    text: '',
    isEvidence: true,
    ...optional('run', run),
  });
  if (recorded) await tellThread(parts, ticket, files);
  return outcomeOf(answer, { title: 'Recorded', text: 'It is on the card in Teams.' });
}

const AWAY: Outcome = {
  title: 'Not done',
  text: 'You are not in the conversation any more that you asked in. Nothing was read.',
  tone: 'attention',
};

function outcomeOf(answer: Answer, done: Pick<Outcome, 'title' | 'text'>): Outcome {
  if (answer.type !== 'card') return { ...done, tone: 'good' };
  const { title, elements, tone, fallback } = answer.card;
  const words: Words = { ...UNNAMED, name: (member) => answer.names[member] ?? 'somebody' };
  const texts = elements.flatMap((one) =>
    one.type === 'text' || one.type === 'notice' ? [plain(one.text, words)] : [],
  );
  return { title: plain(title, words), text: texts.join(' ') || fallback, tone };
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
    await speak(parts, addressOf(conversation, thread), { textFormat: 'xml', text });
  } catch (error) {
    parts.log.warn({ err: error, workspace }, 'a thread could not be told of a file that was recorded');
  }
}
