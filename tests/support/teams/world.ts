/** What people of the tenant act in. */
import { isJson, type Json } from '../slack/json.ts';
import type { Delivery, Desk } from './desk.ts';
import type { Files } from './files.ts';
import type { Held } from './held.ts';
import { CHANNELS, type Place, SHIFT_LEADS, type Someone } from './seed.ts';

export interface World {
  readonly desk: Desk;
  readonly held: Held;
  readonly files: Files;
  /** The playground's address. */
  readonly playground: string;
  /** Where the bot answers, as activities say it. */
  readonly serviceUrl: string;
  /** Personal chats by the ids of whose they are. */
  readonly chats: ReadonlyMap<string, string>;
  /** Whether the bot is told of messages of channels and groups in which nobody mentions it. */
  readonly hears: boolean;
  changed(): void;
}

/** The bot did not take what a person did: the client shows that it could not be sent. */
export class NotTaken extends Error {
  readonly delivery: Delivery;

  constructor(delivery: Delivery) {
    const { activity, answer } = delivery;
    super(`The bot answered ${answer?.status} to ${activity.name ?? activity.type}: ${JSON.stringify(answer?.body)}`);
    this.delivery = delivery;
  }
}

/** Waits until the bot has answered. Throws `NotTaken` unless it took it. */
export async function taken(delivery: Delivery): Promise<unknown> {
  const { status, body } = await delivery.done;
  if (status < 200 || status > 299) throw new NotTaken(delivery);
  return body;
}

/** The playground's own interface, which its page uses. It is documented nowhere: the version is pinned. */
export async function playgroundDoes(
  { playground }: Pick<World, 'playground'>,
  path: string,
  body: Json,
): Promise<Json> {
  const response = await fetch(`${playground}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await response.text();
  if (!response.ok) throw new Error(`The playground refuses ${path}: ${response.status} ${said}`);
  const told: unknown = said === '' ? {} : JSON.parse(said);
  return isJson(told) ? told : {};
}

/** `chat` is one's own with the bot alone; `group` the group chat; anything else a channel's name or id. */
export function placeCalled(world: World, by: Someone, name: string): Place {
  if (name === 'chat') return { kind: 'personal', id: chatOf(world, by) };
  if (name === 'group' || name === SHIFT_LEADS.id) return SHIFT_LEADS;
  const found = CHANNELS.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Error(`There is no place ${name}`);
  return found;
}

export function chatOf({ chats }: World, { id }: Someone): string {
  return chats.get(id) ?? '';
}

/** Where a conversation is, its thread included. */
export function placeOf(conversation: string): Place {
  const [id = '', thread] = conversation.split(';messageid=');
  const channel = CHANNELS.find((one) => one.id === id);
  if (channel !== undefined) return thread === undefined ? channel : { ...channel, thread };
  return id === SHIFT_LEADS.id ? SHIFT_LEADS : { kind: 'personal', id };
}

/** A chat for everybody: the playground has one for its own user only, and opens others for a bot that asks. */
export async function openChats(playground: string, people: readonly Someone[]): Promise<Map<string, string>> {
  const chats = new Map<string, string>();
  for (const { id } of people) {
    const members = [{ id }];
    const opened = await playgroundDoes({ playground }, '_connector/v3/conversations', { isGroup: false, members });
    chats.set(id, String(opened.id));
  }
  return chats;
}
