/**
 * Shows a view: posts its card if it is not there, else brings every posted copy up to date. The card is drawn from the
 * state as it is now, so an effect that is late or repeated shows the truth.
 */
import { hash } from 'node:crypto';
import { viewKey as keyOf, type View } from '../engine/effect.ts';
import type { Database } from '../store/database.ts';
import { forgetMessage, loadMessages, type Message, saveMessage } from '../store/messages.ts';
import { asCalled, type Called } from './calls.ts';
import { type Drawing, draw } from './draw.ts';
import type { Drawn } from './drawn.ts';
import { hold } from './hold.ts';
import type { Outdated } from './outdated.ts';
import { splitPlace } from './place.ts';
import { type Chat, ChatError, type Outgoing, type Posted } from './ports.ts';

export interface Showing extends Drawing {
  readonly db: Database;
  readonly now: () => number;
  /** By platform: `web`, `slack`, `teams`. */
  readonly chats: ReadonlyMap<string, Chat>;
  readonly outdated?: Outdated;
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
  const { workspace, view } = due;
  const found = await draw(parts, workspace, view);
  if (!found) return;
  const now = whereItCan(parts, found);
  if (view.view === 'run') parts.outdated?.note({ workspace, run: view.run, at: now.outdated });
  const key = keyOf(view);
  const copies = await loadMessages(parts.db, workspace, key);
  const { drawn, quietUntil } = await saidAsWished(parts, workspace, now);
  if (quietUntil !== undefined && copies.length === 0 && drawn.postable) {
    return hold(parts, { ...due, until: quietUntil });
  }
  const isThere = copies.some((copy) => `${copy.platform}:${copy.place}` === drawn.place);
  const isNew = !isThere || (due.anew === true && !copies.some((copy) => copy.effect === due.id));
  // A card that calls nobody any more is not said once more.
  if (isNew && !drawn.isPrivate && drawn.postable && (copies.length === 0 || drawn.card.actions.length > 0)) {
    await post(parts, due, key, drawn);
  }
  await showDirectly(parts, due, key, { drawn, copies });
  const failures: unknown[] = [];
  for (const copy of copies) {
    // One that cannot be reached, in an archived channel for instance, must not keep the others from settling.
    const isElsewhere = `${copy.platform}:${copy.place}` !== drawn.place;
    await settle(parts, due, key, { drawn, copy }).catch((error: unknown) => {
      failures.push(isElsewhere ? ofCopy(error) : error);
    });
  }
  if (failures.length > 0) throw failures[0];
}

/** Whom it calls is called as each of them wishes. */
function saidAsWished(parts: Showing, workspace: string, drawn: Drawn): Promise<Called> {
  const isReached = async (member: string) => (await directPlace(parts, workspace, member, drawn.place)) !== undefined;
  return asCalled(parts, { workspace, isReached }, drawn);
}

/** What is for one person alone is said in its place where the platform has no direct messages: there everybody reads everything. */
function whereItCan(parts: Showing, drawn: Drawn): Drawn {
  const [platform] = splitPlace(drawn.place);
  if (!drawn.elseInPlace || parts.chats.get(platform)?.direct !== undefined) return drawn;
  const { isPrivate: _, directTo: __, ...open } = drawn;
  return open;
}

/** That a copy's conversation is gone (somebody's direct messages) says nothing of the one that the card belongs to. */
function ofCopy(error: unknown): unknown {
  if (!(error instanceof ChatError && error.isPlaceGone)) return error;
  return new ChatError(error.outcome, error.advice, { cause: error });
}

/** Brings a posted copy up to date, or says it again where somebody deleted it. */
async function settle(
  parts: Showing,
  due: Due,
  key: string,
  { drawn, copy }: { readonly drawn: Drawn; readonly copy: Message },
): Promise<void> {
  if (await bringUpToDate(parts, due, drawn, copy)) return;
  if (drawn.isPrivate || splitPlace(drawn.place)[1] !== copy.place) {
    await forgetMessage(parts.db, due.workspace, key, copy.platformId);
    return;
  }
  // While there is something to do it is said again, as a new one; what is settled stays deleted, and stays registered
  // so that it is not taken for something that was never said.
  if (!drawn.postable || drawn.card.actions.length === 0) return;
  await forgetMessage(parts.db, due.workspace, key, copy.platformId);
  await post(parts, { ...due, attempts: 0 }, key, drawn);
}

/** Brings the posted copies of a view up to date, and posts nothing: for what nobody misses if it is lost. */
export async function refresh(parts: Showing, { workspace, view }: Omit<Due, 'id' | 'attempts'>): Promise<void> {
  const copies = await loadMessages(parts.db, workspace, keyOf(view));
  const found = copies.length > 0 ? await draw(parts, workspace, view) : undefined;
  if (!found) return;
  const { drawn } = await saidAsWished(parts, workspace, whereItCan(parts, found));
  for (const copy of copies) await bringUpToDate(parts, { id: copy.effect, workspace }, drawn, copy);
}

async function post(parts: Showing, due: Due, viewKey: string, drawn: Drawn): Promise<void> {
  const root = drawn.inThreadOf;
  if (root === undefined) return postIn(parts, due, viewKey, { drawn });
  const thread = await threadOf(parts, due, root);
  try {
    await postIn(parts, due, viewKey, { drawn, thread });
  } catch (error) {
    if (thread === undefined || !isGone(error)) throw error;
    // Somebody deleted the message that the thread begins with: it is said again, and the thread begins anew.
    await forgetMessage(parts.db, due.workspace, keyOf(root), thread);
    await postIn(parts, due, viewKey, { drawn, thread: await threadOf(parts, due, root) });
  }
}

interface Placed {
  readonly drawn: Drawn;
  readonly thread?: string | undefined;
}

async function postIn(parts: Showing, due: Due, viewKey: string, { drawn, thread }: Placed): Promise<void> {
  const [platform, place] = splitPlace(drawn.place);
  const chat = chatOf(parts, platform);
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

/** A copy for each member whom it waits for by name, in their direct messages. All copies settle together. */
async function showDirectly(
  parts: Showing,
  due: Due,
  viewKey: string,
  { drawn, copies }: { readonly drawn: Drawn; readonly copies: readonly Message[] },
): Promise<void> {
  const members = drawn.postable ? (drawn.directTo ?? []) : [];
  if (members.length === 0) return;
  const { inThreadOf: _, ...there } = drawn;
  const failures: unknown[] = [];
  let reached = 0;
  for (const member of members) {
    const place = await directPlace(parts, due.workspace, member, drawn.place);
    if (place === undefined || (place === drawn.place && !drawn.isPrivate)) continue;
    if (!copies.some((copy) => `${copy.platform}:${copy.place}` === place)) {
      const posting = post(parts, due, viewKey, { ...there, place });
      const failure = await posting.then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure !== undefined && !isHopeless(failure)) throw failure;
      if (failure !== undefined) failures.push(failure);
    }
    reached += 1;
  }
  // Whoever cannot be written to is called in the thread all the same; what is said nowhere else has failed.
  if (drawn.isPrivate && reached === failures.length && failures.length > 0) throw failures[0];
}

/** Where somebody can be written to alone: on the card's own platform, else on another that their workspace is on. */
async function directPlace(
  parts: Showing,
  workspace: string,
  member: string,
  place: string,
): Promise<string | undefined> {
  const [platform] = splitPlace(place);
  const others = [...parts.chats.values()].filter((one) => one.platform !== platform);
  for (const chat of place === '' ? others : [chatOf(parts, platform), ...others]) {
    const direct = await chat.direct?.(workspace, member);
    if (direct !== undefined) return `${chat.platform}:${direct}`;
  }
  return undefined;
}

/** False if the message is not there any more. */
async function bringUpToDate(parts: Showing, due: Posting, drawn: Drawn, copy: Message): Promise<boolean> {
  const print = printOf(drawn);
  if (copy.shown === print) return true;
  const chat = chatOf(parts, copy.platform);
  try {
    await chat.update(copy.platformId, await outgoingOf(parts, due, drawn, copy));
  } catch (error) {
    if (!isGone(error)) throw error;
    return false;
  }
  await saveMessage(parts.db, { ...copy, shown: print, at: parts.now() });
  return true;
}

function isGone(error: unknown): boolean {
  return error instanceof ChatError && error.outcome === 'gone';
}

function isHopeless(error: unknown): boolean {
  return error instanceof ChatError && error.outcome === 'never';
}

/**
 * The message whose thread a view lives in. One run's effects are delivered in order, so it was posted before; where
 * that could not be done, it is posted now. If it never can be, what belongs into the thread stands by itself: people
 * must see their turn.
 */
async function threadOf(parts: Showing, due: Due, view: View): Promise<string | undefined> {
  const [root] = await loadMessages(parts.db, due.workspace, keyOf(view));
  if (root) return root.platformId;
  // Under a name of its own: looking for it must not find what is posted in its thread.
  const posting = show(parts, { id: `${due.id}:root`, workspace: due.workspace, view, attempts: due.attempts });
  await posting.catch((error: unknown) => {
    if (!isHopeless(error)) throw error;
  });
  return (await loadMessages(parts.db, due.workspace, keyOf(view)))[0]?.platformId;
}

async function outgoingOf(
  parts: Showing,
  { id: effect, workspace }: Posting,
  { card, names, deciders, pictures }: Drawn,
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
    ...(deciders && { deciders }),
    ...(pictures && { drawn: pictures }),
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
  const key = keyOf(view);
  const copy = (await loadMessages(parts.db, workspace, key)).findLast((one) => one.place === place);
  if (!copy) return {};
  return { [key]: { id: copy.platformId, ...(copy.thread === undefined ? {} : { thread: copy.thread }) } };
}

function chatOf(parts: Showing, platform: string): Chat {
  const chat = parts.chats.get(platform);
  if (chat) return chat;
  throw new ChatError('never', `No adapter for "${platform}" is running. Start it, then deliver again.`);
}

/** What a posted card shows, as a fingerprint: the same card is not sent twice. */
function printOf(drawn: Drawn): string {
  return hash('sha256', JSON.stringify(drawn.card));
}
