import type { RoutineScene } from '../cards/views/routine-last.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import type { Db } from '../store/database.ts';
import { definitionInForce } from './definition-in-force.ts';
import type { Memory } from './memory.ts';

/** What the card of a routine is drawn from. */
export async function routineScene(
  parts: { readonly db: Db; readonly memory: Memory },
  workspace: string,
  state: KnownRoutine,
): Promise<RoutineScene> {
  const definition = await definitionInForce(parts, workspace, state.sop);
  return { definition, people: await parts.memory.people(parts.db, workspace) };
}
