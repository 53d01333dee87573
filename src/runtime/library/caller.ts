/** Whoever reads the library or calls the API: a person, who sees what they see in chat, or a service of the workspace. */
import { type Actor, memberOf } from '../../engine/actor.ts';
import type { KnownRun } from '../rows.ts';
import type { Looking } from '../sight.ts';
import { seenOf, sightOf } from '../sight.ts';

export interface Caller {
  readonly workspace: string;
  readonly actor: Actor;
}

/** An administrator gave a service its token for the workspace as a whole: no conversation is closed to it. */
export async function seesRun(looking: Looking, { workspace, actor }: Caller, run: KnownRun): Promise<boolean> {
  const member = memberOf(actor);
  return member === undefined || (await sightOf(looking, { workspace, member }, run)) === 'seen';
}

/** Of so many runs those that the caller sees, in their order. */
export async function runsSeen<Row extends { readonly id: string; readonly place: string }>(
  looking: Looking,
  { workspace, actor }: Caller,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const member = memberOf(actor);
  return member === undefined ? rows : (await seenOf(looking, { workspace, member }, rows)).seen;
}
