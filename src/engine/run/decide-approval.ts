import { stepOf } from '../definition.ts';
import { optional } from '../optional.ts';
import { approving, substituteOf } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { dueAt } from './deadline.ts';
import { ended, held, notReady, present, reopened } from './decide-step.ts';
import type { RunFact } from './events.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import { coveredBy, sendingBack } from './send-back.ts';
import { exception } from './settle.ts';
import { roleOf } from './shift.ts';
import type { OpenRun, StepRun } from './state.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;
type Waiting = Extract<StepRun, { state: 'waiting_approval' }>;

/** One person's yes. Deciding and going on are one: the quorum's last yes completes the step. */
export function approveStep(so: Making, run: OpenRun, command: Of<'approveStep'>): Making | RunRefusal {
  const deciding = decidable(so, run, command.step, command.attempt);
  if ('code' in deciding) return deciding;
  return happened(so, { type: 'StepApproved', step: command.step, ...deciding.stands });
}

/** A no, with its reason: the work goes back to whoever did it, and what was recorded for it counts no longer. */
export function rejectStep(so: Making, run: OpenRun, command: Of<'rejectStep'>): Making | RunRefusal {
  const deciding = decidable(so, run, command.step, command.attempt);
  if ('code' in deciding) return deciding;
  const { reason } = command;
  if (reason === '') return { code: 'reason_missing', what: 'reject' };
  const { step, stands } = deciding;
  const isOwn = stepOf(so.definition, step.id)?.kind !== 'approval';
  const covered = isOwn ? [step.id] : coveredBy(so.definition, run, step.id);
  const named = command.steps === 'all' ? [] : (command.steps ?? []);
  const stranger = named.find((one) => !covered.includes(one));
  if (stranger !== undefined) return { code: 'not_covered', step: step.id, work: stranger };
  const again = isOwn ? backToDoer(so, step) : {};
  const to = isOwn ? 'doer' : 'earlier';
  const rejected = happened(so, { type: 'StepRejected', step: step.id, reason, to, ...again, ...stands });
  const now = openRun(rejected);
  return isOwn || !now ? rejected : happened(rejected, ...reopenedBefore(so, now, command));
}

function decidable(
  so: Making,
  run: OpenRun,
  id: string,
  attempt: number | undefined,
): { step: Waiting; stands: { standingInFor?: string } } | RunRefusal {
  const step = stepRunOf(run, id);
  if (!step) return { code: 'step_not_found', step: id };
  if (isEnded(step)) return ended(step);
  if (step.state === 'waiting_needs') return notReady(so.definition, run, step);
  if (step.state !== 'waiting_approval') return { code: 'step_not_waiting_for_approval', step: id };
  if (attempt !== undefined && attempt !== step.attempt) return { code: 'card_outdated', step: id };
  const hold = held(run, id);
  if (hold) return hold;
  const stands = approving(run, so.context, so.definition, step);
  return 'code' in stands ? stands : { step, stands };
}

/**
 * The doer's role and name, and a fresh deadline. Where nobody has said yet that it is done: whoever had it. While they are
 * away it goes to whoever stands in.
 */
export function backToDoer(
  so: Making,
  step: StepRun,
): { role?: string; assignee?: string; instead?: string; due?: number } {
  const drawn = stepOf(so.definition, step.id);
  const submitted = 'submitted' in step ? step.submitted : undefined;
  const had = isOwed(step) && step.assignee !== undefined ? step : undefined;
  const doer = submitted ? present(so, submitted.by) : (had?.instead ?? had?.assignee);
  const run = openRun(so);
  const standIn = doer !== undefined && run ? substituteOf(run, so.context, doer) : undefined;
  const who = standIn === undefined ? optional('assignee', doer) : { assignee: standIn, ...optional('instead', doer) };
  const due = drawn ? dueAt(so, drawn) : undefined;
  return { ...optional('role', run && roleOf(run, drawn)), ...who, ...optional('due', due) };
}

/** An approval without a doer of its own sends back work before it; where there is none, its owner decides. */
function reopenedBefore(so: Making, run: OpenRun, { step: gate, reason, steps }: Of<'rejectStep'>): readonly RunFact[] {
  const { back } = sendingBack(so.definition, run, gate, steps);
  const facts = back.flatMap((id): readonly RunFact[] => {
    const [drawn, step] = [stepOf(so.definition, id), stepRunOf(run, id)];
    return drawn && step ? [{ ...reopened(so, run, drawn, step, reason), gate }] : [];
  });
  if (facts.length > 0) return facts;
  const owner = optional('owner', so.definition.accountable_manager ?? so.definition.exception_owner);
  const cause = { type: 'rejected', reason } as const;
  return [{ ...exception(run), step: gate, kind: 'out_of_policy', cause, ...owner, blocking: true }];
}
