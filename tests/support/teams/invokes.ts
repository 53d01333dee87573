/** What a client asks of a bot and waits for: presses that want an answer, dialogs, file consents, message extensions. */

import type { Json } from '../slack/json.ts';
import { activity, type Scene } from './activities.ts';
import type { HeldFile } from './files.ts';
import type { Message } from './held.ts';
import type { Someone } from './seed.ts';

export interface Executed {
  readonly verb: string;
  readonly data?: Json;
  readonly id?: string;
  readonly title?: string;
}

/** Any of them, by its name. `on`: the message it was pressed on. */
export function invoke(
  scene: Scene,
  name: string,
  { value, on }: { readonly value: Json; readonly on?: string },
): Json {
  const common = activity('invoke', scene, { name, value });
  const source = { name: name.startsWith('composeExtension/') ? 'compose' : 'message' };
  const channelData = {
    ...(common.channelData as Json),
    source,
    ...(on === undefined ? {} : { legacy: { replyToId: `1:${on}` } }),
  };
  return { ...common, channelData, ...(on === undefined ? {} : { replyToId: on }) };
}

/** The press of an `Action.Execute`. Automatic: the client asks by itself for a card that has a `refresh`. */
export function executed(scene: Scene, on: string, action: Executed, trigger: 'manual' | 'automatic' = 'manual'): Json {
  const { data = {}, ...rest } = action;
  return invoke(scene, 'adaptiveCard/action', {
    value: { action: { type: 'Action.Execute', ...rest, data }, trigger },
    on,
  });
}

/** `data` of the button that opens the dialog, or of the form in it. */
export function taskFetch(scene: Scene, on: string | undefined, data: Json): Json {
  return invoke(scene, 'task/fetch', { value: { data, context: THEME }, ...(on === undefined ? {} : { on }) });
}

export function taskSubmit(scene: Scene, on: string | undefined, data: Json): Json {
  return invoke(scene, 'task/submit', { value: { data, context: THEME }, ...(on === undefined ? {} : { on }) });
}

/** The answer to a file consent card. `uploadInfo` comes of `Files`. */
export function fileConsent(
  scene: Scene,
  on: string,
  {
    action,
    context,
    uploadInfo,
  }: { readonly action: 'accept' | 'decline'; readonly context: Json; readonly uploadInfo?: Json },
): Json {
  const value = { type: 'fileUpload', action, context, ...(uploadInfo === undefined ? {} : { uploadInfo }) };
  return invoke(scene, 'fileConsent/invoke', { value, on });
}

/** Somebody searches in the box of a message extension. */
export function extensionQuery(scene: Scene, commandId: string, words: string, parameter = 'query'): Json {
  const parameters = words === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: parameter, value: words }];
  return invoke(scene, 'composeExtension/query', {
    value: { commandId, parameters, queryOptions: { skip: 0, count: 25 } },
  });
}

/** Somebody chose one of the bot's actions: on a message, or in the box where messages are written. */
export function extensionFetch(scene: Scene, commandId: string, payload?: Json): Json {
  return invoke(scene, 'composeExtension/fetchTask', { value: { ...extension(commandId, payload), context: THEME } });
}

export function extensionSubmit(
  scene: Scene,
  commandId: string,
  { data, payload }: { data: Json; payload?: Json },
): Json {
  const value = { ...extension(commandId, payload), data, context: THEME };
  return invoke(scene, 'composeExtension/submitAction', { value });
}

/** A message as a message extension is handed it. */
export function messagePayload(
  { id, conversation, text, at, files }: Message,
  by: Someone,
  html = `<p>${text}</p>`,
): Json {
  const thread = /;messageid=(.+)$/.exec(conversation)?.[1];
  const places = files.map((one) => `<attachment id="${one.id}"></attachment>`).join('');
  return {
    ...{ id, replyToId: thread === undefined || thread === id ? null : thread },
    ...{ createdDateTime: new Date(at).toISOString(), lastModifiedDateTime: null, deleted: false, subject: null },
    ...{ summary: null, importance: 'normal', locale: 'en-us', linkToMessage: linkTo(id, conversation) },
    from: {
      ...{ device: null, conversation: null, application: null },
      user: { userIdentityType: 'aadUser', id: by.aadObjectId, displayName: by.name },
    },
    body: { contentType: 'html', content: html + places },
    ...{ attachmentLayout: null, attachments: files.map(reference), mentions: [], reactions: [] },
  };
}

/** A file in SharePoint, as messages point at it. */
export function reference({ id, name, contentUrl }: HeldFile): Json {
  return { id, contentType: 'reference', contentUrl, content: null, name, thumbnailUrl: null };
}

function linkTo(id: string, conversation: string): string {
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation.split(';')[0] ?? '')}/${id}`;
}

function extension(commandId: string, payload: Json | undefined): Json {
  return {
    commandId,
    commandContext: payload === undefined ? 'compose' : 'message',
    ...(payload === undefined ? {} : { messagePayload: payload }),
  };
}

const THEME = { theme: 'default' };
