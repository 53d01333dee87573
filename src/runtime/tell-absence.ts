/** Tells the open runs in which something waits for somebody that they are away, or back. */
import type { Effect } from '../engine/effect.ts';
import { openRunsConcerning } from '../store/runs.ts';
import type { Memory } from './memory.ts';
import type { Telling } from './tell-runs.ts';

interface Due {
  readonly id: string;
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'tell_absence' }>;
}

/** Done again after a crash, it tells each run once. Throws if a run could not be told; it is then tried again. */
export async function tellAbsence(
  parts: Telling & { readonly memory: Memory },
  { id, workspace, effect }: Due,
): Promise<void> {
  const { member, standIn, change, by: actor } = effect;
  const { holders } = await parts.memory.people(parts.db, workspace);
  const roles = Object.keys(holders).filter((role) => holders[role]?.includes(member));
  for (const run of await openRunsConcerning(parts.db, workspace, { members: [member, standIn], roles })) {
    const command = { type: 'noteAbsence', run, member, standIn, change } as const;
    const reply = await parts.handle({ workspace, key: `effect:${id}:${run}`, actor, command });
    // A run that ended meanwhile, or in which nothing waits for them any more, need not know.
    if (reply.status === 'refused' && reply.refusal.code === 'busy') throw new Error(`run ${run} could not be told`);
  }
}
