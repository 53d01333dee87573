/** What this page knows: people, channels, the messages of places it has opened. Those who draw it listen for changes. */
import { get, post } from './api.js';

export const workspace = {
  me: '',
  name: '',
  members: new Map(),
  channels: new Map(),
  /** Unread by place key: { channel, thread, count, mentions }. */
  unread: [],
  /** Ids of threads in which something waits for this person, read or not. */
  waiting: new Set(),
  limits: { fileBytes: 0, text: 0 },
  seq: 0,
};

/** Place key to { messages: Map by id, earlier: are there older ones }. Only places that were opened are kept. */
const places = new Map();
const listeners = new Set();

export const placeKey = (channel, thread) => (thread ? `${channel}/${thread}` : channel);
export const placeOf = (channel, thread) => places.get(placeKey(channel, thread));

/** `listener({ type: 'message' | 'unread' | 'reset', … })` until the page goes. */
export function listen(listener) {
  listeners.add(listener);
}

function tell(change) {
  for (const listener of listeners) listener(change);
}

export async function loadWorkspace() {
  const state = await get('/state');
  workspace.me = state.me;
  workspace.name = state.workspace.name;
  workspace.members = new Map(state.members.map((member) => [member.id, member]));
  workspace.channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  workspace.unread = state.unread;
  workspace.waiting = new Set(state.waiting);
  workspace.limits = state.limits;
  workspace.seq = state.seq;
}

/** Messages of a channel (or one thread of it), fetched once and kept up to date by the stream. */
export async function openPlace(channel, thread) {
  const key = placeKey(channel, thread);
  const known = places.get(key);
  if (known) return known;
  const page = await get(
    `/channels/${encodeURIComponent(channel)}/messages${thread ? `?thread=${encodeURIComponent(thread)}` : ''}`,
  );
  const messages = new Map(page.messages.map((message) => [message.id, message]));
  const place = { messages, earlier: page.earlier, root: page.root, readOrder: page.readOrder };
  places.set(key, place);
  return place;
}

export async function loadEarlier(channel, thread) {
  const place = placeOf(channel, thread);
  const oldest = place.messages.values().next().value;
  const query = new URLSearchParams({ before: String(oldest.order), ...(thread ? { thread } : {}) });
  const page = await get(`/channels/${encodeURIComponent(channel)}/messages?${query}`);
  place.messages = new Map([...page.messages.map((message) => [message.id, message]), ...place.messages]);
  place.earlier = page.earlier;
}

/** A message came or changed: the newer of two versions stays, whichever way they arrived. */
export function takeMessage(message) {
  const place = placeOf(message.channel, message.thread);
  const known = place?.messages.get(message.id);
  if (known && known.seq >= message.seq) return;
  place?.messages.set(message.id, message);
  const thread = placeOf(message.channel, message.id);
  if (thread) thread.root = message;
  tell({ type: 'message', message, isNew: place !== undefined && known === undefined });
}

export function takeUnread(unread, waiting = workspace.waiting) {
  workspace.unread = unread;
  workspace.waiting = new Set(waiting);
  tell({ type: 'unread' });
}

/** Too much happened while the page was away: forget, and ask again. */
export async function startOver() {
  places.clear();
  await loadWorkspace();
  tell({ type: 'reset' });
}

/** Marks a place as read as far as its newest message, if there is something to mark. */
export async function markRead(channel, thread) {
  const entry = workspace.unread.find((unread) => unread.channel === channel && unread.thread === (thread ?? null));
  if (!entry || document.hidden) return;
  const place = placeOf(channel, thread);
  if (!place) return;
  const upTo = Math.max(0, ...[...place.messages.values()].map((message) => message.order));
  takeUnread(workspace.unread.filter((unread) => unread !== entry));
  const answer = await post('/read', { channel, thread: thread ?? null, order: upTo }).catch(() => undefined);
  if (answer) takeUnread(answer.unread);
}

export function unreadOf(channel) {
  const own = workspace.unread.filter((unread) => unread.channel === channel);
  return {
    count: own.reduce((sum, unread) => sum + unread.count, 0),
    mentions: own.reduce((sum, unread) => sum + unread.mentions, 0),
  };
}
