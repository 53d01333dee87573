import { z } from 'zod';

/**
 * Who issued a command. `identity` is the platform's own id of the person (`slack:T1:U7`, `web:ana`), so that one
 * person who comes in through two entrances is still one person where duties must be separate.
 * Only members decide: agents, timers and services never approve.
 */
export const actorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('member'), id: z.string(), identity: z.string() }),
  z.object({ type: z.literal('agent'), id: z.string() }),
  z.object({ type: z.literal('service'), id: z.string() }),
  z.object({ type: z.literal('timer') }),
]);

export type Actor = Readonly<z.infer<typeof actorSchema>>;

/** The member behind an actor, if there is a person. */
export function memberOf(actor: Actor): string | undefined {
  return actor.type === 'member' ? actor.id : undefined;
}
