/** Phrases, said in a conversation. */
import { toldCard } from '../../cards/views/told.ts';
import { doneElsewhere } from '../../runtime/answering.ts';
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import { elsewhere, parsePhrase } from '../../runtime/phrase.ts';
import { readingOf, showAnswer } from './answer.ts';
import { type Asker, speakerOf } from './asker.ts';
import { channelCalled } from './channels.ts';
import { addressOf } from './conversations.ts';
import { attached } from './drawing.ts';
import { formatOf } from './format.ts';
import type { Parts } from './parts.ts';
import { changeRoleOfMany, rolePhrase } from './roles.ts';
import { speak } from './speak.ts';
import { uploadOffer } from './uploads.ts';

/** What these show may be of other conversations, a whole file, or a way in: only whoever asked sees it. */
const PRIVATE = ['library', 'mine', 'mine_time', 'mine_off', 'status', 'evidence', 'yaml', 'edit'];

interface Saying {
  readonly text: string;
  /** `denied`: there are some, and Teams does not show them to the bot here. */
  readonly files: readonly StoredFile[] | 'denied';
}

/** Says a phrase as whoever asks, and shows them the answer. Throws what Teams and the stores throw. */
export async function sayIn(parts: Parts, asker: Asker, { text, files }: Saying): Promise<void> {
  const type = parsePhrase(text).type;
  const isBare = type === 'import' && asker.conversation.kind !== 'personal' && files.length === 0;
  if (files === 'denied' || isBare) {
    if (parts.uploadPage) return offer(parts, asker);
    if (files === 'denied') return told(parts, asker, NO_PAGE);
  }
  const answer = await answerTo(parts, asker, text, files);
  await showAnswer(parts, asker, { answer, isPrivate: PRIVATE.includes(type) });
}

async function answerTo(parts: Parts, asker: Asker, text: string, files: readonly StoredFile[]): Promise<Answer> {
  const role = rolePhrase(text);
  if (role) return changeRoleOfMany(parts, asker, role);
  const other = elsewhere(text);
  if (!other) return parts.conversation.say({ ...speakerOf(asker), text, files });
  const place = await channelCalled(parts, asker, other.channel);
  if (place === undefined) return { type: 'card', card: unknownChannel(other.channel), names: {} };
  const said = { ...speakerOf(asker), place: `teams:${place}`, text: other.phrase, files, isElsewhere: true };
  const answer = await parts.conversation.say(said);
  // A form would be sent from here, and set it here.
  if (answer.type === 'form' && place !== asker.conversation.id)
    return { type: 'card', card: askedThere(other.channel), names: {} };
  return doneElsewhere(answer);
}

function unknownChannel(name: string) {
  const text = `I know no channel “${name}” that you are in. Add Sopwith to its team, write to me there once, then ask again.`;
  return toldCard('Not done', text, 'attention');
}

function askedThere(name: string) {
  const text = `It asks for more, which has to be filled in there. Write it to me in ${name} itself, without “in #${name}”.`;
  return toldCard('Not done', text, 'attention');
}

async function offer(parts: Parts, asker: Asker): Promise<void> {
  const format = formatOf(await readingOf(parts, asker, {}, asker.conversation));
  const content = uploadOffer({ purpose: 'import' }, format);
  const where = addressOf(asker.conversation, asker.thread);
  await speak(parts, where, { summary: 'Send the document', attachments: [attached(content)] });
}

export function told(parts: Parts, asker: Asker, text: string): Promise<void> {
  const card = toldCard('Not done', text, 'attention');
  return showAnswer(parts, asker, { answer: { type: 'card', card, names: {} }, isPrivate: false });
}

export const NO_PAGE =
  'Teams does not show me files in channels and group chats. Send it to me in our own chat, or ask whoever runs Sopwith to set PUBLIC_URL.';
