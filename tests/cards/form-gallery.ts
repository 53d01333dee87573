/** Every form that people meet, by name. */
import type { Form } from '../../src/cards/card.ts';
import { recordsOf } from '../../src/cards/recorded.ts';
import { doneForm } from '../../src/cards/views/evidence-fields.ts';
import { resolutionForm } from '../../src/cards/views/exception.ts';
import { cancelForm, editForm } from '../../src/cards/views/forms.ts';
import { interviewForm } from '../../src/cards/views/interview-form.ts';
import {
  assignForm,
  deedForm,
  dueForm,
  noteForm,
  recordForm,
  reopenForm,
  skipForm,
  substituteForm,
} from '../../src/cards/views/more-forms.ts';
import { dismissForm } from '../../src/cards/views/proposal.ts';
import { questionForm } from '../../src/cards/views/question-form.ts';
import { problemForm } from '../../src/cards/views/reason-form.ts';
import { roleForm } from '../../src/cards/views/roles.ts';
import { routineForm } from '../../src/cards/views/routine-form.ts';
import { startForm } from '../../src/cards/views/start-form.ts';
import { stepForm } from '../../src/cards/views/step-form.ts';
import { type Step, stepOf } from '../../src/engine/definition.ts';
import { type About, DRAFT_FIELDS, type DraftField, type Question } from '../../src/engine/drafting/draft.ts';
import { stepRunOf } from '../../src/engine/run/live.ts';
import { GALLERY } from './gallery.ts';
import { actionsOf } from './reading.ts';
import { CAFE, CAFE_RUNS, DRAFT, REFUND, WIPE, WIPE_RUN } from './states.ts';

function step(id: string, definition = CAFE): Step {
  const found = stepOf(definition, id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
}

function records(id: string) {
  const run = CAFE_RUNS.partly;
  const found = stepRunOf(run, id);
  if (!found) throw new Error(`no step ${id}`);
  return recordsOf(run, found);
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

const PEOPLE = [
  { id: 'ana', title: 'Ana' },
  { id: 'ben', title: 'Ben' },
];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `m${index}`, title: `Person ${index}` }));
const reject = actionsOf(need(GALLERY['approval without a doer'])).find((one) => one.value.verb === 'reject');
const refund = { order: 'R-1042', amount: '240', since: '2026-04-20', known: 'yes' };

const WHOLE: ReadonlySet<DraftField> = new Set([
  ...(['title', 'roles', 'accountable_manager', 'exception_owner', 'boundaries', 'routine', 'steps'] as const),
]);
const MORE: Partial<Record<DraftField, Omit<About, 'field'>>> = {
  approval: { above: 100, unit: 'EUR' },
  instructions: { words: 'Never twice.' },
  boundaries: { words: 'A fire' },
};

export const FORMS: Readonly<Record<string, Form>> = {
  'start with inputs': startForm(REFUND),
  'start with inputs given': startForm(REFUND, refund),
  'step done with evidence': need(doneForm(step('fridge'), new Map())),
  'step done with evidence recorded': need(doneForm(step('fridge'), records('fridge'))),
  'decision with evidence': need(doneForm({ ...step('beans'), evidence: step('fridge').evidence }, new Map())),
  'record what is known': recordForm(step('pay', REFUND), new Map()),
  'reject with what goes back': need(reject?.form),
  'cancel a run': cancelForm(CAFE_RUNS.begun.title),
  'report a problem': problemForm(),
  'more of a run': deedForm(WIPE_RUN, WIPE),
  'assign to one of two': assignForm(step('fridge'), PEOPLE),
  'assign to one of many': assignForm(step('fridge'), many(90)),
  'assign to one of too many': assignForm(step('fridge'), many(200)),
  'change a deadline': dueForm(step('fridge')),
  note: noteForm(step('fridge').title),
  skip: skipForm(step('fridge')),
  'do again': reopenForm(step('fridge')),
  'accept as it is': resolutionForm('override', { cause: { type: 'reported', note: '' } }),
  'pass a decision on': resolutionForm('escalate', { cause: { type: 'reported', note: '' } }),
  'dismiss a proposal': dismissForm(),
  'give or take a role': roleForm(
    new Map([
      ['opener', 'Opener'],
      ['shift_lead', 'Shift lead'],
    ]),
    PEOPLE,
  ),
  'set a routine': routineForm(CAFE, { schedule: '', zone: 'Europe/Lisbon' }),
  'change a routine': routineForm(REFUND, { schedule: 'weekdays 06:30', zone: 'Europe/Lisbon', inputs: refund }),
  'stand in': substituteForm(PEOPLE, PEOPLE),
  interview: interviewForm(),
  'answer questions': questionForm(need(DRAFT.draft)),
  ...everyQuestion(),
  'edit a step': stepForm(CAFE, step('fridge')),
  'edit an approval': stepForm(CAFE, step('doors')),
  'edit as YAML': editForm('Café opening', 'sop: cafe-opening\ntitle: Café opening\n'),
};

/** Every kind of question that a draft asks, six to a form. */
function everyQuestion(): Record<string, Form> {
  const asked: Question[] = DRAFT_FIELDS.map((field): Question => {
    const about: About = { field, ...(WHOLE.has(field) ? {} : { step: 'fridge' }), ...MORE[field] };
    return { text: `What about ${field}?`, confidence: 0.5, about };
  });
  const placed = (['due', 'evidence', 'approval'] as const).map((field): Question => {
    return { text: `Where is its ${field}?`, confidence: 0.5, about: { field, words: 'Owner, 2 people' } };
  });
  const all = [...asked, ...placed];
  const forms = Array.from({ length: Math.ceil(all.length / 6) }, (_, at) => {
    const questions = all.slice(at * 6, at * 6 + 6);
    return [
      `answer every kind of question ${at + 1}`,
      questionForm({ ...need(DRAFT.draft), definition: CAFE, questions }),
    ];
  });
  return Object.fromEntries(forms);
}
