/**
 * The draft on this page: as it was saved last, as it is being written, and the way back. Definitions are never changed
 * in place: each change makes a new one, and the old ones are what undo goes back to.
 */

/** Changes that can be taken back. */
const MOST_BACK = 200;
/** Typing on in one field within this long is one change, in ms. */
const ONE_GO = 1500;

export const review = {
  sop: '',
  draft: 0,
  /** The edit that `base` is. */
  edit: 0,
  base: undefined,
  work: undefined,
  /** Questions of the saved draft that are open, with their fields. */
  questions: [],
  /** Answers that are not saved yet: { question: its place among `questions`, answer }. */
  answers: [],
  /** What is wrong with it, or how ready it is. */
  judged: {},
  revision: 0,
  /** How often the page began from what the server had: others' changes come in by it, and by nothing else. */
  begun: 0,
  /** Once it is published or discarded: { how, text }. */
  settled: undefined,
};

let past = [];
let future = [];
let last = { group: undefined, at: 0 };
const listeners = new Set();

/** `listener(change)`: `work` (with `isOwn`: by typing, whose field shows it already), `judged`, `saved`, `settled`. */
export function listen(listener) {
  listeners.add(listener);
}

export function tell(change) {
  for (const listener of listeners) listener(change);
}

/** Whether there is something that is not saved. */
export function isDirty() {
  return review.work !== review.base || review.answers.length > 0;
}

/**
 * A change by the person. `group` names the field that is typed in; `about` is what undo says it takes back;
 * `answers` are those that go with it.
 */
export function edit(work, { group, about = 'the change', answers = review.answers, isOwn = false } = {}) {
  if (work === review.work && answers === review.answers) return;
  const now = Date.now();
  const goesOn = group !== undefined && group === last.group && now - last.at < ONE_GO && past.length > 0;
  if (!goesOn) past = [...past.slice(1 - MOST_BACK), { work: review.work, answers: review.answers, about }];
  future = [];
  last = { group, at: now };
  review.work = work;
  review.answers = answers;
  tell({ type: 'work', isOwn });
}

/** The next change is one of its own, also in the same field. */
export function endGroup() {
  last = { group: undefined, at: 0 };
}

export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;

/** Gives what was taken back, in words; undefined if there is nothing. */
export function undo() {
  const before = past.at(-1);
  if (!before) return undefined;
  past = past.slice(0, -1);
  future = [...future, { work: review.work, answers: review.answers, about: before.about }];
  return goTo(before);
}

export function redo() {
  const after = future.at(-1);
  if (!after) return undefined;
  future = future.slice(0, -1);
  past = [...past, { work: review.work, answers: review.answers, about: after.about }];
  return goTo(after);
}

function goTo({ work, answers, about }) {
  endGroup();
  review.work = work;
  review.answers = answers;
  tell({ type: 'work' });
  return about;
}

/** The draft as the server gave it, with `work` over it. The way back ends here: it would lead over what others wrote. */
export function begin({ draft, revision }, work = draft.definition) {
  past = [];
  future = [];
  endGroup();
  review.begun += 1;
  const kept = review.answers;
  const before = review.questions;
  Object.assign(review, { draft: draft.draft, edit: draft.edit, base: draft.definition, work, revision });
  review.questions = draft.questions;
  review.answers = moved(kept, before, draft.questions);
  tell({ type: 'work' });
}

/** What was sent is saved: as `definition`, which says the same in its lasting form. */
export function saved({ edit: number, definition, questions, judged }, sent) {
  const isAll = review.work === sent.definition;
  const before = review.questions;
  const open = review.answers.filter((one) => !sent.answers.includes(one));
  review.edit = number;
  review.base = definition ?? sent.definition;
  if (isAll) review.work = review.base;
  if (questions) review.questions = questions;
  review.answers = moved(open, before, review.questions);
  review.judged = judged;
  // Saved answers are settled: going back takes back what they changed, and asks no question again.
  past = past.map((one) => ({ ...one, answers: [] }));
  future = future.map((one) => ({ ...one, answers: [] }));
  tell({ type: 'saved' });
}

export function judge(judged) {
  review.judged = judged;
  tell({ type: 'judged' });
}

export function settle(settled) {
  review.settled = settled;
  tell({ type: 'settled' });
}

/** Answers for the same questions at their new places; those whose question is gone were answered by somebody else. */
function moved(answers, before, after) {
  if (answers.length === 0 || before === after) return answers;
  return answers.flatMap((one) => {
    const was = before[one.question];
    const index = after.findIndex(({ text, step }) => text === was?.text && step === was?.step);
    return index < 0 ? [] : [{ ...one, question: index }];
  });
}

export const stepsOf = () => review.work.steps;
export const stepOf = (id) => review.work.steps.find((step) => step.id === id);

/** The definition with this step as `change` makes it of what it was. */
export function withStep(id, change) {
  return { ...review.work, steps: review.work.steps.map((step) => (step.id === id ? change(step) : step)) };
}

/** The definition with this entry of a list (`inputs`, `sources`, `boundaries`) as `change` makes it of what it was. */
export function withEntry(list, id, change) {
  return { ...review.work, [list]: review.work[list].map((one) => (one.id === id ? change(one) : one)) };
}

export function withoutEntry(list, id) {
  return { ...review.work, [list]: review.work[list].filter((one) => one.id !== id) };
}

/** The object with this key, or without it where there is no value. */
export function withField(whole, field, value) {
  const { [field]: _, ...rest } = whole;
  return value === undefined || value === '' ? rest : { ...whole, [field]: value };
}
