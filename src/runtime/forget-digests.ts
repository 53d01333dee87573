import type { Effect } from '../engine/effect.ts';
import type { Database } from '../store/database.ts';
import { forgetParked, parkedOfStream } from '../store/effects.ts';
import type { LeasedEffect } from '../store/jobs.ts';

/**
 * A digest that could not be said is parked for its day, should the cause be mended by then. The next of its kind takes its
 * place: where a conversation is gone they would pile up, one each day.
 */
export async function forgetDigests(
  { db }: { readonly db: Database },
  { workspace, stream, effect }: LeasedEffect,
): Promise<void> {
  const digest = digestIn(effect);
  if (!digest) return;
  for (const parked of await parkedOfStream(db, workspace, stream)) {
    const other = digestIn(parked.effect);
    if (other?.kind === digest.kind && other.slot < digest.slot) await forgetParked(db, workspace, parked.id);
  }
}

function digestIn(effect: Effect) {
  return effect.type === 'show' && effect.view.view === 'digest' ? effect.view : undefined;
}
