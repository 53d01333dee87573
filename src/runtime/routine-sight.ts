/** Which routines somebody sees, wherever they ask. */
import { memberOf } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { accountableMembers } from '../engine/sop/accountable.ts';
import { definitionInForce } from './definition-in-force.ts';
import { type Looking, placesSeen } from './sight.ts';
import { loadRoutine } from './talking.ts';

interface Speaking {
  readonly workspace: string;
  readonly member: string;
}

/**
 * A routine of a conversation that somebody is not in is not there for them, unless they set it or answer for its SOP.
 * Undefined: it is not there.
 */
export async function routineSeen(
  looking: Looking,
  speaking: Speaking,
  routine: string,
): Promise<KnownRoutine | undefined> {
  const state = await loadRoutine(looking, speaking.workspace, routine);
  if (!state || memberOf(state.setBy) === speaking.member) return state;
  const definition = await definitionInForce(looking, speaking.workspace, state.sop);
  return (await seesRoutine(looking, speaking, state, definition)) ? state : undefined;
}

/** `definition`: what is in force of its SOP. */
export async function seesRoutine(
  looking: Looking,
  speaking: Speaking,
  state: KnownRoutine,
  definition: Definition | undefined,
): Promise<boolean> {
  const { workspace, member } = speaking;
  if (memberOf(state.setBy) === member) return true;
  const { members } = accountableMembers(definition, await looking.memory.people(looking.db, workspace));
  return members.includes(member) || isThere(looking, speaking, state.place);
}

/** Whether they are in a conversation. */
export async function isThere(looking: Looking, speaking: Speaking, place: string): Promise<boolean> {
  return (await placesSeen(looking, speaking, new Set([place]))).has(place);
}
