/** Sopwith speaking in the local workspace: the `Chat` port over rows of the workspace's own tables. */
import { randomUUID } from 'node:crypto';
import type { Card } from '../../cards/card.ts';
import { type Chat, ChatError, type Clock, type Outgoing, type Posted } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { VersionConflict } from '../../store/errors.ts';
import { addWebMessage, changeWebCard, findWebMessage, findWebMessageByEffect } from '../../store/web-messages.ts';
import { findWebChannel } from '../../store/web-places.ts';
import { mentionsOf, waitsOf } from './mentions.ts';
import type { Pulse } from './pulse.ts';

export function createWebChat({ db, clock, pulse }: { db: Database; clock: Clock; pulse: Pulse }): Chat {
  return {
    platform: 'web',

    async post(message) {
      const { workspace, place } = message;
      if (!(await findWebChannel(db, { workspace, id: place }))) {
        const advice = `The channel ${place} is not there any more. Choose another one for this run.`;
        throw new ChatError('never', advice, { isPlaceGone: true });
      }
      if (message.thread && !(await findWebMessage(db, { workspace, id: message.thread }))) {
        throw new ChatError('never', 'The message whose thread this belongs to is not there.');
      }
      const id = randomUUID();
      try {
        await db.transaction((tx) => addWebMessage(tx, { ...rowOf(message), id, at: clock.now() }));
      } catch (error) {
        // The effect was said before: a second attempt after a crash finds the first one's message.
        const before = error instanceof VersionConflict ? await find(db, message) : undefined;
        if (before === undefined) throw retryable(error);
        return { id: before };
      }
      pulse.wake(workspace);
      return { id };
    },

    async update(id, message) {
      const { workspace, card, mentions } = rowOf(message);
      const changed = await db
        .transaction((tx) => changeWebCard(tx, { workspace, id, card, mentions }))
        .catch((error: unknown) => {
          throw retryable(error);
        });
      if (!changed) throw new ChatError('gone', 'The message was deleted.');
      pulse.wake(workspace);
    },

    find: (where) => find(db, where),
  };
}

async function find(
  db: Database,
  where: { workspace: string; place: string; thread?: string; effect: string },
): Promise<string | undefined> {
  const { workspace, place, thread = '', effect } = where;
  return (await findWebMessageByEffect(db, { workspace, channel: place, thread, effect }))?.id;
}

function rowOf({ workspace, place, thread = '', effect, card, names, posted }: Outgoing) {
  const kept: Kept = { card, names: namesIn(card, names), ...(posted && { posted }) };
  const mentions = [...mentionsOf(card), ...waitsOf(card)];
  return {
    workspace,
    channel: place,
    thread,
    author: null,
    text: '',
    effect,
    requestKey: null,
    mentions,
    card: JSON.stringify(kept),
  };
}

/** The names that the card says; those of the rest of the workspace are no part of it. */
function namesIn(card: Card, names: Readonly<Record<string, string>>): Record<string, string> {
  const said = new Set(membersIn(card));
  return Object.fromEntries(Object.entries(names).filter(([member]) => said.has(member)));
}

/** Who stands in a card's spans, wherever the spans are. */
function membersIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const isPerson = 'type' in part && (part.type === 'member' || part.type === 'mention');
  if (isPerson && 'member' in part && typeof part.member === 'string') return [part.member];
  return Object.values(part).flatMap(membersIn);
}

/** A posted card as it is kept: drawn for each reader in their own zone when it is asked for. */
export interface Kept {
  readonly card: Card;
  readonly names: Readonly<Record<string, string>>;
  /** Absent on cards from before any led to another. */
  readonly posted?: Readonly<Record<string, Posted>>;
}

function retryable(error: unknown): unknown {
  if (!(error instanceof VersionConflict)) return error;
  return new ChatError('retry', 'The database is busy; the message is tried again.', { after: 200, cause: error });
}
