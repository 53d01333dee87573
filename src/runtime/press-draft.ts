/** Presses on an SOP's own cards: looking through its steps, answering a draft's questions, editing one of its steps. */

import { count, sentence, typed } from '../cards/sentence.ts';
import { formProblemsCard } from '../cards/views/definition-problems.ts';
import { givenAnswers, questionForm } from '../cards/views/question-form.ts';
import { sopStepsCard } from '../cards/views/sop-steps.ts';
import { stepForm } from '../cards/views/step-form.ts';
import { toldCard } from '../cards/views/told.ts';
import { parseDefinition } from '../engine/check.ts';
import { type Definition, stepOf } from '../engine/definition.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import { answerQuestion } from '../engine/sop/answer-question.ts';
import type { Unchecked } from '../engine/sop/draft-changes.ts';
import { editStep } from '../engine/sop/edit-step.ts';
import type { Answer as QuestionAnswer } from '../engine/sop/events.ts';
import type { Draft, KnownSop } from '../engine/sop/state.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Refusal } from './command.ts';
import type { Answer, Pressed } from './conversation.ts';
import { command, loadSop, type Talking } from './talking.ts';

/** The answer to such a press; undefined if it is another. */
export async function pressOnDraft(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { verb, sop } = pressed.value;
  if (sop === undefined) return undefined;
  switch (verb) {
    case 'show_steps':
      return showSteps(talking, pressed);
    case 'answer':
      return answerQuestions(talking, pressed);
    case 'edit_step':
      return editOneStep(talking, pressed);
    default:
      return undefined;
  }
}

/** The draft that a press means, as it is now; else why it is not the one that its card showed. */
export async function draftPressed(
  talking: Talking,
  { workspace, value }: Pressed,
): Promise<{ readonly sop: KnownSop; readonly draft: Draft } | { readonly refusal: Refusal }> {
  const sop = value.sop === undefined ? undefined : await loadSop(talking, workspace, value.sop);
  if (!sop) return { refusal: { code: 'sop_unknown' } };
  const { draft, settled, title } = sop;
  if (draft && (value.draft === undefined || value.draft === draft.draft)) return { sop, draft };
  if (!settled) return { refusal: { code: 'no_draft', title } };
  const { how, by, at } = settled;
  return { refusal: { code: 'draft_settled', how, by, at } };
}

async function showSteps(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { workspace, value } = pressed;
  const { from = 1 } = value;
  if (value.draft !== undefined) {
    const found = await draftPressed(talking, pressed);
    if ('refusal' in found) return refuse(talking, pressed, found.refusal);
    const { sop, draft } = found;
    return told(sopStepsCard(sop, { definition: draft.definition, draft, from }));
  }
  const sop = await loadSop(talking, workspace, value.sop ?? '');
  const definition = sop?.active ?? sop?.draft?.definition;
  if (!sop || !definition) return refuse(talking, pressed, { code: 'sop_unknown' });
  return told(sopStepsCard(sop, { definition, from }));
}

async function answerQuestions(talking: Talking, pressed: Pressed): Promise<Answer> {
  const found = await draftPressed(talking, pressed);
  if ('refusal' in found) return refuse(talking, pressed, found.refusal);
  const { draft } = found;
  if (pressed.fields === undefined) {
    if (draft.questions.length === 0) return told(toldCard('Answered', 'No question is open any more.', 'good'));
    const value = { ...pressed.value, draft: draft.draft, edit: draft.edit };
    return { type: 'form', form: questionForm(draft), value };
  }
  // Written for another edit: nothing of it is applied, and the refusal says who was faster.
  if (pressed.value.edit !== draft.edit) return save(talking, pressed, found, draft.definition);
  let definition: Definition = draft.definition;
  const answers: QuestionAnswer[] = [];
  for (const [index, given] of givenAnswers(typedIn(pressed))) {
    const question = draft.questions[index];
    const answered = question && answerQuestion(definition, question, given);
    if (!answered) continue;
    const parsed = parseDefinition(answered.definition);
    if (!parsed.ok) return told(formProblemsCard(parsed.problems, draft.definition, 'several'));
    definition = parsed.definition;
    answers.push({ question: index, answer: answered.answer });
  }
  if (answers.length === 0) return told(toldCard('Nothing saved', 'Answer at least one question.', 'attention'));
  return save(talking, pressed, found, definition, answers);
}

async function editOneStep(talking: Talking, pressed: Pressed): Promise<Answer> {
  const found = await draftPressed(talking, pressed);
  if ('refusal' in found) return refuse(talking, pressed, found.refusal);
  const { sop, draft } = found;
  const step = stepOf(draft.definition, pressed.value.step ?? '');
  if (!step) return told(sopStepsCard(sop, { definition: draft.definition, draft, from: pressed.value.from ?? 1 }));
  const value = { ...pressed.value, draft: draft.draft, edit: draft.edit };
  if (pressed.fields === undefined) return { type: 'form', form: stepForm(draft.definition, step), value };
  const edited = editStep(draft.definition, step.id, typedIn(pressed));
  if (!edited) return { type: 'form', form: stepForm(draft.definition, step), value };
  return save(talking, pressed, found, pressed.value.edit === draft.edit ? edited : draft.definition);
}

async function save(
  talking: Talking,
  pressed: Pressed,
  { sop, draft }: { readonly sop: KnownSop; readonly draft: Draft },
  definition: Unchecked | Definition,
  answers?: readonly QuestionAnswer[],
): Promise<Answer> {
  const reply = await command(talking, pressed, {
    ...{ type: 'editDraft', sop: sop.sop, draft: draft.draft, edit: pressed.value.edit ?? -1 },
    ...{ definition: { ...definition }, ...optional('answers', answers && [...answers]) },
  });
  if (reply.status === 'refused') {
    const { refusal } = reply;
    const of = pressed.value.verb === 'edit_step' ? 'step' : 'several';
    if (refusal.code === 'definition_invalid') return told(formProblemsCard(refusal.problems, draft.definition, of));
    return refuse(talking, pressed, refusal);
  }
  return withNames(talking, pressed, await savedCard(talking, pressed));
}

/** What a saved edit leaves to do. */
export async function savedCard(talking: Talking, { workspace, value }: Pick<Pressed, 'workspace' | 'value'>) {
  const sop = await loadSop(talking, workspace, value.sop ?? '');
  const open = sop?.draft?.questions.length ?? 0;
  const left = open === 0 ? '' : ` ${count(open, 'question')} still open.`;
  const title = sop?.draft?.definition.title ?? sop?.title ?? '';
  return toldCard(
    'Saved',
    sentence(`The draft of “${title}” is saved.${left} `, typed(`publish ${sop?.key ?? 'KEY'}`), ' publishes it.'),
    'good',
  );
}

/**
 * All that was typed, as text: boxes and files are in none of these forms. What is longer than any field is cut where the
 * check still finds it too long: nobody waits while pages of it are read.
 */
function typedIn({ fields = {} }: Pressed): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([id, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [[id, String(value).slice(0, LIMITS.instructions + 1)]]
        : [],
    ),
  );
}
