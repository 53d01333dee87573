/** What can be asked of an SOP. Only people publish. */
import { z } from 'zod';
import { EVIDENCE_TYPES } from '../definition.ts';
import { DRAFT_FIELDS } from '../drafting/draft.ts';
import { LIMITS } from '../limits.ts';
import { troubleSchema } from '../run/trouble.ts';

const sop = z.string().min(1).max(60);
/** Checked with `parseDefinition` in `decide`, so that the refusal can name every problem. */
const definition = z.record(z.string(), z.unknown());

export const questionSchema = z.strictObject({
  step: z.string().max(60).optional(),
  text: z.string().max(LIMITS.text),
  confidence: z.number().min(0).max(1),
  reason: z.string().max(LIMITS.title).optional(),
  about: z
    .strictObject({
      step: z.string().max(60).optional(),
      field: z.enum(DRAFT_FIELDS),
      evidence: z.string().max(60).optional(),
      words: z.string().max(LIMITS.text).optional(),
      role: z.string().max(60).optional(),
      above: z.number().optional(),
      unit: z.string().max(20).optional(),
      type: z.enum(EVIDENCE_TYPES).optional(),
    })
    .optional(),
});

/** A document by its file, and what was found in it: another file, which of its drafts this one is, what it left out. */
const draftedFrom = z.strictObject({
  file: z.string().max(64),
  name: z.string().max(255),
  findings: z.strictObject({ file: z.string().max(64), draft: z.number().int(), leftOut: z.number().int() }).optional(),
});
export type DraftedFrom = Readonly<z.output<typeof draftedFrom>>;

const answer = z.strictObject({ question: z.number().int().nonnegative(), answer: z.string().max(LIMITS.text) });

const proposal = z.number().int().positive();

/** The draft that the pressed card showed: a late tap must not decide over a draft that its card never showed. */
const draftNumber = z.number().int().positive().optional();

export const sopCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('createDraft'),
    sop,
    definition,
    questions: z.array(questionSchema).max(LIMITS.questions).default([]),
    /** The document it was drafted from. */
    document: draftedFrom.optional(),
    place: z.string().max(200),
  }),
  /** `edit` is the draft's edit number that the author saw: two people never overwrite each other silently. */
  z.strictObject({
    type: z.literal('editDraft'),
    sop,
    draft: draftNumber,
    edit: z.number().int().nonnegative(),
    definition,
    /** Questions that the edit settles: their place among the draft's, from 0, and the answer in words. */
    answers: z.array(answer).max(LIMITS.questions).optional(),
  }),
  /** With `edit`, only that edit is published: nobody publishes what their card did not show. */
  z.strictObject({
    type: z.literal('publishDraft'),
    sop,
    draft: draftNumber,
    edit: z.number().int().nonnegative().optional(),
  }),
  z.strictObject({ type: z.literal('discardDraft'), sop, draft: draftNumber }),
  /** A new draft, beginning as the active revision is. */
  z.strictObject({ type: z.literal('reviseSop'), sop, place: z.string().max(200) }),
  /** A draft of the next revision, from a newer version of the document. Anybody may propose it; a person publishes. */
  z.strictObject({
    type: z.literal('proposeRevision'),
    sop,
    /** The revision that it was compared with. */
    revision: z.number().int().positive(),
    definition,
    questions: z.array(questionSchema).max(LIMITS.questions).default([]),
    document: draftedFrom,
    place: z.string().max(200),
  }),
  z.strictObject({ type: z.literal('archiveSop'), sop }),
  /** What runs had trouble with on a step (absent: as a whole) becomes proposals, where it adds up to a lesson. */
  z.strictObject({
    ...{ type: z.literal('learn'), sop, step: z.string().max(60).optional() },
    cases: z.array(troubleSchema.extend({ run: z.string().max(60) })).max(LIMITS.cases),
  }),
  /** `line`: the words that the proposal adds, as they were shown. */
  z.strictObject({
    ...{ type: z.literal('acceptProposal'), sop, proposal, place: z.string().max(200) },
    line: z.string().max(LIMITS.text).optional(),
  }),
  z.strictObject({
    ...{ type: z.literal('dismissProposal'), sop, proposal, reason: z.string().trim().max(LIMITS.reason) },
  }),
]);

export type SopCommand = Readonly<z.output<typeof sopCommandSchema>>;
