/** What the review page may send. A definition on its way may be wrong in what it says, but not in its build. */
import { z } from 'zod';
import type { Definition } from '../../../engine/definition.ts';
import { LIMITS } from '../../../engine/limits.ts';
import { draftChangeSchema } from '../../../runtime/change-draft.ts';

const id = z.string().min(1).max(60);
const words = z.array(z.string()).max(1_000);
const number = z.number().int().nonnegative();

const step = z.looseObject({
  id,
  title: z.string(),
  instructions: z.string().optional(),
  needs: words.optional(),
  evidence: z.array(z.looseObject({ id, title: z.string(), type: z.string() })).max(100),
  approval: z.looseObject({ role: z.string() }).optional(),
  sources: words,
  reads: words,
  writes: words,
  source: z
    .looseObject({
      page: z.number().optional(),
      quote: z.string(),
      box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
    })
    .optional(),
});

const written = z
  .looseObject({
    title: z.string(),
    roles: z.array(z.looseObject({ id, title: z.string().optional() })).max(1_000),
    steps: z.array(step).max(LIMITS.steps),
  })
  // Saving checks the rest; what works on it looks at no more than this.
  .transform((definition) => definition as unknown as Definition);

export const changeBody = z.strictObject({ definition: written, change: draftChangeSchema });

export const mergeBody = z.strictObject({
  base: written,
  mine: written,
  choices: z.record(z.string().max(130), z.enum(['mine', 'theirs'])),
});

export const saveBody = z.strictObject({
  draft: number,
  edit: number,
  definition: z.record(z.string(), z.unknown()),
  answers: z.array(z.strictObject({ question: number, answer: z.string().max(LIMITS.text) })).max(500),
});

export const publishBody = z.strictObject({ draft: number, edit: number });
export const discardBody = z.strictObject({ draft: number });
