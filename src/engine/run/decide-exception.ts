import { memberOf } from '../actor.ts';
import { exceptionOwner, stepOf } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { refusalToWaive, skipsOwnApproval } from './authority.ts';
import { lettingGo } from './cause.ts';
import type { RunCommand } from './commands.ts';
import { backToDoer } from './decide-approval.ts';
import { ended, refusalToSkipApproval } from './decide-step.ts';
import type { ProcedureChange } from './events.ts';
import { missedGates } from './flow.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import { liftsOwnRequest, ownsException, refusalToLetBe } from './owners.ts';
import type { RunRefusal } from './refusals.ts';
import { exception } from './settle.ts';
import type { ExceptionRecord, OpenRun } from './state.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;
type Resolving = Of<'resolveException'>;

/** Anybody may say that the case is outside the procedure; its owner decides what happens. */
export function raiseException(so: Making, run: OpenRun, command: Of<'raiseException'>): Making | RunRefusal {
  const step = command.step === undefined ? undefined : stepRunOf(run, command.step);
  if (command.step !== undefined && !step) return { code: 'step_not_found', step: command.step };
  if (step && isEnded(step)) return ended(step);
  if (run.exceptions.length >= LIMITS.exceptionsPerRun) return { code: 'too_many', what: 'exceptions' };
  if (command.note === '') return { code: 'reason_missing', what: 'exception' };
  const drawn = command.step === undefined ? undefined : stepOf(so.definition, command.step);
  const onTrouble = { source_stale: drawn?.on?.source_stale, tool_failed: drawn?.on?.tool_failed };
  const policy =
    command.kind === 'source_stale' || command.kind === 'tool_failed' ? onTrouble[command.kind] : undefined;
  const { kind, note } = command;
  const cause = { type: 'reported', note } as const;
  const where = { ...optional('step', command.step), ...optional('owner', exceptionOwner(so.definition)) };
  return happened(so, { ...exception(run), kind, cause, ...where, blocking: policy !== 'continue' });
}

/** The owner decides: try again, go on without the step, accept it or let it go on, ask the one above, or end the run. */
export function resolveException(so: Making, run: OpenRun, command: Resolving): Making | RunRefusal {
  const open = run.exceptions.find((one) => one.id === command.exception);
  if (!open) return { code: 'exception_not_found', exception: command.exception };
  if (open.status === 'resolved') {
    const by = optional('by', memberOf(open.resolvedBy));
    return { code: 'exception_resolved', exception: open.id, at: open.resolvedAt, ...by };
  }
  if (!ownsException(run, so.context, so.definition, open)) {
    return { code: 'not_owner', what: 'exception', exception: open.id, ...optional('role', open.owner) };
  }
  const separate = otherDoor(so, run, command, open);
  if (separate) return separate;
  if (command.reason === '') return { code: 'reason_missing', what: 'exception' };
  return resolution(so, run, command, open);
}

function resolution(so: Making, run: OpenRun, command: Resolving, open: ExceptionRecord): Making | RunRefusal {
  const { reason } = command;
  const step = open.step === undefined ? undefined : stepRunOf(run, open.step);
  const impossible: RunRefusal = {
    code: 'resolution_not_possible',
    exception: open.id,
    resolution: command.resolution,
  };
  const alone = { type: 'ExceptionResolved', exception: open.id, reason } as const;
  const resolved = { ...alone, ...optional('change', changeAsked(command)) };
  switch (command.resolution) {
    case 'retry': {
      if (!step || isEnded(step)) return impossible;
      const { type } = open.cause;
      const isAboutWork = type !== 'condition_unknown' && type !== 'nobody';
      const isBack = isAboutWork && isOwed(step) && step.state !== 'waiting_approval';
      const again = isBack ? backToDoer(so, step) : {};
      return happened(so, { ...resolved, resolution: 'retry', back: isBack, ...again });
    }
    case 'skip': {
      if (!step || isEnded(step)) return impossible;
      const others = run.exceptions.filter(
        (one) => one.status === 'open' && one.step === step.id && one.id !== open.id,
      );
      const closed = others.map((one) => ({ ...alone, exception: one.id, resolution: 'skip', back: false }) as const);
      const skipped = { type: 'StepSkipped', step: step.id, reason } as const;
      return happened(so, { ...resolved, resolution: 'skip', back: false }, ...closed, skipped);
    }
    case 'override':
    case 'go_on':
      if (command.resolution !== lettingGo(open.cause)) return impossible;
      return happened(so, { ...resolved, resolution: command.resolution, back: false });
    case 'cancel_run':
      return happened(so, { ...resolved, resolution: 'cancel_run', back: false }, { type: 'RunCancelled', reason });
    case 'escalate': {
      const owner = so.definition.accountable_manager;
      if (owner === undefined || owner === open.owner) return { code: 'nobody_above', exception: open.id };
      return happened(so, { type: 'ExceptionEscalated', exception: open.id, owner, reason });
    }
  }
}

function changeAsked({ change }: Resolving): ProcedureChange | undefined {
  return change && optional('say', change.say || undefined);
}

/**
 * An exception is no back door: who made the request may not lift its boundary, nobody accepts their own reading, and
 * only the accountable manager goes on without an approval, over work of others.
 */
function otherDoor(so: Making, run: OpenRun, { resolution }: Resolving, open: ExceptionRecord): RunRefusal | null {
  const { context, definition } = so;
  const { cause } = open;
  if (resolution === 'go_on' && cause.type === 'boundary' && liftsOwnRequest(run, context, definition, open)) {
    return { code: 'separation_of_duties', step: definition.steps[0]?.id ?? '', did: 'request' };
  }
  const isLetBe = resolution === 'override' || resolution === 'go_on';
  const own = isLetBe ? refusalToLetBe(run, context, definition, open) : null;
  if (own) return own;
  const [drawn, step] = [stepOf(definition, open.step ?? ''), stepRunOf(run, open.step ?? '')];
  if (!drawn || !step || (resolution !== 'skip' && resolution !== 'go_on')) return null;
  const asked = cause.type === 'not_approved' ? cause.gate : undefined;
  const gate = asked && missedGates(definition, run, drawn.id).find(({ id }) => id === asked);
  if (gate && resolution === 'go_on') return refusalToWaive(run, context, definition, gate.id);
  // It is asked for again since, or was given: nothing is left to go on without.
  if (asked && resolution === 'go_on') return { code: 'resolution_not_possible', exception: open.id, resolution };
  if (gate && skipsOwnApproval(run, definition, gate.id, context.actor)) {
    return { code: 'separation_of_duties', step: gate.id, did: 'step' };
  }
  return resolution === 'skip' && !isEnded(step) ? refusalToSkipApproval(so, run, drawn, step) : null;
}
