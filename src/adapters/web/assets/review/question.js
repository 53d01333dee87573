/** A question of the drafter, answered where what it is about stands. */
import { h } from '../dom.js';
import { createField } from '../fields.js';
import { change } from './change.js';
import { review } from './state.js';

/** `signature` changes when the question must be drawn anew. */
const signatureOf = (question) => JSON.stringify([question.text, question.fields]);

function createQuestion(question) {
  const fields = question.fields.map((field) => createField(nearer(field, question)));
  const answer = async (event) => {
    event.preventDefault();
    // Its place may be another one since it was drawn.
    const index = review.questions.findIndex(({ text, step }) => text === question.text && step === question.step);
    if (index < 0) return;
    const given = Object.fromEntries(
      fields.map((field) => [NAMES[field.id], field.read()]).filter(([, value]) => value !== undefined),
    );
    if (Object.keys(given).length === 0) return fields[0]?.complain('Choose or write an answer first.');
    const answers = (made) => [...review.answers, { question: index, answer: made.answer }];
    await change({ type: 'answer', question: index, ...given }, 'the answer', { answers });
  };
  const element = h(
    'form',
    { class: 'question', onsubmit: answer, novalidate: true },
    h('p', { class: 'question-text' }, question.text),
    question.reason && h('p', { class: 'question-reason' }, `Asked because ${question.reason}`),
    h('div', { class: 'question-fields' }, ...fields.map((field) => field.element)),
    h('div', { class: 'question-foot' }, h('button', { type: 'submit', class: 'button small' }, 'Answer')),
  );
  return element;
}

const NAMES = { q: 'choice', q_text: 'text', q_min: 'min', q_max: 'max' };

/** The question is its own label; a choice need not say “Answer” above it. */
function nearer(field, question) {
  return field.id === 'q' ? { ...field, label: question.fields.length > 1 ? 'Choose' : 'Your answer' } : field;
}

/** Questions that are open and not answered on this page yet. */
export function openQuestions() {
  const given = new Set(review.answers.map((one) => one.question));
  return review.questions.filter((one) => !given.has(one.index));
}

/** Questions kept drawn in `box`: one that is being answered is not drawn anew under the person's hands. */
export function keepQuestions(box, questions) {
  const wanted = new Map(questions.map((one) => [signatureOf(one), one]));
  for (const element of [...box.children]) if (!wanted.has(element.dataset.signature)) element.remove();
  for (const [signature, question] of wanted) {
    if ([...box.children].some((element) => element.dataset.signature === signature)) continue;
    const element = createQuestion(question);
    element.dataset.signature = signature;
    box.append(element);
  }
  box.hidden = questions.length === 0;
}
