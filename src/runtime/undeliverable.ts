/** What of a run can not be posted is told to whoever answers for the run, in a direct message. */
import { memberOf } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import { actingFor } from '../engine/run/authority.ts';
import type { People } from '../engine/run/context.ts';
import type { EndedRun, OpenRun } from '../engine/run/state.ts';
import type { Database } from '../store/database.ts';
import { putBeside } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import type { LeasedEffect } from '../store/jobs.ts';

/** People told of one run at most. */
const MOST = 5;

/** Owes the telling, if it is an effect of a run. Nobody is told that the telling itself could not be posted. */
export async function tellUndeliverable(parts: Owing, { id, workspace, effect }: LeasedEffect): Promise<void> {
  if (effect.type !== 'show' || effect.view.view === 'undelivered' || !('run' in effect.view)) return;
  await oweTelling(parts, { workspace, run: effect.view.run, parked: id });
}

interface Owing {
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
  const position = Number(parked.slice(parked.lastIndexOf(':') + 1));
  const owed = { workspace, stream: `undelivered:${run}`, position, effect, now: now() };
  try {
    await db.transaction(async (tx) => putBeside(tx, owed));
  } catch (error) {
    // It is owed already.
    if (!(error instanceof VersionConflict)) throw error;
  }
}

/** Members who are told: the accountable manager; without one, whoever started the run; else the administrators. */
export function answerableFor(
  run: OpenRun | EndedRun,
  definition: Definition,
  people: People,
  now: number,
): readonly string[] {
  const { accountable_manager: manager } = definition;
  const context = { now, actor: run.startedBy, definition, people };
  const managers = manager === undefined ? [] : actingFor(run, context, manager);
  const starter = memberOf(run.startedBy);
  const starters = starter !== undefined && people.members.includes(starter) ? [starter] : [];
  const told = [managers, starters, people.admins].find((some) => some.length > 0) ?? [];
  return told.slice(0, MOST);
}
