/** What of a run can not be posted is told to whoever answers for the run, in a direct message. */
import type { Database } from '../store/database.ts';
import { effectKeyOf, putBeside } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import type { LeasedEffect } from '../store/jobs.ts';

/** Owes the telling, if it is an effect of a run. Nobody is told that the telling itself could not be posted. */
export async function tellUndeliverable(parts: Owing, { id, workspace, effect }: LeasedEffect): Promise<void> {
  if (effect.type !== 'show' || effect.view.view === 'undelivered' || !('run' in effect.view)) return;
  await oweTelling(parts, { workspace, run: effect.view.run, parked: id });
}

export interface Owing {
  readonly db: Database;
  readonly now: () => number;
}

/** There is one message for each run, brought up to date. `parked`: the effect that it is told for. */
export async function oweTelling(
  { db, now }: Owing,
  { workspace, run, parked }: { readonly workspace: string; readonly run: string; readonly parked: string },
): Promise<void> {
  const effect = { type: 'show', view: { view: 'undelivered', run } } as const;
  // The place that the parked effect has in the run's own stream.
  const position = effectKeyOf(workspace, parked)?.position ?? 0;
  const owed = { workspace, stream: `undelivered:${run}`, position, effect, now: now() };
  try {
    await db.transaction(async (tx) => putBeside(tx, owed));
  } catch (error) {
    // It is owed already.
    if (!(error instanceof VersionConflict)) throw error;
  }
}
