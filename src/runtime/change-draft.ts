/** One change of a reviewer, as the page asks for it. What comes out is shown, and checked when it is saved. */
import { z } from 'zod';
import { parseDefinition } from '../engine/check.ts';
import type { Definition, Step } from '../engine/definition.ts';
import type { Block } from '../engine/drafting/document.ts';
import type { Question } from '../engine/drafting/draft.ts';
import { takeLeftOut } from '../engine/drafting/places.ts';
import { LIMITS } from '../engine/limits.ts';
import { answerQuestion } from '../engine/sop/answer-question.ts';
import { addStep, mergeWithNext, moveStep, removeStep, splitStep } from '../engine/sop/arrange.ts';
import { type Unchecked, withRole, withStep } from '../engine/sop/draft-changes.ts';
import {
  addBoundary,
  addEvidence,
  addInput,
  addOption,
  addSource,
  INPUT_TYPES,
  RECORDED_TYPES,
  recordedAs,
  retypeInput,
  STEP_KINDS,
  withKind,
} from '../engine/sop/entries.ts';
import type { DefinitionProblem } from '../engine/sop/refusals.ts';

const step = z.string().max(60);
const place = z.number().int().nonnegative();
const typed = z.string().max(LIMITS.text);
const named = z.string().trim().min(1).max(LIMITS.title);

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
    ...{ type: z.literal('role'), named },
    for: z.enum(['role', 'approval', 'accountable_manager', 'exception_owner', 'boundary']).optional(),
    step: step.optional(),
    boundary: step.optional(),
  }),
  z.strictObject({ type: z.literal('kind'), step, of: z.enum(STEP_KINDS) }),
  z.strictObject({
    type: z.literal('addEvidence'),
    step,
    title: z.string().max(LIMITS.title),
    of: z.enum(RECORDED_TYPES),
  }),
  z.strictObject({ type: z.literal('retype'), step, evidence: z.string().max(60), of: z.enum(RECORDED_TYPES) }),
  /** The ways of a decision, or the options of an input or of something that is recorded. */
  z.strictObject({
    ...{ type: z.literal('addOption'), title: named },
    ...{ step: step.optional(), input: step.optional(), evidence: step.optional() },
  }),
  z.strictObject({ type: z.literal('addInput'), title: named }),
  z.strictObject({ type: z.literal('retypeInput'), input: step, of: z.enum(INPUT_TYPES) }),
  z.strictObject({ type: z.literal('addSource'), title: named }),
  z.strictObject({
    ...{ type: z.literal('addBoundary'), title: named, role: named },
    when: z.string().trim().max(LIMITS.expression),
  }),
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
  if (!definition) return { ok: false, why: change.type };
  return change.type === 'addBoundary'
    ? sound(before, definition, change)
    : { ok: true, definition: { ...definition } };
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
      return withNamed(before, change);
    case 'addEvidence':
      return addEvidence(before, change.step, { title: change.title, type: change.of });
    case 'kind':
      return withKind(before, change.step, change.of);
    case 'addOption':
      return addOption(before, change, change.title);
    case 'addInput':
      return addInput(before, change.title);
    case 'retypeInput':
      return retypeInput(before, change.input, change.of);
    case 'addSource':
      return addSource(before, change.title);
    case 'addBoundary':
      return addBoundary(before, change);
    case 'retype':
      return withStep(before, change.step, (one) => ({
        ...one,
        evidence: one.evidence.map((item) => (item.id === change.evidence ? recordedAs(item, change.of) : item)),
      }));
  }
}

/** What is filled in as a whole is said to be wrong where it was filled in, and changes nothing until it is right. */
function sound(before: Definition, definition: Definition | Unchecked, { type }: DraftChange): Made {
  const parsed = parseDefinition(definition);
  if (!parsed.ok && parseDefinition(before).ok) return { ok: false, why: type, problems: parsed.problems };
  return { ok: true, definition: { ...definition } };
}

function withNamed(
  before: Definition,
  change: Extract<DraftChange, { type: 'role' }>,
): Definition | Unchecked | undefined {
  const { definition, role } = withRole(before, change.named);
  if (definition !== before && definition.roles.length > LIMITS.roles) return undefined;
  switch (change.for) {
    case undefined:
      return definition;
    case 'accountable_manager':
    case 'exception_owner':
      return { ...definition, [change.for]: role };
    case 'boundary': {
      const boundaries = definition.boundaries.map((one) => (one.id === change.boundary ? { ...one, role } : one));
      return { ...definition, boundaries };
    }
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
  const made = sound(before, found.definition, { question, type });
  return made.ok ? { ...made, answer: found.answer } : made;
}
