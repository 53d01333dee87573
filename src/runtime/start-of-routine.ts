/**
 * The time of a routine has come: its run is started as anybody's would be. That is tried in the transaction that fires the
 * routine (`handle.ts`). What cannot be done there is owed: done again after a crash, it starts the run once, for the
 * run's id comes with the effect; and a refusal is put on record.
 */
import type { Effect } from '../engine/effect.ts';
import { optional } from '../engine/optional.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { Envelope } from './command.ts';
import { loadRoutine } from './talking.ts';
import type { Telling } from './tell-runs.ts';

interface Due {
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'start_run' }>;
}

/** `state`: the routine, as it was fired or is now. */
export function startOf({ workspace, effect }: Due, state: KnownRoutine): Envelope {
  const { routine, run, due, closes } = effect;
  const { sop, inputs, place, shift, setBy, inputsBy = setBy } = state;
  const command = {
    ...({ type: 'startRun', run, sop, inputs, place, routine, inputsBy } as const),
    ...{ ...optional('due', due), ...optional('closes', closes), ...optional('shift', shift) },
  };
  return { workspace, key: keyOf({ workspace, effect }), actor: { type: 'timer' }, command };
}

/** Throws if nothing could be saved. */
export async function startOfRoutine(parts: Telling, owed: Due): Promise<void> {
  const { workspace, effect } = owed;
  const { routine, slot, run } = effect;
  const state = await loadRoutine(parts, workspace, routine);
  if (!state) throw new Error(`routine ${routine} is not in the database`);
  const reply = await parts.handle(startOf(owed, state));
  if (reply.status === 'accepted' || reply.refusal.code === 'run_exists') return;
  if (reply.refusal.code === 'busy') throw new Error(`run ${run} could not be started`);
  const key = `${keyOf(owed)}:refused`;
  const noted = await parts.handle({
    ...{ workspace, key, actor: { type: 'service', id: 'routine' } },
    command: { type: 'noteNotStarted', routine, slot, why: reply.refusal.code },
  });
  if (noted.status === 'refused' && noted.refusal.code === 'busy') throw new Error(`${key} could not be noted`);
}

function keyOf({ effect: { routine, slot } }: Due): string {
  return `routine:${routine}:${slot}`;
}
