/** What the review page may send. A definition on its way may be wrong in what it says, but not in its build. */
import { z } from 'zod';
import type { Definition } from '../../../engine/definition.ts';
import { LIMITS } from '../../../engine/limits.ts';
import { draftChangeSchema } from '../../../runtime/change-draft.ts';

const id = z.string().min(1).max(60);
const number = z.number().int().nonnegative();

/** Of two people's versions brought together there may be twice as much; saving then says that it is too much. */
const most = (limit: number) => 2 * limit;
const title = z.string().max(most(LIMITS.title));
const names = (limit: number) => z.array(z.string().max(most(LIMITS.title))).max(most(limit));
const named = { id, title: title.optional() };
const options = z.array(z.looseObject({ id, title })).max(most(LIMITS.options)).optional();

const step = z.looseObject({
  id,
  title,
  instructions: z.string().max(most(LIMITS.instructions)).optional(),
  needs: names(LIMITS.needs).optional(),
  options,
  evidence: z.array(z.looseObject({ id, title, type: z.string(), options })).max(most(LIMITS.evidencePerStep)),
  approval: z.looseObject({ role: z.string() }).optional(),
  sources: names(LIMITS.sources),
  reads: names(LIMITS.systems),
  writes: names(LIMITS.systems),
  source: z
    .looseObject({
      page: z.number().optional(),
      quote: z.string().max(most(LIMITS.text)),
      box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
    })
    .optional(),
});

const written = z
  .looseObject({
    title,
    roles: z.array(z.looseObject(named)).max(most(LIMITS.roles)),
    inputs: z.array(z.looseObject({ ...named, options })).max(most(LIMITS.inputs)),
    sources: z.array(z.looseObject(named)).max(most(LIMITS.sources)),
    boundaries: z.array(z.looseObject(named)).max(most(LIMITS.boundaries)),
    steps: z.array(step).max(most(LIMITS.steps)),
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
  answers: z.array(z.strictObject({ question: number, answer: z.string().max(LIMITS.text) })).max(LIMITS.questions),
});

export const publishBody = z.strictObject({ draft: number, edit: number });
export const discardBody = z.strictObject({ draft: number });
