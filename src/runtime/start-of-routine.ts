/** The time of a routine has come: its run is started as anybody's would be, and a refusal is put on record. */
import type { Effect } from '../engine/effect.ts';
import { optional } from '../engine/optional.ts';
import { loadRoutine } from './talking.ts';
import type { Telling } from './tell-runs.ts';

interface Due {
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'start_run' }>;
}

/** Done again after a crash, it starts the run once: the run's id comes with the effect. Throws if nothing could be saved. */
export async function startOfRoutine(parts: Telling, { workspace, effect }: Due): Promise<void> {
  const { routine, slot, run, due, closes } = effect;
  const state = await loadRoutine(parts, workspace, routine);
  if (!state) throw new Error(`routine ${routine} is not in the database`);
  const { sop, inputs, place, shift, setBy, inputsBy = setBy } = state;
  const key = `routine:${routine}:${slot}`;
  const command = {
    ...({ type: 'startRun', run, sop, inputs, place, routine, inputsBy } as const),
    ...{ ...optional('due', due), ...optional('closes', closes), ...optional('shift', shift) },
  };
  const reply = await parts.handle({ workspace, key, actor: { type: 'timer' }, command });
  if (reply.status === 'accepted' || reply.refusal.code === 'run_exists') return;
  if (reply.refusal.code === 'busy') throw new Error(`run ${run} could not be started`);
  const noted = await parts.handle({
    ...{ workspace, key: `${key}:refused`, actor: { type: 'service', id: 'routine' } },
    command: { type: 'noteNotStarted', routine, slot, why: reply.refusal.code },
  });
  if (noted.status === 'refused' && noted.refusal.code === 'busy') throw new Error(`${key} could not be noted`);
}
