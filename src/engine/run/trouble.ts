/**
 * What went otherwise than the procedure says, case by case: what its next revision can learn from. Told from a run's
 * events, which are the only ones to know it: nothing is kept of it in the run's state.
 */
import { z } from 'zod';
import { actorSchema } from '../actor.ts';
import { optional } from '../optional.ts';
import type { RunEvent } from './events.ts';
import { evolveRun } from './evolve.ts';
import { isOwed, stepRunOf } from './live.ts';
import type { ExceptionRecord, RunState } from './state.ts';

export const TROUBLE_KINDS = [
  /** Kinds of exceptions, as they were reported or read. */
  ...(['source_stale', 'tool_failed', 'out_of_policy', 'out_of_limits', 'other'] as const),
  /** What the engine stumbled over: a boundary, an approval that never came, a role that nobody holds. */
  'found',
  ...(['skipped', 'rejected', 'late', 'missed'] as const),
] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

export const troubleSchema = z.strictObject({
  /** Its name in its run. */
  ref: z.string().max(200),
  /** Absent: it is about the run as a whole. */
  step: z.string().max(60).optional(),
  kind: z.enum(TROUBLE_KINDS),
  at: z.number().int(),
  by: actorSchema,
  /** How it was decided, if somebody had to. */
  how: z.enum(['retry', 'skip', 'override', 'go_on', 'cancel_run']).optional(),
  /** What was reported, and why it was decided so. */
  note: z.string().optional(),
  reason: z.string().optional(),
  change: z.strictObject({ say: z.string().optional() }).optional(),
  /** Readings that were accepted although they were out of limits. */
  accepted: z.array(z.strictObject({ item: z.string(), value: z.number(), unit: z.string().optional() })).optional(),
  /** From the step's turn until it was done, or until its time was over, in milliseconds: where that was too long. */
  took: z.number().int().nonnegative().optional(),
});
export type Trouble = Readonly<z.output<typeof troubleSchema>>;

/** The cases that these events made, `before` them; a whole history begins with no state. Nearly always none. */
export function troublesIn(before: RunState, events: readonly RunEvent[]): readonly Trouble[] {
  if (!events.some((event) => isTroubling(before, event))) return [];
  const found: Trouble[] = [];
  let state = before;
  for (const event of events) {
    const one = troubleOf(state, event);
    if (one) found.push(one);
    state = evolveRun(state, event);
  }
  return found;
}

/** Of a whole history, only folding it tells what was late. */
function isTroubling(before: RunState, event: RunEvent): boolean {
  if (event.type === 'StepCompleted' || event.type === 'StepSubmitted') {
    return before.status === 'none' || lateBy(before, event) !== undefined;
  }
  return TROUBLING.has(event.type);
}

const TROUBLING: ReadonlySet<RunEvent['type']> = new Set<RunEvent['type']>([
  ...(['ExceptionResolved', 'StepSkipped', 'StepRejected', 'StepReopened', 'StepMissed'] as const),
]);

function troubleOf(state: RunState, event: RunEvent): Trouble | undefined {
  if (state.status === 'none') return undefined;
  const { at, actor: by } = event;
  const ofStep = (kind: TroubleKind, step: string, more: Partial<Trouble>): Trouble => {
    const attempt = stepRunOf(state, step)?.attempt ?? 1;
    return { ref: `${kind}:${step}:${attempt}`, step, kind, at, by, ...more };
  };
  switch (event.type) {
    case 'ExceptionResolved': {
      const exception = state.exceptions.find((one) => one.id === event.exception);
      return exception && resolved(state, exception, event);
    }
    case 'StepSkipped':
      return wasSkippedOver(state, event.step, at)
        ? undefined
        : ofStep('skipped', event.step, { reason: event.reason });
    case 'StepRejected':
      return event.to === 'doer' ? ofStep('rejected', event.step, { reason: event.reason }) : undefined;
    case 'StepReopened':
      return event.gate === undefined ? undefined : ofStep('rejected', event.step, { reason: event.reason });
    case 'StepMissed': {
      const step = stepRunOf(state, event.step);
      // What never had its turn was missed for what came before it.
      return step && isOwed(step) ? ofStep('missed', step.id, { took: at - step.since }) : undefined;
    }
    case 'StepSubmitted':
    case 'StepCompleted': {
      const late = lateBy(state, event);
      if (!late) return undefined;
      const one = ofStep('late', event.step, { took: late.took });
      return late.isApproval ? { ...one, ref: `${one.ref}:approval` } : one;
    }
    default:
      return undefined;
  }
}

function resolved(
  state: Exclude<RunState, { status: 'none' }>,
  { id, step, kind, cause }: ExceptionRecord,
  event: Extract<RunEvent, { type: 'ExceptionResolved' }>,
): Trouble | undefined {
  const { resolution: how, reason, change, at, actor: by } = event;
  if (how === 'settled') return undefined;
  const isWithAnother = how === 'skip' && !change && step !== undefined && wasSkippedOver(state, step, at);
  if (isWithAnother) return undefined;
  const isAuthors = cause.type === 'reported' || cause.type === 'out_of_limits' || cause.type === 'rejected';
  const isBroken = kind === 'tool_failed' || kind === 'source_stale';
  const note = cause.type === 'reported' ? cause.note : cause.type === 'rejected' ? cause.reason : undefined;
  const accepted =
    cause.type === 'out_of_limits' && how === 'override'
      ? cause.readings.map(({ item, value, unit }) => ({ item, value, ...optional('unit', unit) }))
      : undefined;
  return {
    ...{ ref: id, at, by, how, reason, ...optional('step', step) },
    // However a step came to be skipped, that is what became of it. What broke is still broken.
    kind: !isAuthors ? 'found' : how === 'skip' && !isBroken ? 'skipped' : kind,
    ...{ ...optional('note', note), ...optional('change', change), ...optional('accepted', accepted) },
  };
}

/** One decision that skips a step closes all that was open about it: that is one case. */
function wasSkippedOver(state: Exclude<RunState, { status: 'none' }>, step: string, at: number): boolean {
  return state.exceptions.some((one) => {
    return one.status === 'resolved' && one.resolution === 'skip' && one.step === step && one.resolvedAt === at;
  });
}

/** How long its doer took, or its approvers, where that is past their deadline. */
function lateBy(
  state: RunState,
  { step: id, at }: Extract<RunEvent, { type: 'StepSubmitted' | 'StepCompleted' }>,
): { readonly took: number; readonly isApproval: boolean } | undefined {
  const step = state.status === 'none' ? undefined : stepRunOf(state, id);
  if (!step || !isOwed(step) || step.due === undefined || step.due >= at) return undefined;
  const isApproval = step.state === 'waiting_approval';
  // What was handed in waits for somebody else since.
  if (!isApproval && 'submitted' in step && step.submitted) return undefined;
  return { took: at - step.since, isApproval };
}
