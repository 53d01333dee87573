/** Activities as Teams sends them to a bot, for whatever the playground lacks or a test wants to get wrong. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../slack/json.ts';
import type { Mention } from './held.ts';
import { BOT, conversationOf, type Place, type Someone, TEAM, TENANT_ID } from './seed.ts';

/** Who does something, and where. */
export interface Scene {
  readonly by: Someone;
  readonly place: Place;
  /** Where the bot answers. */
  readonly serviceUrl: string;
  /** UTC milliseconds; now if absent. */
  readonly at?: number;
  /** The activity's; new if absent. Of a message it is the message's. */
  readonly id?: string;
}

export interface Written {
  /** With its mentions as `<at>Name</at>`. */
  readonly text: string;
  readonly mentions?: readonly Mention[];
  /** The same as Teams formats it; made of the text if absent. */
  readonly html?: string;
  /** Those of files and pictures: see `attachments.ts`. */
  readonly attachments?: readonly Json[];
}

/** Any activity: `more` is laid over what they have in common. */
export function activity(type: string, scene: Scene, more: Json = {}): Json {
  const { by, place, serviceUrl, at = Date.now(), id = `f:${randomUUID()}` } = scene;
  const { id: userId, name, aadObjectId, zone, locale } = by;
  return {
    ...{ type, id, channelId: 'msteams', serviceUrl, timestamp: new Date(at).toISOString() },
    ...{ localTimestamp: localTime(at, zone), localTimezone: zone, locale },
    from: { id: userId, name, aadObjectId },
    recipient: BOT,
    conversation: conversationAccount(place),
    channelData: channelData(place),
    entities: [clientInfo(by)],
    ...more,
  };
}

export function message(scene: Scene, { text, mentions = [], html, attachments = [] }: Written): Json {
  const { id = `${scene.at ?? Date.now()}`, place } = scene;
  // The first message of a thread names itself.
  const at = place.kind === 'channel' && place.thread === undefined ? { ...place, thread: id } : place;
  return activity(
    'message',
    { ...scene, id, place: at },
    {
      ...{ text, textFormat: 'plain' },
      attachments: [...attachments, { contentType: 'text/html', content: html ?? htmlOf(text) }],
      entities: [...mentions.map(mentionEntity), clientInfo(scene.by)],
    },
  );
}

/** The press of an `Action.Submit` on the message `on`. */
export function submitted(scene: Scene, on: string, value: Json): Json {
  return activity('message', scene, {
    ...{ value, replyToId: on },
    channelData: { ...channelData(scene.place), source: { name: 'message' }, legacy: { replyToId: `1:${on}` } },
  });
}

export function edited(scene: Scene, id: string, written: Written): Json {
  const said = message({ ...scene, id }, written);
  return { ...said, type: 'messageUpdate', channelData: { ...channelData(scene.place), eventType: 'editMessage' } };
}

export function unsaid(scene: Scene, id: string): Json {
  return activity(
    'messageDelete',
    { ...scene, id },
    {
      channelData: { ...channelData(scene.place), eventType: 'softDeleteMessage' },
    },
  );
}

export function reacted(scene: Scene, to: string, reaction = 'like'): Json {
  return activity('messageReaction', scene, { reactionsAdded: [{ type: reaction }], replyToId: to });
}

/** The bot was put into the place, or taken from it. */
export function installation(scene: Scene, action: 'add' | 'remove'): Json {
  const { place } = scene;
  return activity('installationUpdate', scene, {
    action,
    channelData: {
      ...channelData(place, 'in full'),
      ...{ source: { name: 'message' }, settings: { selectedChannel: { id: place.id } } },
    },
  });
}

/** Who came or went, by their ids; the bot itself by `BOT.id`. In a channel it concerns the whole team. */
export function members(scene: Scene, change: 'added' | 'removed', ids: readonly string[]): Json {
  const isTeam = scene.place.kind === 'channel';
  const eventType = isTeam ? { eventType: change === 'added' ? 'teamMemberAdded' : 'teamMemberRemoved' } : {};
  return activity('conversationUpdate', scene, {
    [change === 'added' ? 'membersAdded' : 'membersRemoved']: ids.map((id) => ({ id })),
    channelData: { ...channelData(scene.place, 'in full'), ...eventType },
  });
}

/** What became of a team or a channel: `channelRenamed`, `teamDeleted`, … */
export function teamChanged(
  scene: Scene,
  eventType: string,
  channel?: { readonly id: string; readonly name: string },
): Json {
  const more = { eventType, ...(channel === undefined ? {} : { channel }) };
  return activity('conversationUpdate', scene, { channelData: { ...channelData(scene.place, 'in full'), ...more } });
}

function conversationAccount(place: Place): Json {
  const common = { id: conversationOf(place), conversationType: place.kind, tenantId: TENANT_ID };
  return place.kind === 'personal' ? common : { ...common, isGroup: true };
}

/** Messages name the team without saying what Graph calls it; what tells of teams says so. */
function channelData(place: Place, how: 'in short' | 'in full' = 'in short'): Json {
  const tenant = { id: TENANT_ID };
  if (place.kind !== 'channel') return { tenant };
  const { id, name, aadGroupId } = TEAM;
  if (how === 'in full') return { tenant, team: { id, name, aadGroupId }, channel: { id: place.id } };
  return { tenant, teamsChannelId: place.id, teamsTeamId: id, team: { id }, channel: { id: place.id } };
}

export function clientInfo({ zone, locale }: Someone): Json {
  const country = locale.slice(-2);
  return { type: 'clientInfo', locale, country, platform: 'Web', timezone: zone };
}

function mentionEntity({ text, id, name }: Mention): Json {
  return { type: 'mention', text, mentioned: { id, name } };
}

/** As a client formats it. Graph marks mentions in another way than activities do: `mark` makes one of its number and name. */
export function htmlOf(text: string, mark = spanOf): string {
  let count = -1;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const marked = escaped.replaceAll(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, (_all, name: string) => {
    count += 1;
    return mark(count, name);
  });
  return `<p>${marked.replaceAll('\n', '<br>')}</p>`;
}

function spanOf(number: number, name: string): string {
  return `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="${number}">${name}</span>`;
}

/** With the offset that the clock of the zone has then, as Teams writes it. */
export function localTime(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.slice(3) || '+00:00';
  const minutes = Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  return new Date(at + minutes * 60_000).toISOString().replace('Z', offset);
}
