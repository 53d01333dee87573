/** What can be asked of a digest. Checked here at the edge for shape and size; `decide` checks the rest. */
import { z } from 'zod';
import { DIGEST_KINDS } from './digest.ts';
import { dailySchema, weeklySchema, zoneSchema } from './times.ts';

const digest = z.string().min(1).max(60);
const place = z.string().max(200);
const kind = z.enum(DIGEST_KINDS);

export const digestCommandSchema = z.discriminatedUnion('type', [
  /** Of a conversation: what is given is set or changed, the rest stays as it is. */
  z
    .strictObject({
      ...{ type: z.literal('setDigest'), digest, place },
      ...{ day: dailySchema.optional(), week: weeklySchema.optional() },
    })
    .refine(({ day, week }) => day !== undefined || week !== undefined, 'sets nothing'),
  /** Of the member who asks for it. */
  z.strictObject({ type: z.literal('setOwnDigest'), digest, member: z.string().max(200), place, time: dailySchema }),
  /** With the first routine of a conversation come a digest of each day and one of each week. */
  z.strictObject({ type: z.literal('beginDigest'), digest, place, zone: zoneSchema }),
  /** Without a kind all of it. */
  z.strictObject({ type: z.literal('endDigest'), digest, kind: kind.optional() }),
  /** The timer's. */
  z.strictObject({ type: z.literal('fireDigest'), digest, kind, slot: z.number().int().nonnegative() }),
]);

export type DigestCommand = Readonly<z.output<typeof digestCommandSchema>>;
