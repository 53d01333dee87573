/** Tells the open runs that wait for a role that somebody was given it, or had it taken from them. */
import type { Effect } from '../engine/effect.ts';
import type { Database } from '../store/database.ts';
import { openRunsWaitingFor } from '../store/runs.ts';
import type { Envelope, Reply } from './command.ts';

export interface Telling {
  readonly db: Database;
  readonly handle: (envelope: Envelope) => Promise<Reply>;
}

interface Due {
  readonly id: string;
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'tell_runs' }>;
}

/** Done again after a crash, it tells each run once. Throws if a run could not be told; it is then tried again. */
export async function tellRuns(parts: Telling, { id, workspace, effect }: Due): Promise<void> {
  const { role, member, change, by: actor } = effect;
  for (const run of await openRunsWaitingFor(parts.db, workspace, role)) {
    const command = { type: 'noteHolder', run, role, member, change } as const;
    const reply = await parts.handle({ workspace, key: `effect:${id}:${run}`, actor, command });
    // A run that ended meanwhile, or waits for the role no more, need not know.
    if (reply.status === 'refused' && reply.refusal.code === 'busy') throw new Error(`run ${run} could not be told`);
  }
}
