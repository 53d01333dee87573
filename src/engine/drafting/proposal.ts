/** What a model may say about a piece of a document. It points at the document's words; it brings none of its own. */
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

const evidence = z.strictObject({
  type: z.enum(['number', 'text', 'photo', 'file', 'signature', 'checkbox']),
  unit: z.string().max(20).nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});

const entry = z.strictObject({
  /** The number in front of the block that the words stand in. */
  block: z.number().int().nonnegative(),
  /** The step's words, exactly as they stand in that block. */
  quote: z.string().min(1).max(LIMITS.text),
  is_step: z.boolean(),
  /** Why, in one clause. */
  reason: z.string().max(400),
  kind: z.enum(['task', 'check', 'record', 'decision', 'approval']),
  /** Who does it, as the document names them. */
  role: z.string().max(LIMITS.title).nullable(),
  evidence: z.array(evidence).max(LIMITS.evidencePerStep),
  /** ISO 8601, where the words set a deadline. */
  due: z.string().max(40).nullable(),
});

export const proposalSchema = z.strictObject({ entries: z.array(entry).max(1_000) });
export type Proposal = z.output<typeof proposalSchema>;
export type ProposedEntry = z.output<typeof entry>;

/** The shape as JSON Schema, for a model's structured answer. Strict answers know no limits of length: zod keeps those. */
export function proposalJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(proposalSchema, {
    override: ({ jsonSchema }) => {
      for (const limit of LIMITING) delete jsonSchema[limit];
    },
  });
  return schema;
}

const LIMITING = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minimum', 'maximum'] as const;
