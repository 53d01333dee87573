/**
 * What an SOP is. A definition answers six questions, and has a place for each:
 *
 *   1. what counts as valid input        `inputs`
 *   2. what sources must be checked      `sources`, named by the steps that check them
 *   3. who can approve which action      each step's `approval`
 *   4. what evidence must be retained    each step's `evidence`, and `retention`
 *   5. when to escalate                  each step's `due`, `remind`, `escalate`, with `defaults`
 *   6. what cannot be decided locally    `boundaries`
 *
 * The schema here checks shapes and limits. What takes the whole definition to see (a `needs` that names no step, a
 * cycle, an expression of the wrong type) is checked in `check.ts`; what a published SOP should also say, in `readiness.ts`.
 */
import { z } from 'zod';
import { calendarPeriod, duration } from './duration.ts';
import { LIMITS } from './limits.ts';

/** Names inside a definition are also names in expressions: `evidence.fridge_temp.value`. */
const name = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_]*$/, 'use small letters, digits and _, starting with a letter (for example fridge_temp)');

export const sopKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and single hyphens (for example opening-checks)');

const title = z.string().trim().min(1, 'must not be empty').max(LIMITS.title);
const text = z.string().trim().min(1, 'must not be empty').max(LIMITS.text);
/** A CEL expression. Parsed and type-checked in `check.ts`. */
const expression = z.string().trim().min(1, 'must not be empty').max(LIMITS.expression);

/** What a human is in the loop *for*. A role may name one of these, or say it in its own words. */
export const PURPOSES = [
  'approver',
  'exception_owner',
  'policy_interpreter',
  'quality_reviewer',
  'accountable_manager',
  'customer_decision_maker',
] as const;

const role = z.strictObject({
  id: name,
  title: title.optional(),
  for: z.union([z.enum(PURPOSES), text]).optional(),
});

const choices = z
  .array(z.strictObject({ id: name, title }))
  .min(2)
  .max(LIMITS.options);

const input = z.strictObject({
  id: name,
  title,
  type: z.enum(['text', 'number', 'choice', 'date', 'checkbox', 'link']),
  required: z.boolean().default(true),
  unit: z.string().max(20).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Longest text, in characters. */
  max_length: z.number().int().positive().max(LIMITS.text).optional(),
  options: choices.optional(),
});

const source = z.strictObject({
  id: name,
  title,
  system: z.string().max(LIMITS.title).optional(),
  /** How old what it says may be. Older is stale. */
  fresh: duration.optional(),
});

/** As what evidence is recorded, besides a choice among options of its own. */
export const EVIDENCE_TYPES = ['number', 'text', 'checkbox', 'photo', 'file', 'link', 'signature'] as const;

const evidence = z.strictObject({
  id: name,
  title,
  type: z.enum([...EVIDENCE_TYPES, 'choice']),
  required: z.boolean().default(true),
  unit: z.string().max(20).optional(),
  /** A number outside min..max is kept, and opens an exception. */
  min: z.number().optional(),
  max: z.number().optional(),
  options: choices.optional(),
});

const approval = z.strictObject({
  role: name,
  /** How many different people of the role must approve. */
  quorum: z.number().int().min(1).max(LIMITS.quorum).default(1),
  /** Who did the step may not approve it. */
  separation_of_duties: z.boolean().default(true),
  /** Approval is needed only where this holds. */
  when: expression.optional(),
  /** What `role` may approve alone; where it does not hold, the decision belongs to `above`. */
  limit: expression.optional(),
  above: name.optional(),
});

/** One rung of the ladder: this long after the deadline the assignment goes to `to`. */
const rung = z.strictObject({ after: duration, to: name });

const clock = {
  /** Time from the moment the step can begin. */
  due: duration.optional(),
  /** How long before the deadline to remind. */
  remind: duration.optional(),
  escalate: z.array(rung).max(5).optional(),
};

/** What happens when the step cannot go as drawn. Without a line here the exception owner decides. */
const trouble = z.strictObject({
  source_stale: z.enum(['stop', 'continue']).optional(),
  tool_failed: z.enum(['stop', 'continue']).optional(),
  out_of_limits: z.enum(['stop', 'continue']).optional(),
});

/** Points from the upper left corner of the page. */
const box = z.strictObject({
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});

/** The place in the document that a step was drafted from. */
const quotation = z.strictObject({
  page: z.number().int().positive().optional(),
  box: box.optional(),
  quote: z.string().max(LIMITS.text),
});

export const DELEGATION_STATES = ['human_only', 'trialing', 'agent_supervised', 'agent_autonomous'] as const;

const step = z.strictObject({
  id: name,
  title,
  instructions: z.string().trim().max(LIMITS.instructions).optional(),
  /** `task` is done, `decision` chooses one of `options`, `approval` has no doer: its approvers decide. */
  kind: z.enum(['task', 'decision', 'approval']).default('task'),
  role: name.optional(),
  /** Ids of the steps before it. Left out: the step above. An empty list: it can begin at once. */
  needs: z.array(name).max(LIMITS.needs).optional(),
  /** The step is not applicable where this does not hold. */
  when: expression.optional(),
  options: choices.optional(),
  evidence: z.array(evidence).max(LIMITS.evidencePerStep).default([]),
  approval: approval.optional(),
  ...clock,
  /** The doer may skip it, with a reason. The exception owner always may. */
  skippable: z.boolean().default(false),
  judgment: z.enum(['deterministic', 'judgment']).default('deterministic'),
  sources: z.array(name).max(LIMITS.sources).default([]),
  reads: z.array(z.string().max(LIMITS.title)).max(LIMITS.systems).default([]),
  writes: z.array(z.string().max(LIMITS.title)).max(LIMITS.systems).default([]),
  on: trouble.optional(),
  delegation: z.enum(DELEGATION_STATES).default('human_only'),
  source: quotation.optional(),
});

const boundary = z.strictObject({
  id: name,
  /** The run stops where this holds. */
  when: expression,
  title,
  /** Who decides what happens then. */
  role: name,
});

export const definitionSchema = z.strictObject({
  sop: sopKey,
  title,
  purpose: text.optional(),
  scope: text.optional(),
  workstream: title.optional(),
  /** Roles of the SOP; every other `role` in it names one of these. */
  roles: z.array(role).max(LIMITS.roles).default([]),
  accountable_manager: name.optional(),
  exception_owner: name.optional(),
  /** `steps`: a card for each step in the run's thread. `checklist`: one card with a tick per line. */
  presentation: z.enum(['steps', 'checklist']).default('steps'),
  one_at_a_time: z.boolean().default(false),
  /** Quiet hours hold back none of its reminders. */
  urgent: z.boolean().optional(),
  inputs: z.array(input).max(LIMITS.inputs).default([]),
  sources: z.array(source).max(LIMITS.sources).default([]),
  defaults: z.strictObject(clock).default({}),
  steps: z.array(step).max(LIMITS.steps).default([]),
  boundaries: z.array(boundary).max(LIMITS.boundaries).default([]),
  retention: z.strictObject({ keep: calendarPeriod, basis: text.optional() }).optional(),
  /** A schedule that suits it; a person turns it into a routine. */
  routine: z
    .strictObject({
      schedule: z.string().max(100),
      time_zone: z.string().max(60).optional(),
      /** When its runs are late, and when what is not done in them is missed: `07:30`, or `1h` after the start. */
      due: z.string().max(40).optional(),
      closes: z.string().max(40).optional(),
    })
    .optional(),
});

/** A definition as people write it: what has a default may be left out. */
export type DefinitionInput = z.input<typeof definitionSchema>;
export type StepInput = NonNullable<DefinitionInput['steps']>[number];
type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;
export type Definition = DeepReadonly<z.output<typeof definitionSchema>>;
export type Step = Definition['steps'][number];
export type Input = Definition['inputs'][number];
export type EvidenceItem = Step['evidence'][number];
export type Boundary = Definition['boundaries'][number];
export type Choice = NonNullable<Input['options']>[number];

/** The steps that must end before this one can begin. */
export function needsOf(definition: Definition, index: number): readonly string[] {
  const above = index > 0 ? definition.steps[index - 1] : undefined;
  return definition.steps[index]?.needs ?? (above ? [above.id] : []);
}

/** 1-based place of a step in its definition (`sequence_order`), 0 if there is no such step. */
export function sequenceOrder(definition: Definition, step: string): number {
  return definition.steps.findIndex((one) => one.id === step) + 1;
}

export function stepOf(definition: Definition, step: string): Step | undefined {
  return definition.steps.find((one) => one.id === step);
}

/** A role's title as people read it. */
export function roleTitle(definition: Definition, role: string): string {
  return definition.roles.find((one) => one.id === role)?.title ?? role.replaceAll('_', ' ');
}

/** The person answerable for exceptions: the exception owner, else the accountable manager. */
export function exceptionOwner(definition: Definition): string | undefined {
  return definition.exception_owner ?? definition.accountable_manager;
}
