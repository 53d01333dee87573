/** Presses that change nothing: they show something to whoever pressed, or ask for what the button alone does not say. */
import type { ActionValue } from '../cards/action.ts';
import { recordsOf } from '../cards/recorded.ts';
import { approvalCard } from '../cards/views/approval.ts';
import { evidenceCard } from '../cards/views/evidence.ts';
import { doneForm } from '../cards/views/evidence-fields.ts';
import { cancelForm, editForm } from '../cards/views/forms.ts';
import { interviewForm } from '../cards/views/interview-form.ts';
import { rejectForm } from '../cards/views/reject-form.ts';
import { startForm } from '../cards/views/start-form.ts';
import { stepCard } from '../cards/views/step.ts';
import { stepsCard } from '../cards/views/steps.ts';
import { stepOf } from '../engine/definition.ts';
import { isOwed, stepRunOf } from '../engine/run/live.ts';
import { refuse, withNames } from './answering.ts';
import { askMore } from './ask-more.ts';
import type { Answer, Pressed } from './conversation.ts';
import { draftPressed } from './press-draft.ts';
import { loadRun, loadSop, type Talking } from './talking.ts';

/** The answer to such a press; undefined if it is a command. */
export async function ask(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { value } = pressed;
  switch (value.verb) {
    case 'show_steps':
    case 'show_evidence':
      return value.run === undefined ? undefined : look(talking, pressed, value.verb);
    case 'start':
      return pressed.fields === undefined ? inputs(talking, pressed) : undefined;
    case 'edit':
      return pressed.fields === undefined ? edit(talking, pressed) : undefined;
    case 'interview':
      return pressed.fields === undefined ? { type: 'form', form: interviewForm(), value } : undefined;
    case 'reject':
    case 'cancel':
      return pressed.fields === undefined ? reasons(talking, pressed) : undefined;
    case 'show_step':
      return step(talking, pressed);
    case 'complete':
      return pressed.fields === undefined && value.choice === undefined ? choice(talking, pressed) : undefined;
    case 'more':
    case 'record':
    case 'assign':
    case 'due':
    case 'skip':
    case 'reopen':
    case 'raise':
    case 'note':
    case 'substitute':
    case 'resolve':
      return askMore(talking, pressed);
    default:
      return undefined;
  }
}

async function look(talking: Talking, pressed: Pressed, what: 'show_steps' | 'show_evidence'): Promise<Answer> {
  const run = await runOf(talking, pressed);
  if (!run) return refuse(talking, pressed, { code: 'run_not_found' });
  const definition = await talking.memory.definition(talking.db, pressed.workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, pressed.workspace);
  const card =
    what === 'show_steps'
      ? stepsCard({ run, definition, now: talking.now(), people }, pressed.value.from)
      : evidenceCard(run, definition);
  return withNames(talking, pressed, card);
}

/** A step's own card as it is now, or that of its approval while it waits for one. */
async function step(talking: Talking, pressed: Pressed): Promise<Answer> {
  const run = await runOf(talking, pressed);
  const state = run && stepRunOf(run, pressed.value.step ?? '');
  if (!run || !state) return refuse(talking, pressed, { code: 'run_not_found' });
  const definition = await talking.memory.definition(talking.db, pressed.workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, pressed.workspace);
  const scene = { run, definition, people, now: talking.now() };
  const draw = state.state === 'waiting_approval' ? approvalCard : stepCard;
  return withNames(talking, pressed, draw(scene, state.id, state.attempt));
}

/** A no needs its reason; whoever had no room for the form on the card is asked for it. */
async function reasons(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { value, workspace } = pressed;
  const run = await runOf(talking, pressed);
  if (run?.status !== 'open') return undefined;
  if (value.verb === 'cancel') return { type: 'form', form: cancelForm(run.title), value };
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const drawn = stepOf(definition, value.step ?? '');
  return drawn && { type: 'form', form: rejectForm(run, definition, drawn), value };
}

async function inputs(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { value, workspace } = pressed;
  const sop = value.sop === undefined ? undefined : await loadSop(talking, workspace, value.sop);
  if (sop?.status !== 'active' || !sop.active || sop.active.inputs.length === 0) return undefined;
  return { type: 'form', form: startForm(sop.active), value };
}

/** The form begins with the draft as it is now, which may be newer than the card. */
async function edit(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { value } = pressed;
  const found = await draftPressed(talking, pressed);
  if ('refusal' in found) return refuse(talking, pressed, found.refusal);
  const { draft } = found;
  const { toYaml } = await import('../engine/yaml.ts');
  const now: ActionValue = { ...value, draft: draft.draft, edit: draft.edit };
  return { type: 'form', form: editForm(draft.definition.title, toYaml(draft.definition)), value: now };
}

/** Whoever had no room for a form on the card is asked for what the step needs: its option, its evidence. */
async function choice(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { value, workspace } = pressed;
  const run = await runOf(talking, pressed);
  const step = run && stepRunOf(run, value.step ?? '');
  if (!run || run.status === 'ended' || !step || !isOwed(step) || step.attempt !== (value.attempt ?? step.attempt)) {
    return undefined;
  }
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const drawn = stepOf(definition, step.id);
  const form = drawn && doneForm(drawn, recordsOf(run, step));
  return form && { type: 'form', form, value };
}

function runOf(talking: Talking, { workspace, value }: Pressed) {
  return value.run === undefined ? undefined : loadRun(talking, workspace, value.run);
}
