/** Somebody says something: the playground keeps it and tells the bot, and what the playground does not know is added on the way. */
import { type Json, text } from '../slack/json.ts';
import { htmlOf, message as messageActivity, type Scene, type Written } from './activities.ts';
import {
  fileInfo,
  htmlQuoting,
  htmlWithFiles,
  imageOf,
  inlinePicture,
  pictureUrl,
  quoteReference,
} from './attachments.ts';
import type { Awaited } from './desk.ts';
import type { HeldFile, NewFile } from './files.ts';
import type { Mention, Message } from './held.ts';
import { BOT, conversationOf, PEOPLE, type Place, type Someone, someoneCalled } from './seed.ts';
import { playgroundDoes, taken, type World } from './world.ts';

export interface Saying {
  readonly files?: readonly NewFile[];
  /** Set into the text itself. */
  readonly pictures?: readonly NewFile[];
  /** A message of the same chat that it answers to. */
  readonly quotes?: Message;
}

/** `@Sopwith` and `@Ana Silva` in the text are mentions. Resolves once the bot has taken it, if the bot is told of it. */
export async function say(world: World, by: Someone, place: Place, words: string, more: Saying = {}): Promise<Message> {
  const { text: said, mentions } = mentionsIn(words);
  // What is sent in a channel goes to its team, else to the drive of whoever sends it.
  const keeper = place.kind === 'channel' ? {} : { keeper: { user: { id: by.aadObjectId } } };
  const files = (more.files ?? []).map((one) => world.files.put({ ...keeper, ...one }));
  const pictures = (more.pictures ?? []).map((one) => world.files.put(one));
  const written = writtenFor(world, place, { text: said, mentions, files, pictures, quotes: more.quotes });
  const posted = Promise.withResolvers<Message | undefined>();
  const isMentioned = mentions.some(({ id }) => id === BOT.id);
  const isTold = place.kind === 'personal' || isMentioned;
  const awaited = isTold ? expected(world, { by, place, written, posted: posted.promise }) : undefined;
  const message = await keep(world, by, place, { text: said, mentions, files, pictures }).catch((error: unknown) => {
    awaited?.forget();
    posted.resolve(undefined);
    throw error;
  });
  posted.resolve(message);
  if (awaited !== undefined) await taken(await awaited.delivery);
  else if (world.hears) await taken(world.desk.send(messageActivity(sceneOf(world, by, message, place), written)));
  return message;
}

type Put = Pick<Message, 'text' | 'mentions' | 'files' | 'pictures'>;

async function keep(
  world: World,
  by: Someone,
  place: Place,
  { text: said, mentions, files, pictures }: Put,
): Promise<Message> {
  const path = `_conversation/v1/conversations/${encodeURIComponent(conversationOf(place))}/messages`;
  const named = mentions.map((one) => ({ mentioned: { id: one.id }, text: one.text }));
  const body = { from: { id: by.id }, text: said, textFormat: 'plain', mentions: named };
  const { messageId, postConversationId, timestamp } = await playgroundDoes(world, path, body);
  const message = world.held.add({
    ...{ id: text(messageId), conversation: text(postConversationId) || conversationOf(place), by: by.id },
    ...{ text: said, mentions, files, pictures, at: Number(timestamp) },
  });
  world.changed();
  return message;
}

interface Expecting {
  readonly by: Someone;
  readonly place: Place;
  readonly written: Written;
  /** Undefined if the playground refused it. */
  readonly posted: Promise<Message | undefined>;
}

/** The playground says of everything that its own user wrote it, and calls the activity by another id than the message. */
function expected(world: World, { by, place, written, posted }: Expecting): Awaited {
  const where = conversationOf(place);
  return world.desk.expect({
    matches: async ({ type, text: said, conversation }) => {
      const { id } = conversation as { readonly id: string };
      const isLike = type === 'message' && said === written.text && (id === where || id.startsWith(`${where};`));
      return isLike && (await posted)?.conversation === id;
    },
    dressed: async (activity) => {
      const message = await posted;
      if (message === undefined) return activity;
      const ours = messageActivity(sceneOf(world, by, message, place), written);
      // What the playground says stands, but for what it cannot know.
      const { id, from, timestamp, localTimestamp, localTimezone, locale, entities, attachments } = ours;
      return { ...activity, id, from, timestamp, localTimestamp, localTimezone, locale, entities, attachments };
    },
  });
}

function sceneOf({ serviceUrl }: World, by: Someone, { id, at }: Message, place: Place): Scene {
  return { by, place, serviceUrl, id, at };
}

function writtenFor(
  { serviceUrl }: World,
  place: Place,
  { quotes, files, pictures, ...said }: Put & { readonly quotes: Message | undefined },
): Written {
  const { origin } = new URL(serviceUrl);
  const author = quotes === undefined || quotes.by === BOT.id ? BOT : someoneCalled(quotes.by);
  const own = quotes === undefined ? htmlOf(said.text) : htmlQuoting(quotes, author, said.text);
  const images = pictures.map((one) => imageOf(pictureUrl(serviceUrl, one), one)).join('');
  const html = htmlWithFiles(own + images, files);
  const attachments: Json[] = [
    ...pictures.map((one) => inlinePicture(serviceUrl, one)),
    // In channels and groups a bot is not told of files: it has to ask Graph.
    ...(place.kind === 'personal' ? files.map((one: HeldFile) => fileInfo(origin, one)) : []),
    ...(quotes === undefined ? [] : [quoteReference(quotes, author)]),
  ];
  return { ...said, html, attachments };
}

const NAMED = [BOT, ...PEOPLE];

function mentionsIn(words: string): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  const pattern = new RegExp(`@(${NAMED.map(({ name }) => name).join('|')})`, 'g');
  const marked = words.replaceAll(pattern, (_all, name: string) => {
    const mention = { text: `<at>${name}</at>`, id: NAMED.find((one) => one.name === name)?.id ?? '', name };
    mentions.push(mention);
    return mention.text;
  });
  return { text: marked, mentions };
}
