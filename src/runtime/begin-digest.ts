/** With the first routine of a conversation its digest begins to come by itself. */
import type { Effect } from '../engine/effect.ts';
import { digestOfPlace } from './digest-id.ts';
import type { Telling } from './tell-runs.ts';

interface Due {
  readonly id: string;
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'begin_digest' }>;
}

/** Where there is one, or somebody ended it, nothing changes. Throws if nothing could be saved; it is then tried again. */
export async function beginDigest(parts: Telling, { id, workspace, effect }: Due): Promise<void> {
  const { place, zone, by: actor } = effect;
  const command = { type: 'beginDigest', digest: digestOfPlace(place), place, zone } as const;
  const reply = await parts.handle({ workspace, key: `effect:${id}`, actor, command });
  if (reply.status === 'refused' && reply.refusal.code === 'busy') throw new Error(`${place} got no digest`);
}
