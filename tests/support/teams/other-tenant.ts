/**
 * Another tenant that the same bot serves: its people and places are called as those of the first one are, so that whatever is
 * mixed up between them shows. It has no playground: what is said there is kept, and people act by activities of their own.
 */
import { isJson, type Json, text } from '../slack/json.ts';
import { message, type Written } from './activities.ts';
import { bodyOf, type Call } from './connector-proxy.ts';
import type { Desk } from './desk.ts';
import { buttonOn } from './filling.ts';
import { contentOf, createHeld, type Held, type Message } from './held.ts';
import { type Executed, executed } from './invokes.ts';
import { cardOf } from './reading.ts';
import { BOT, conversationOf, PEOPLE, type Place, type Someone, TEAM } from './seed.ts';
import { type Answered, bearerOf, jsonOf, type Room } from './serve.ts';
import { placeOf } from './world.ts';

export interface OtherTenant {
  readonly id: string;
  readonly room: Room;
  readonly held: Held;
  /** What the bot asked of it, in order. */
  readonly calls: readonly Call[];
  /** `@Sopwith` in the words is a mention. Gives the bot's answer. */
  says(by: Someone, place: Place, words: string): Promise<unknown>;
  /** Presses a button of a card: of theirs, or of one that was seen elsewhere. */
  presses(by: Someone, on: Message, button: string, card?: Json): Promise<unknown>;
  /** Any activity, as if it came of this tenant. */
  sends(activity: Json): Promise<unknown>;
}

const PREFIX = '/other';
const MEMBER = /^\/v3\/conversations\/[^/]+\/members\/([^/]+)$/;
const ACTIVITY = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** `desk` and `url` are asked at each call: they are known after the room is. */
export function createOtherTenant(id: string, desk: () => Desk, url: () => string): OtherTenant {
  const held = createHeld();
  const calls: Call[] = [];
  let count = 0;
  const keep = (conversation: string | undefined, activity: Json): string => {
    count += 1;
    const message = `${1_600_000_000_000 + count}`;
    const where = conversation ?? `${text(activity.place)};messageid=${message}`;
    held.add({ id: message, conversation: where, by: BOT.id, ...contentOf(activity) });
    return message;
  };

  const answer = (call: Call): Answered => {
    const body = bodyOf(call);
    const [, who] = MEMBER.exec(call.path) ?? [];
    const [, conversation, changed] = ACTIVITY.exec(call.path) ?? [];
    if (who !== undefined) return memberOf(id, who);
    if (call.path.startsWith('/v3/teams/')) return { status: 200, body: { id: TEAM.id, aadGroupId: TEAM.aadGroupId } };
    if (call.path === '/v3/conversations') return begun(body);
    if (changed !== undefined) {
      held.change(changed, contentOf(body));
      return { status: 200, body: { id: changed } };
    }
    return { status: 201, body: { id: keep(conversation, body) } };
  };

  const begun = (body: Json): Answered => {
    const [first] = Array.isArray(body.members) ? (body.members as readonly Json[]) : [];
    if (first) return { status: 201, body: { id: chatOf(text(first.id)) } };
    const { channel } = isJson(body.channelData) ? body.channelData : {};
    const place = isJson(channel) ? text(channel.id) : '';
    const message = keep(undefined, { ...(body.activity as Json), place });
    return { status: 201, body: { id: `${place};messageid=${message}`, activityId: message } };
  };

  const sends = async (activity: Json) => {
    const conversation = { ...(activity.conversation as Json), tenantId: id };
    const channelData = { ...(activity.channelData as Json), tenant: { id } };
    const there = { ...activity, serviceUrl: `${url()}${PREFIX}/`, conversation, channelData };
    return (await desk().send(there).done).body;
  };

  return {
    ...{ id, held, calls, sends },
    room: (asked) => {
      if (!asked.path.startsWith(`${PREFIX}/`)) return undefined;
      const path = asked.path.slice(PREFIX.length).replace(/^\/+/, '/');
      const call = { ...asked, path, body: jsonOf(asked), token: bearerOf(asked), at: Date.now() };
      calls.push(call);
      return answer(call);
    },
    says: (by, place, words) => sends(message({ by, place, serviceUrl: '' }, writtenOf(words))),
    presses: (by, on, button, card = cardOf(on) ?? {}) => {
      const { action } = buttonOn(card, button);
      return sends(
        executed({ by, place: placeOf(on.conversation), serviceUrl: '' }, on.id, action as unknown as Executed),
      );
    },
  };
}

function writtenOf(words: string): Written {
  const mention = { text: '<at>Sopwith</at>', id: BOT.id, name: BOT.name };
  const isCalled = words.includes('@Sopwith');
  return { text: words.replace('@Sopwith', mention.text), ...(isCalled ? { mentions: [mention] } : {}) };
}

function memberOf(tenantId: string, who: string): Answered {
  const found = PEOPLE.find((one) => one.id === who || one.aadObjectId === who);
  if (!found) return { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };
  const { id, name, aadObjectId, email } = found;
  return { status: 200, body: { id, name, aadObjectId, email, userPrincipalName: email, tenantId, userRole: 'user' } };
}

/** Somebody's chat with the bot, by what the Bot Framework calls them. */
export function chatOf(user: string): string {
  return conversationOf({ kind: 'personal', id: `a:other-${user}` });
}
