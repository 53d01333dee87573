import { type Definition, needsOf, type Step, stepOf } from '../definition.ts';
import { optional } from '../optional.ts';
import { approving } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { ended, held, notReady, present, reopened } from './decide-step.ts';
import type { RunFact } from './events.ts';
import { indexOf, startedAfter } from './flow.ts';
import { isEnded, isOwed, stepRunOf } from './live.ts';
import { happened, type Making, openRun } from './making.ts';
import type { RunRefusal } from './refusals.ts';
import { dueAt, exception } from './settle.ts';
import type { OpenRun, StepRun } from './state.ts';

type Of<Type extends RunCommand['type']> = Extract<RunCommand, { type: Type }>;
type Waiting = Extract<StepRun, { state: 'waiting_approval' }>;

/** One person's yes. Deciding and going on are one: the quorum's last yes completes the step. */
export function approveStep(so: Making, run: OpenRun, command: Of<'approveStep'>): Making | RunRefusal {
  const deciding = decidable(so, run, command.step, command.attempt);
  if ('code' in deciding) return deciding;
  return happened(so, { type: 'StepApproved', step: command.step, ...deciding.stands });
}

/** A no, with its reason: the work goes back to whoever did it. */
export function rejectStep(so: Making, run: OpenRun, command: Of<'rejectStep'>): Making | RunRefusal {
  const deciding = decidable(so, run, command.step, command.attempt);
  if ('code' in deciding) return deciding;
  const { reason } = command;
  if (reason === '') return { code: 'reason_missing', what: 'reject' };
  const { step, stands } = deciding;
  const drawn = stepOf(so.definition, step.id);
  const isOwn = drawn?.kind !== 'approval';
  const again = isOwn ? backToDoer(so, step) : {};
  const to = isOwn ? 'doer' : 'earlier';
  const rejected = happened(so, { type: 'StepRejected', step: step.id, reason, to, ...again, ...stands });
  const now = openRun(rejected);
  return isOwn || !now ? rejected : happened(rejected, ...reopenedBefore(so, now, step.id, reason));
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

/** The doer's role and name, and a fresh deadline. Where nobody has said yet that it is done: whoever had it. */
export function backToDoer(so: Making, step: StepRun): { role?: string; assignee?: string; due?: number } {
  const drawn = stepOf(so.definition, step.id);
  const submitted = 'submitted' in step ? step.submitted : undefined;
  const doer = submitted ? present(so, submitted.by) : isOwed(step) ? step.assignee : undefined;
  const due = drawn ? dueAt(so, drawn) : undefined;
  return { ...optional('role', drawn?.role), ...optional('assignee', doer), ...optional('due', due) };
}

/** An approval without a doer of its own sends back the work before it; where there is none, its owner decides. */
function reopenedBefore(so: Making, run: OpenRun, id: string, reason: string): readonly RunFact[] {
  const work = workBefore(so.definition, run, id);
  if (work.length > 0) return work.map(({ drawn, step }) => reopened(so, run, drawn, step, reason));
  const owner = optional('owner', so.definition.accountable_manager ?? so.definition.exception_owner);
  return [
    { ...exception(run), step: id, kind: 'out_of_policy', note: `Rejected: ${reason}`, ...owner, blocking: true },
  ];
}

/** The last completed work on each way to an approval. Of two that build on each other the first is done again first. */
function workBefore(definition: Definition, run: OpenRun, id: string): readonly { drawn: Step; step: StepRun }[] {
  const seen = new Set([id]);
  const open = [id];
  const found: { drawn: Step; step: StepRun }[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const need of needsOf(definition, indexOf(definition, at))) {
      const [step, drawn] = [stepRunOf(run, need), stepOf(definition, need)];
      if (!step || !drawn || seen.has(need)) continue;
      seen.add(need);
      if (step.state === 'completed' && drawn.kind !== 'approval') found.push({ drawn, step });
      else open.push(need);
    }
  }
  const later = new Set(found.flatMap(({ step }) => startedAfter(definition, run, step.id)));
  return found.filter(({ step }) => !later.has(step.id));
}
