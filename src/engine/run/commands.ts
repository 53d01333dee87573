/** What can be asked of a run. Each is checked here at the edge for shape and size; `decide` checks the rest. */
import { z } from 'zod';
import { actorSchema } from '../actor.ts';
import { LIMITS } from '../limits.ts';
import { shiftSchema } from './shift.ts';
import { inputValues, recorded } from './values.ts';

const run = z.string().min(1).max(60);
const step = z.string().min(1).max(60);
const member = z.string().min(1).max(60);
const reason = z.string().trim().max(LIMITS.reason);
const instant = z.number().int().nonnegative();
/** The step's attempt that the pressed card showed: a late tap must not decide over work that its card never showed. */
const attempt = z.number().int().positive().optional();

/** Reasons may be empty here: that a reason is missing is a refusal with a sentence, not a schema error. */
export const runCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('startRun'),
    run,
    sop: z.string(),
    inputs: inputValues.default({}),
    /** Where its card goes: an adapter's address of a conversation (`web:C1`, `slack:T1:C7`). */
    place: z.string().max(200),
    /** The routine that starts it, when its shift is due and when its window closes. */
    routine: z.string().max(60).optional(),
    due: instant.optional(),
    closes: instant.optional(),
    /** Who is on it; absent: whoever takes its steps. */
    shift: shiftSchema.optional(),
    /** Who filled in the inputs, where somebody or something else starts it. */
    inputsBy: actorSchema.optional(),
  }),
  z.strictObject({ type: z.literal('claimStep'), run, step }),
  z.strictObject({ type: z.literal('assignStep'), run, step, member }),
  z.strictObject({
    type: z.literal('recordEvidence'),
    run,
    step,
    items: z.array(recorded).min(1).max(LIMITS.evidencePerStep),
  }),
  z.strictObject({
    type: z.literal('completeStep'),
    run,
    step,
    attempt,
    items: z.array(recorded).max(LIMITS.evidencePerStep).default([]),
    /** The option taken, for a decision. */
    choice: z.string().max(60).optional(),
  }),
  z.strictObject({ type: z.literal('approveStep'), run, step, attempt }),
  z.strictObject({
    type: z.literal('rejectStep'),
    run,
    step,
    attempt,
    reason,
    /**
     * Which work goes back: completed steps that the approval covers, or all of them. Left out: the last work on each way
     * to the approval. A step's own approval covers that step.
     */
    steps: z.union([z.literal('all'), z.array(step).min(1).max(LIMITS.steps)]).optional(),
  }),
  z.strictObject({ type: z.literal('skipStep'), run, step, reason }),
  z.strictObject({ type: z.literal('reopenStep'), run, step, reason }),
  z.strictObject({
    type: z.literal('raiseException'),
    run,
    step: step.optional(),
    kind: z.enum(['source_stale', 'tool_failed', 'out_of_policy', 'out_of_limits', 'other']),
    note: z.string().trim().max(LIMITS.note),
  }),
  z.strictObject({
    type: z.literal('resolveException'),
    run,
    exception: z.string().max(20),
    /** `override` accepts work as it is; `go_on` lets the run go on where a boundary or a gate stopped it. */
    resolution: z.enum(['retry', 'skip', 'override', 'go_on', 'escalate', 'cancel_run']),
    reason,
    /** The procedure should change. `say`: what it should say. */
    change: z.strictObject({ say: z.string().trim().max(LIMITS.say).optional() }).optional(),
  }),
  z.strictObject({ type: z.literal('addNote'), run, step: step.optional(), text: z.string().trim().max(LIMITS.note) }),
  /** To be reminded once more. `due`: of which deadline the pressed card spoke. */
  z.strictObject({
    type: z.literal('snoozeStep'),
    run,
    step,
    due: instant.optional(),
    minutes: z
      .number()
      .int()
      .min(1)
      .max(24 * 60),
    /** Also of every other line that has this deadline, as far as whoever asks owes it. */
    together: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('changeDue'), run, step, due: instant, reason }),
  /** `until`: when it ends by itself; absent: with the run. */
  z.strictObject({
    type: z.literal('substitute'),
    run,
    from: member,
    to: member,
    until: instant.optional(),
    reason,
  }),
  z.strictObject({ type: z.literal('endSubstitute'), run, from: member, until: instant }),
  /** Somebody was given a role, or it was taken from them: what waits for the role in this run is brought up to date. */
  z.strictObject({
    type: z.literal('noteHolder'),
    run,
    role: z.string().min(1).max(60),
    member,
    change: z.enum(['added', 'removed']),
  }),
  /** Somebody is away, or back: what waits for them here goes to their stand-in, or comes back. */
  z.strictObject({
    type: z.literal('noteAbsence'),
    run,
    member,
    standIn: member,
    change: z.enum(['away', 'back']),
  }),
  z.strictObject({ type: z.literal('cancelRun'), run, reason }),
  /** The timers' commands. `due` and `attempt` say which clock they were set for: a clock that moved on refuses them. */
  z.strictObject({
    ...{ type: z.literal('remindStep'), run, step, due: instant, attempt: z.number().int() },
    /** Until when somebody had put it off. */
    snoozed: instant.optional(),
  }),
  z.strictObject({
    type: z.literal('escalateStep'),
    run,
    step,
    due: instant,
    attempt: z.number().int(),
    rung: z.number().int(),
  }),
  z.strictObject({ type: z.literal('expireStep'), run, step }),
  /** The shift of the run is due. */
  z.strictObject({ type: z.literal('noteLate'), run }),
  z.strictObject({ type: z.literal('expireRun'), run }),
]);

export type RunCommand = Readonly<z.output<typeof runCommandSchema>>;
export type ExceptionKind = Extract<RunCommand, { type: 'raiseException' }>['kind'];
export type Resolution = Extract<RunCommand, { type: 'resolveException' }>['resolution'];
