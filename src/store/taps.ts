/**
 * A finger that trembles taps twice. Nothing else tells that from a second one that is wanted, so time does: a tap takes
 * its own stretch of time and the next one, and whoever finds one of them taken came too soon. Rows decide it, so that
 * both taps may reach different processes.
 */
import { hash } from 'node:crypto';
import type { Database } from './database.ts';
import { VersionConflict } from './errors.ts';
import { findReceipt, keepReceipt } from './receipts.ts';

/** So soon nobody means it once more, in milliseconds; after twice as long it always is. */
export const SOON = 2_000;
/** Another process that is writing is no other tap: it is tried again. */
const ATTEMPTS = 3;

/** Takes the moment for this tap. False if the same was tapped just before. `tap`: who tapped what, where. */
export async function isFirstTap(
  db: Database,
  { workspace, tap, now }: { readonly workspace: string; readonly tap: string; readonly now: number },
): Promise<boolean> {
  const stretch = Math.floor(now / SOON);
  const name = hash('sha256', tap);
  const keys = [stretch, stretch + 1].map((one) => `tap:${name}:${one}`);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.transaction(async (tx) => {
        for (const key of keys)
          keepReceipt(tx, { workspace, key, stream: 'tap', at: now, request: 'tap', reply: null });
      });
      return true;
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      const taken = await Promise.all(keys.map((key) => findReceipt(db, workspace, key)));
      if (taken.some((one) => one !== undefined)) return false;
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
