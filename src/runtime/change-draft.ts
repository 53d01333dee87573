/** One change of a reviewer, as the page asks for it. What comes out is shown, and checked when it is saved. */
import { z } from 'zod';
import { parseDefinition } from '../engine/check.ts';
import type { Definition, Step } from '../engine/definition.ts';
import type { Block } from '../engine/drafting/document.ts';
import type { Question } from '../engine/drafting/draft.ts';
import { takeLeftOut } from '../engine/drafting/places.ts';
import { LIMITS } from '../engine/limits.ts';
import { answerQuestion, EVIDENCE_TYPES, retyped } from '../engine/sop/answer-question.ts';
import { addStep, mergeWithNext, moveStep, removeStep, splitStep } from '../engine/sop/arrange.ts';
import { newEvidence, type Unchecked, withRole, withStep } from '../engine/sop/draft-changes.ts';
import type { DefinitionProblem } from '../engine/sop/refusals.ts';

const step = z.string().max(60);
const place = z.number().int().nonnegative();
const typed = z.string().max(LIMITS.text);

export const draftChangeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('move'), step, to: place }),
  z.strictObject({ type: z.literal('merge'), step }),
  z.strictObject({ type: z.literal('split'), step, field: z.enum(['title', 'instructions']), at: place }),
  z.strictObject({ type: z.literal('remove'), step }),
  z.strictObject({ type: z.literal('add'), at: place, title: z.string().max(LIMITS.title) }),
  /** A line of the document that was left out becomes a step. */
  z.strictObject({ type: z.literal('take'), page: z.number().int().positive(), quote: typed }),
  /** A role by its id or title; a new title becomes a role. Without a step it is only added. */
  z.strictObject({
    ...{ type: z.literal('role'), named: z.string().trim().min(1).max(LIMITS.title) },
    for: z.enum(['role', 'approval', 'accountable_manager', 'exception_owner']).optional(),
    step: step.optional(),
  }),
  z.strictObject({
    type: z.literal('addEvidence'),
    step,
    title: z.string().max(LIMITS.title),
    of: z.enum(EVIDENCE_TYPES),
  }),
  z.strictObject({ type: z.literal('retype'), step, evidence: z.string().max(60), of: z.enum(EVIDENCE_TYPES) }),
  z.strictObject({
    ...{ type: z.literal('answer'), question: place },
    ...{ choice: typed.optional(), text: typed.optional(), min: typed.optional(), max: typed.optional() },
  }),
]);
export type DraftChange = z.output<typeof draftChangeSchema>;

export type Made =
  | { readonly ok: true; readonly definition: Unchecked; readonly answer?: string }
  /** It cannot be done: there is nothing to merge with, a half would be empty, the answer makes no sense. */
  | { readonly ok: false; readonly why: DraftChange['type']; readonly problems?: readonly DefinitionProblem[] };

interface Beside {
  readonly questions: readonly Question[];
  readonly blocks: readonly Block[];
}

export function changed(before: Definition, change: DraftChange, beside: Beside): Made {
  if (change.type === 'answer') return answered(before, change, beside.questions);
  const definition = definitionAfter(before, change, beside);
  return definition ? { ok: true, definition: { ...definition } } : { ok: false, why: change.type };
}

function definitionAfter(
  before: Definition,
  change: Exclude<DraftChange, { type: 'answer' }>,
  { blocks }: Beside,
): Definition | Unchecked | undefined {
  switch (change.type) {
    case 'move':
      return moveStep(before, change.step, change.to);
    case 'merge':
      return mergeWithNext(before, change.step);
    case 'split':
      return splitStep(before, change.step, change);
    case 'remove':
      return removeStep(before, change.step);
    case 'add':
      return addStep(before, change.at, { title: change.title });
    case 'take':
      return takeLeftOut(before, blocks, change);
    case 'role':
      return named(before, change);
    case 'addEvidence':
      return withStep(before, change.step, (one) => ({
        ...one,
        evidence: [...one.evidence, newEvidence(before, change.title, { type: change.of, required: true })],
      }));
    case 'retype':
      return withStep(before, change.step, (one) => ({
        ...one,
        evidence: one.evidence.map((item) => (item.id === change.evidence ? retyped(item, change.of) : item)),
      }));
  }
}

function named(before: Definition, change: Extract<DraftChange, { type: 'role' }>): Definition | Unchecked {
  const { definition, role } = withRole(before, change.named);
  switch (change.for) {
    case undefined:
      return definition;
    case 'accountable_manager':
    case 'exception_owner':
      return { ...definition, [change.for]: role };
    case 'role':
    case 'approval': {
      const given = (one: Step) =>
        change.for === 'role' ? { ...one, role } : { ...one, approval: { ...one.approval, role } };
      return withStep(definition, change.step ?? '', given);
    }
  }
}

function answered(
  before: Definition,
  { question, type, ...given }: Extract<DraftChange, { type: 'answer' }>,
  questions: readonly Question[],
): Made {
  const asked = questions[question];
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const found = asked && answerQuestion(before, asked, filled);
  if (!found) return { ok: false, why: type };
  // What is wrong with the answer is said where it was given.
  const was = parseDefinition(before);
  const parsed = parseDefinition(found.definition);
  if (!parsed.ok && was.ok) return { ok: false, why: type, problems: parsed.problems };
  return { ok: true, definition: found.definition, answer: found.answer };
}
