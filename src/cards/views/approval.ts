/** What is to be approved, and by whom; once decided, the same with the decision in the buttons' place. */

import { type Definition, roleTitle, type Step, stepOf } from '../../engine/definition.ts';
import { undecided } from '../../engine/run/authority.ts';
import { stepRunOf } from '../../engine/run/live.ts';
import type { StepRun } from '../../engine/run/state.ts';
import type { Action, Card, Element, Line } from '../card.ts';
import { heldBy, outcomeOf, sentBackText } from '../outcome.ts';
import { placeOf } from '../progress.ts';
import { recordsOf } from '../recorded.ts';
import { contextOf, type Scene } from '../scene.ts';
import { atMoment, count, quoted, sentence, who } from '../sentence.ts';
import { bulleted } from '../text.ts';
import { called, givingAdvice, waitsFor } from '../turn.ts';
import { earlierAttempts, evidenceLines } from './evidence-lines.ts';
import { goneCard } from './gone.ts';
import { inputFacts } from './input-facts.ts';
import { moreOf, stepMore } from './more.ts';
import { problemForm } from './reason-form.ts';
import { rejectForm } from './reject-form.ts';
import { dueText, notesOf } from './step.ts';
import { workBefore } from './work-before.ts';

type Waiting = Extract<StepRun, { state: 'waiting_approval' }>;

/** `attempt`: which attempt's work is judged. */
export function approvalCard(scene: Scene, stepId: string, attempt: number): Card {
  const { run, definition } = scene;
  const step = stepRunOf(run, stepId);
  const drawn = stepOf(definition, stepId);
  if (!step || !drawn) return goneCard(run.title);
  const title = `Approval: ${drawn.title}`;
  const body = { title, subtitle: placeOf(run, definition, stepId) };
  const work = [...inputFacts(run, definition), ...workOf(scene, drawn, step, attempt), ...notesOf(run, stepId)];
  if (step.state === 'waiting_approval' && attempt === step.attempt && run.status === 'open') {
    return { ...body, ...pending(scene, drawn, step, work) };
  }
  const outcome = outcomeOf(run, definition, step, attempt);
  const text = outcome?.text ?? ['No approval is asked for now.'];
  const tone = outcome?.tone ?? 'neutral';
  return {
    ...{ ...body, tone, elements: [...work, { type: 'notice', tone, text }], actions: [] },
    fallback: `${title}: ${outcome?.short ?? 'no approval is asked for now'}`,
  };
}

function pending(
  scene: Scene,
  drawn: Step,
  step: Waiting,
  work: readonly Element[],
): Pick<Card, 'tone' | 'elements' | 'actions' | 'more' | 'waitsFor' | 'fallback'> {
  const { run, definition, now } = scene;
  const held = heldBy(run, definition, step);
  const isLate = step.due !== undefined && step.due < now;
  const elements: Element[] = [
    ...(held === undefined ? asking(scene, step) : [{ type: 'notice', tone: 'attention', text: held } as const]),
    ...sentBackBefore(definition, step),
    ...(drawn.kind === 'approval' && drawn.instructions
      ? [{ type: 'text', text: bulleted(drawn.instructions) } as const]
      : []),
    ...work,
    ...soFar(scene, step),
  ];
  const tone = held ? 'attention' : isLate ? 'bad' : 'accent';
  const left = leftToDecide(scene, step);
  const wanted =
    left.length === 0 ? `Nobody can approve ${quoted(drawn.title)} yet.` : `Your approval is needed: ${drawn.title}`;
  const fallback = held === undefined ? wanted : `${drawn.title}: ${held}`;
  const actions = held === undefined ? actionsOf(scene, drawn, step) : [];
  const more = moreOf(stepMore(run, drawn, step));
  const waiting = held === undefined ? waitsFor(left) : {};
  return { tone, elements, actions, ...more, ...waiting, fallback };
}

/** That it was not good enough before is worth knowing. */
function sentBackBefore(definition: Definition, { id, sentBack }: Waiting): readonly Element[] {
  if (!sentBack) return [];
  return [{ type: 'context', text: sentence('Before: ', sentBackText(definition, id, sentBack)) }];
}

function asking(scene: Scene, step: Waiting): readonly Element[] {
  const title = roleTitle(scene.definition, step.role ?? '');
  const left = leftToDecide(scene, step);
  const from = left.length === 0 ? ['Nobody can approve this'] : called(left, title);
  const ask = left.length === 0 ? '' : left.length === 1 ? ', your approval is needed' : `: ${needed(step)}`;
  const takes = left.length > 0 ? [] : [` It takes somebody with the role ${title} who did not do the work.`];
  const above = 'It is beyond what the first approver may approve, so it was passed on.';
  return [
    { type: 'text', text: sentence(from, ask, dueText(scene, step), '.', takes) },
    ...(left.length === 0 ? [givingAdvice(step.role ?? '')] : []),
    ...(step.above ? [{ type: 'notice', tone: 'attention', text: above } as const] : []),
  ];
}

/** More people than this are called by their role, and none of them in a direct message. */
const MOST_DIRECT = 5;

/** Whom an approval waits for by name; nobody where they are many. */
export function approversOf(scene: Scene, step: Waiting): readonly string[] {
  const left = leftToDecide(scene, step);
  return left.length > MOST_DIRECT || heldBy(scene.run, scene.definition, step) !== undefined ? [] : left;
}

/** Everybody whose decision it waits for. */
export function leftToDecide(scene: Scene, step: Waiting): readonly string[] {
  const { run, definition } = scene;
  return run.status === 'open' ? undecided(run, contextOf(scene), definition, step) : [];
}

function needed({ quorum, approvals }: Waiting): string {
  if (quorum === 1) return 'one of you must approve';
  return approvals.length === 0
    ? `${quorum} of you must approve`
    : `${count(quorum - approvals.length, 'more approval is', 'more approvals are')} needed`;
}

/** Who has said yes. */
function soFar({ run }: Scene, { approvals, quorum }: Waiting): readonly Element[] {
  if (quorum === 1) return [];
  const items = approvals.map(({ by, at, standingInFor }): Line => {
    const instead =
      standingInFor === undefined ? [] : [', standing in for ', { type: 'member', member: standingInFor } as const];
    return { mark: 'done', text: sentence(who(by), instead), detail: sentence('Approved', ...atMoment(run, at)) };
  });
  const list: Element[] = items.length > 0 ? [{ type: 'list', items }] : [];
  return [
    { type: 'progress', done: approvals.length, total: quorum, label: `${approvals.length} of ${quorum} approved` },
    ...list,
  ];
}

/** The step's own work; for an approval without a doer, that on the way to it. */
function workOf(scene: Scene, drawn: Step, step: StepRun, attempt: number): readonly Element[] {
  const { run } = scene;
  if (drawn.kind !== 'approval') {
    const submitted = 'submitted' in step ? step.submitted : undefined;
    const chosen = drawn.options?.find((one) => one.id === submitted?.choice)?.title;
    const done = chosen === undefined ? 'Done by ' : `Decided ${quoted(chosen)}, by `;
    const by: Element[] =
      submitted && attempt === step.attempt
        ? [{ type: 'text', text: sentence(done, who(submitted.by), ...atMoment(run, submitted.at), '.') }]
        : [];
    const lines = evidenceLines(run, drawn, recordsOf(run, step, attempt), false);
    return [...by, ...lines, ...earlierAttempts(run, [{ drawn, attempt }])];
  }
  return workBefore(scene, drawn, attempt);
}

function actionsOf({ run, definition }: Scene, drawn: Step, step: Waiting): readonly Action[] {
  const about = { v: 1, run: run.run, step: step.id, attempt: step.attempt } as const;
  const reject = rejectForm(run, definition, drawn);
  const raise = { v: 1, verb: 'raise', run: run.run, step: step.id } as const;
  return [
    { label: 'Approve', style: 'primary', value: { ...about, verb: 'approve' } },
    { label: 'Reject', style: 'danger', value: { ...about, verb: 'reject' }, form: reject },
    { label: 'Report a problem', style: 'default', value: raise, form: problemForm() },
  ];
}
