/** Showing an answer to whoever asked in words: where they asked, or in their chat with Sopwith if it is theirs alone. */
import { toAdaptiveForm } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { toldCard } from '../../cards/views/told.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { findTeamsConversation, type TeamsConversation } from '../../store/teams-conversations.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import type { Asker } from './asker.ts';
import { consentOf } from './consent.ts';
import { addressOf } from './conversations.ts';
import { activityOf, attached } from './drawing.ts';
import { fillInCard } from './fill-in.ts';
import { formatOf, type Reading } from './format.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';

/** `isPrivate`: it may tell of other conversations, which not everybody here may read. Throws `TeamsError`. */
export async function showAnswer(
  parts: Parts,
  asker: Asker,
  { answer, isPrivate }: { readonly answer: Answer; readonly isPrivate: boolean },
): Promise<void> {
  if (answer.type === 'none') return;
  const isOurs = isPrivate || answer.type === 'file';
  const chat = isOurs ? await chatWith(parts, asker) : asker.conversation;
  if (!chat) return say(parts, asker, asker.conversation, NO_CHAT);
  await sayAnswer(parts, asker, { answer, chat });
  if (chat.id !== asker.conversation.id) await say(parts, asker, asker.conversation, IN_CHAT);
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
      const content = drawn ?? undefined;
      if (!content) return say(parts, asker, chat, TOO_LARGE);
      await send(parts, asker, chat, { summary: answer.form.title, attachments: [attached(content)] });
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
  return speak(parts.connector, addressOf(chat, thread), { ...activity });
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
