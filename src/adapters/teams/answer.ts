/** Showing an answer to whoever asked in words: where they asked, or in their chat with Sopwith if it is theirs alone. */
import { toAdaptiveForm } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { toldCard } from '../../cards/views/told.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { ChatError } from '../../runtime/ports.ts';
import { findTeamsConversation, type TeamsConversation } from '../../store/teams-conversations.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import type { Asker } from './asker.ts';
import { chatError } from './chat-errors.ts';
import { TeamsError } from './connector.ts';
import { consentOf } from './consent.ts';
import { addressOf } from './conversations.ts';
import { activityOf, attached } from './drawing.ts';
import { fillInCard } from './fill-in.ts';
import { formatOf, type Reading } from './format.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';

/** Teams did not take the answer: what was asked for was done by then. */
export class Unshown extends Error {}

interface Showing {
  readonly answer: Answer;
  /** It may tell of other conversations, which not everybody here may read. */
  readonly isPrivate: boolean;
}

/** Throws `Unshown`, `FilesFull`. */
export async function showAnswer(parts: Parts, asker: Asker, showing: Showing): Promise<void> {
  try {
    await showIn(parts, asker, showing);
  } catch (error) {
    if (!(error instanceof TeamsError) && !(error instanceof ChatError)) throw error;
    throw new Unshown(error.message, { cause: error });
  }
}

async function showIn(parts: Parts, asker: Asker, { answer, isPrivate }: Showing): Promise<void> {
  if (answer.type === 'none') return;
  const shown = (chat: TeamsConversation) => sayAnswer(parts, asker, { answer, chat });
  return isPrivate || answer.type === 'file' ? alone(parts, asker, shown) : shown(asker.conversation);
}

/** Says it where only whoever asks reads it, and a word about it where they asked. Throws `TeamsError`. */
export async function alone(
  parts: Parts,
  asker: Asker,
  saying: (chat: TeamsConversation) => Promise<void>,
): Promise<void> {
  const chat = await chatWith(parts, asker);
  const isHere = chat?.id === asker.conversation.id;
  const isSaid = chat !== undefined && (await reached(() => saying(chat), isHere));
  if (!isHere) await say(parts, asker, asker.conversation, isSaid ? IN_CHAT : NO_CHAT);
}

/** False where they cannot be written to: they have blocked Sopwith, or taken it off. */
async function reached(saying: () => Promise<void>, isHere: boolean): Promise<boolean> {
  try {
    await saying();
    return true;
  } catch (error) {
    if (isHere || !(error instanceof TeamsError) || chatError(error).outcome !== 'never') throw error;
    return false;
  }
}

const IN_CHAT = toldCard(
  'Sent to you',
  'The answer is in your own chat with me: not everybody here may read it.',
  'neutral',
);
const NO_CHAT = toldCard(
  'Not shown here',
  'Not everybody here may read the answer, and I cannot write to you alone yet. Add Sopwith to yourself in Teams (Apps, Sopwith, Add), then ask again.',
  'attention',
);

interface Said {
  readonly answer: Exclude<Answer, { type: 'none' }>;
  readonly chat: TeamsConversation;
}

async function sayAnswer(parts: Parts, asker: Asker, { answer, chat }: Said): Promise<void> {
  switch (answer.type) {
    case 'card':
      return say(parts, asker, chat, answer.card, answer.names);
    case 'form': {
      const format = formatOf(await readingOf(parts, asker, {}, chat));
      const drawn = parts.settings.isPlain ? toAdaptiveForm(answer, format) : fillInCard(answer, format);
      if (!drawn) return say(parts, asker, chat, TOO_LARGE);
      await send(parts, asker, chat, { summary: answer.form.title, attachments: [attached(drawn)] });
      return;
    }
    case 'file':
      await send(parts, asker, chat, { summary: answer.text, attachments: [await consentOf(parts, asker, answer)] });
  }
}

export const TOO_LARGE = toldCard(
  'Too long for Teams',
  'What is to be edited is longer than a card of Teams may be. Write “yaml KEY” to me to get it as a file, edit that, and send it back to me.',
  'attention',
);

/** For cards that name nobody. */
export function tell(parts: Parts, asker: Asker, title: string, text: string): Promise<void> {
  return say(parts, asker, asker.conversation, toldCard(title, text, 'attention'));
}

async function say(
  parts: Parts,
  asker: Asker,
  chat: TeamsConversation,
  card: Card,
  names: Readonly<Record<string, string>> = {},
): Promise<void> {
  const reading = await readingOf(parts, asker, names, chat);
  await send(parts, asker, chat, activityOf(card, { ...reading, ids: new Map() }));
}

function send(parts: Parts, asker: Asker, chat: TeamsConversation, activity: object): Promise<string> {
  const thread = chat.id === asker.conversation.id ? asker.thread : undefined;
  return speak(parts, addressOf(chat, thread), { ...activity });
}

/** Where the person's own chat is; undefined if they cannot be written to. */
async function chatWith({ db, chat }: Parts, asker: Asker): Promise<TeamsConversation | undefined> {
  if (asker.conversation.kind === 'personal') return asker.conversation;
  const id = await chat.direct?.(asker.workspace, asker.member.id);
  return id === undefined ? undefined : findTeamsConversation(db, { workspace: asker.workspace, id });
}

/** How cards are drawn for whoever asks. */
export async function readingOf(
  { db, settings, picture }: Pick<Parts, 'db' | 'settings' | 'picture'>,
  { workspace, member }: Pick<Asker, 'workspace' | 'member'>,
  names: Readonly<Record<string, string>>,
  conversation: TeamsConversation,
): Promise<Reading> {
  const zone = member.timeZone ?? (await findWorkspace(db, workspace))?.timeZone ?? 'UTC';
  return {
    ...{ names, zone, conversation, dialogs: !settings.isPlain },
    ...optional('locale', member.locale),
    ...optional('picture', picture && ((file: string) => picture(workspace, file))),
  };
}
