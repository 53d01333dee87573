/** A digest's stream: it needs nothing but who is a member, and leaves one row. */
import type { DigestCommand } from '../engine/digest/commands.ts';
import { decideDigest } from '../engine/digest/decide.ts';
import type { DigestState } from '../engine/digest/digest.ts';
import { evolveDigest } from '../engine/digest/evolve.ts';
import { reactToDigest } from '../engine/digest/react.ts';
import type { Tx } from '../store/database.ts';
import type { Asked, Outcome } from './decide-on.ts';
import type { Memory } from './memory.ts';
import { saveDigest } from './save.ts';

export async function decideOnDigest(
  tx: Tx,
  memory: Memory,
  { workspace, actor, now }: Asked,
  command: DigestCommand,
  before: DigestState,
): Promise<Outcome> {
  const people = await memory.people(tx, workspace);
  const decision = decideDigest(before, command, { now, actor, people });
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveDigest, before);
  if (after.status === 'none') throw new Error('a digest has events but no state');
  return {
    ...{ status: 'accepted', events, after },
    reaction: reactToDigest(after, events),
    save: (tx, head, from) => saveDigest(tx, { workspace, after, head, from, now }),
    channel: after.of.place,
  };
}
