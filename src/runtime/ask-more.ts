/** What stands behind More: the form of each, for whoever pressed, unless they may not do it at all. */
import type { ActionValue } from '../cards/action.ts';
import type { Form } from '../cards/card.ts';
import { recordsOf } from '../cards/recorded.ts';
import { resolutionForm } from '../cards/views/exception.ts';
import { DEEDS, STEP_VERBS, type StepVerb } from '../cards/views/more.ts';
import {
  assignForm,
  DEED_FIELD,
  deedForm,
  dueForm,
  noteForm,
  recordForm,
  reopenForm,
  STEP_FIELD,
  skipForm,
  substituteForm,
} from '../cards/views/more-forms.ts';
import { problemForm } from '../cards/views/reason-form.ts';
import { type Definition, stepOf } from '../engine/definition.ts';
import { actingFor, isAccountable } from '../engine/run/authority.ts';
import type { RunCommand } from '../engine/run/commands.ts';
import type { RunContext } from '../engine/run/context.ts';
import { decideRun } from '../engine/run/decide.ts';
import { stepRunOf } from '../engine/run/live.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { EndedRun, OpenRun } from '../engine/run/state.ts';
import { refuse } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { asPerson, peopleHere } from './people-of.ts';
import { actorOf, loadRun, type Talking } from './talking.ts';

interface Asking {
  readonly run: OpenRun;
  readonly definition: Definition;
  readonly context: RunContext;
}

/** Asks for what the button alone does not say; undefined if it says enough, or means nothing now. */
export async function askMore(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { value, workspace } = pressed;
  const run = value.run === undefined ? undefined : await loadRun(talking, workspace, value.run);
  if (!run) return undefined;
  if (pressed.fields !== undefined) return value.verb === 'more' ? chosen(talking, pressed) : undefined;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, workspace);
  const context = { now: talking.now(), actor: await actorOf(talking, pressed), people, definition };
  const refusal = refusalAnyway(run, context, pressed);
  if (refusal || run.status === 'ended') return refusal && refuse(talking, pressed, refusal, run.run);
  const form = await formOf(talking, pressed, { run, definition, context });
  return form && { type: 'form', form, value };
}

/** The step and the deed are known: the deed's own form comes next. */
async function chosen(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { [STEP_FIELD]: step, [DEED_FIELD]: deed } = pressed.fields ?? {};
  const verb = STEP_VERBS.find((one) => one === deed);
  if (typeof step !== 'string' || step === '' || step.length > 60 || verb === undefined) return undefined;
  const value: ActionValue = {
    v: 1,
    verb,
    ...(pressed.value.run === undefined ? {} : { run: pressed.value.run }),
    step,
  };
  const { fields: _, ...rest } = pressed;
  return askMore(talking, { ...rest, value });
}

async function formOf(talking: Talking, pressed: Pressed, asking: Asking): Promise<Form | undefined> {
  const { value, workspace, member } = pressed;
  const { run, definition, context } = asking;
  if (value.verb === 'more') return deedForm(run, definition);
  if (value.verb === 'substitute') {
    const people = await peopleHere(talking, workspace);
    const away = isAccountable(run, context, definition) ? people : people.filter((one) => one.id === member);
    const others = away.length > 1 ? people : people.filter((one) => one.id !== member);
    return substituteForm(away.map(asPerson), others.map(asPerson));
  }
  const drawn = value.step === undefined ? undefined : stepOf(definition, value.step);
  if (value.verb === 'resolve') {
    const about = run.exceptions.find((one) => one.id === value.exception);
    return about && value.resolution && resolutionForm(value.resolution, about);
  }
  if (value.verb === 'note') return noteForm(drawn?.title ?? run.title);
  if (value.verb === 'raise') return problemForm();
  const step = drawn && stepRunOf(run, drawn.id);
  if (!drawn || !step) return undefined;
  switch (value.verb) {
    case 'assign': {
      const role = 'role' in step ? step.role : undefined;
      const acting = role === undefined ? [] : actingFor(run, context, role);
      const people = await peopleHere(talking, workspace);
      const fitting = people.filter((one) => acting.length === 0 || acting.includes(one.id));
      const others = fitting.filter((one) => !('assignee' in step) || one.id !== step.assignee);
      return assignForm(drawn, (others.length > 0 ? others : fitting).map(asPerson));
    }
    case 'due':
      return dueForm(drawn);
    case 'reopen':
      return reopenForm(drawn);
    case 'skip':
      return skipForm(drawn);
    case 'record':
      return drawn.evidence.length > 0 ? recordForm(drawn, recordsOf(run, step)) : undefined;
    default:
      return undefined;
  }
}

/** What a form can still mend is no reason to refuse it. */
const MENDABLE: ReadonlySet<RunRefusal['code']> = new Set<RunRefusal['code']>([
  ...(['member_not_of_role', 'substitute_self', 'reason_missing', 'due_past', 'due_after_closing'] as const),
]);

/** Asks the engine with an answer that would do: nobody fills in a form that is refused whatever it says. */
function refusalAnyway(run: OpenRun | EndedRun, context: RunContext, pressed: Pressed): RunRefusal | undefined {
  const command = probe(run.run, context.now, pressed);
  const decision = command && decideRun(run, command, context);
  return decision?.status === 'refused' && !MENDABLE.has(decision.refusal.code) ? decision.refusal : undefined;
}

function probe(run: string, now: number, { value, member }: Pressed): RunCommand | undefined {
  const reason = '?';
  if (value.verb === 'substitute') return { type: 'substitute', run, from: member, to: member, reason };
  if (value.verb === 'more') return { type: 'addNote', run, text: reason };
  const { step, exception, resolution } = value;
  if (value.verb === 'resolve' && exception !== undefined && resolution !== undefined) {
    return { type: 'resolveException', run, exception, resolution, reason };
  }
  if (!isStepVerb(value.verb)) return undefined;
  const where = step === undefined ? {} : { step };
  if (value.verb === 'note') return { type: 'addNote', run, ...where, text: reason };
  if (value.verb === 'raise') return { type: 'raiseException', run, ...where, kind: 'other', note: reason };
  if (step === undefined) return undefined;
  switch (value.verb) {
    case 'assign':
      return { type: 'assignStep', run, step, member };
    case 'due':
      return { type: 'changeDue', run, step, due: now + 1, reason };
    case 'skip':
      return { type: 'skipStep', run, step, reason };
    case 'reopen':
      return { type: 'reopenStep', run, step, reason };
    case 'record':
      return { type: 'recordEvidence', run, step, items: [] };
  }
}

function isStepVerb(verb: ActionValue['verb']): verb is StepVerb {
  return verb in DEEDS;
}
