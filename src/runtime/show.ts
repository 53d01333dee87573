/**
 * Shows a view: posts its card if it is not there, else brings every posted copy up to date. The card is drawn from the
 * state as it is now, so an effect that is late or repeated shows the truth.
 */
import { hash } from 'node:crypto';
import { type View, viewKey } from '../engine/effect.ts';
import type { Database } from '../store/database.ts';
import { forgetMessage, loadMessages, type Message, saveMessage } from '../store/messages.ts';
import { type Drawing, draw } from './draw.ts';
import type { Drawn } from './drawn.ts';
import { type Chat, ChatError, type Outgoing, type Posted } from './ports.ts';

export interface Showing extends Drawing {
  readonly db: Database;
  readonly now: () => number;
  /** By platform: `web`, `slack`, `teams`. */
  readonly chats: ReadonlyMap<string, Chat>;
}

interface Due {
  readonly id: string;
  readonly workspace: string;
  readonly view: View;
  readonly attempts: number;
  /** Once more as a new message, whatever is posted already. */
  readonly anew?: boolean;
}

/** Which effect posts, for the message's metadata. */
type Posting = Pick<Due, 'id' | 'workspace'>;

export async function show(parts: Showing, due: Due): Promise<void> {
  const drawn = await draw(parts, due.workspace, due.view);
  if (!drawn) return;
  const key = viewKey(due.view);
  const copies = await loadMessages(parts.db, due.workspace, key);
  const isNew = copies.length === 0 || (due.anew === true && !copies.some((copy) => copy.effect === due.id));
  // A card that calls nobody any more is not said once more.
  if (isNew && drawn.postable && (copies.length === 0 || drawn.card.actions.length > 0)) {
    await post(parts, due, key, drawn);
  }
  for (const copy of copies) {
    if (await bringUpToDate(parts, due, drawn, copy)) continue;
    // Somebody deleted the message. While there is something to do it is said again, as a new one; what is settled
    // stays deleted, and stays registered so that it is not taken for something that was never said.
    if (!drawn.postable || drawn.card.actions.length === 0) continue;
    await forgetMessage(parts.db, due.workspace, key, copy.platformId);
    await post(parts, { ...due, attempts: 0 }, key, drawn);
  }
}

/** Brings the posted copies of a view up to date, and posts nothing: for what nobody misses if it is lost. */
export async function refresh(parts: Showing, { workspace, view }: Omit<Due, 'id' | 'attempts'>): Promise<void> {
  const drawn = await draw(parts, workspace, view);
  const copies = drawn ? await loadMessages(parts.db, workspace, viewKey(view)) : [];
  for (const copy of copies) if (drawn) await bringUpToDate(parts, { id: copy.effect, workspace }, drawn, copy);
}

async function post(parts: Showing, due: Due, viewKey: string, drawn: Drawn): Promise<void> {
  const [platform, place] = splitPlace(drawn.place);
  const chat = chatOf(parts, platform);
  const thread = drawn.inThreadOf === undefined ? undefined : await threadOf(parts, due.workspace, drawn.inThreadOf);
  const outgoing = await outgoingOf(parts, due, drawn, { place, thread });
  const where = { workspace: due.workspace, place, effect: due.id, ...(thread === undefined ? {} : { thread }) };
  // An attempt that was cut short may have been said: the message carries the effect's id.
  const said = due.attempts > 0 ? await chat.find(where) : undefined;
  const id = said ?? (await chat.post(outgoing)).id;
  await saveMessage(parts.db, {
    ...{ workspace: due.workspace, viewKey, platform, place, platformId: id, effect: due.id, at: parts.now() },
    ...{ thread, shown: said === undefined ? printOf(drawn) : '' },
  });
  if (said !== undefined) await chat.update(said, outgoing);
}

/** False if the message is not there any more. */
async function bringUpToDate(parts: Showing, due: Posting, drawn: Drawn, copy: Message): Promise<boolean> {
  const print = printOf(drawn);
  if (copy.shown === print) return true;
  const chat = chatOf(parts, copy.platform);
  try {
    await chat.update(copy.platformId, await outgoingOf(parts, due, drawn, copy));
  } catch (error) {
    if (!(error instanceof ChatError) || error.outcome !== 'gone') throw error;
    return false;
  }
  await saveMessage(parts.db, { ...copy, shown: print, at: parts.now() });
  return true;
}

/** The message whose thread a view lives in. It was posted before: one run's effects are delivered in order. */
async function threadOf(parts: Showing, workspace: string, view: View): Promise<string | undefined> {
  const [root] = await loadMessages(parts.db, workspace, viewKey(view));
  return root?.platformId;
}

async function outgoingOf(
  parts: Showing,
  { id: effect, workspace }: Posting,
  { card, names }: Drawn,
  { place, thread }: { readonly place: string; readonly thread?: string | undefined },
): Promise<Outgoing> {
  const posted = card.way && (await postedAt(parts, workspace, card.way.to, place));
  return {
    workspace,
    place,
    effect,
    card,
    names,
    ...(posted && { posted }),
    ...(thread === undefined ? {} : { thread }),
  };
}

/** Where a view was posted last in this conversation; nothing if it was not. */
async function postedAt(
  parts: Showing,
  workspace: string,
  view: View,
  place: string,
): Promise<Readonly<Record<string, Posted>>> {
  const key = viewKey(view);
  const copy = (await loadMessages(parts.db, workspace, key)).findLast((one) => one.place === place);
  if (!copy) return {};
  return { [key]: { id: copy.platformId, ...(copy.thread === undefined ? {} : { thread: copy.thread }) } };
}

function chatOf(parts: Showing, platform: string): Chat {
  const chat = parts.chats.get(platform);
  if (chat) return chat;
  throw new ChatError('never', `No adapter for "${platform}" is running. Start it, then deliver again.`);
}

/** `web:C1` is place `C1` on platform `web`. */
function splitPlace(place: string): [string, string] {
  const at = place.indexOf(':');
  return [place.slice(0, at), place.slice(at + 1)];
}

/** What a posted card shows, as a fingerprint: the same card is not sent twice. */
function printOf(drawn: Drawn): string {
  return hash('sha256', JSON.stringify(drawn.card));
}
