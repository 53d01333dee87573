/** What is not to be said in quiet hours waits for their end. */
import { type View, viewKey } from '../engine/effect.ts';
import type { Instant } from '../engine/instant.ts';
import type { Database } from '../store/database.ts';
import { effectKeyOf, putBeside } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import { ChatError } from './ports.ts';

interface Held {
  readonly id: string;
  readonly workspace: string;
  readonly view: View;
  readonly until: Instant;
}

/**
 * In a stream of its own: what else there is to say of the run does not wait for it. If it waits there already, and is still
 * too early, it goes on waiting (`ChatError` `wait`).
 */
export async function hold(
  { db, now }: { readonly db: Database; readonly now: () => Instant },
  { id, workspace, view, until }: Held,
): Promise<void> {
  const key = effectKeyOf(workspace, id);
  const stream = `held:${viewKey(view)}`;
  if (!key || key.stream === stream) throw new ChatError('wait', 'Quiet hours.', { after: until - now() });
  const effect = { type: 'show', view } as const;
  try {
    await db.transaction(async (tx) => {
      putBeside(tx, { workspace, stream, position: key.position, effect, now: until });
    });
  } catch (error) {
    // It waits there already: what put it there was begun twice.
    if (!(error instanceof VersionConflict)) throw error;
  }
}
