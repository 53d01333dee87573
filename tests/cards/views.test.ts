/** What holds for every card, and who is called when. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { limits } from '../../src/cards/recorded.ts';
import { approvalCard } from '../../src/cards/views/approval.ts';
import { definitionLine } from '../../src/cards/views/definition-elements.ts';
import { formProblemsCard } from '../../src/cards/views/definition-problems.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { CHOICE_FIELD, evidenceFields } from '../../src/cards/views/evidence-fields.ts';
import { exceptionCard, resolutionForm } from '../../src/cards/views/exception.ts';
import { reminderCard } from '../../src/cards/views/reminder.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { startForm } from '../../src/cards/views/start-form.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { GALLERY } from './gallery.ts';
import { actionsOf, mentionsIn, saidIn } from './reading.ts';
import {
  at,
  CAFE,
  CAFE_RUNS,
  DRAFT,
  done,
  open,
  owed,
  PEOPLE,
  REFUND,
  REFUND_RUNS,
  scene,
  WIPE,
  WIPE_RUN,
  waits,
} from './states.ts';

const labels = (card: Card) => card.actions.map((action) => action.label);
const cafe = (name: keyof typeof CAFE_RUNS, minutes?: number) => scene(CAFE_RUNS[name], CAFE, minutes);
const refund = (name: keyof typeof REFUND_RUNS, minutes?: number) => scene(REFUND_RUNS[name], REFUND, minutes);

describe('people are called when it is their turn', () => {
  it.each([
    ['the assignee of a step', stepCard(cafe('begun'), 'unlock', 1), ['ana']],
    ['everybody of the role that may take a step', stepCard(cafe('unassigned'), 'fridge', 1), ['ana', 'ben']],
    ['the approver', approvalCard(cafe('releasing'), 'doors', 1), ['cem']],
    ['the approvers, without who did the work', approvalCard(refund('asked'), 'pay', 1), ['ben', 'cem', 'dee']],
    ['the approvers who have not decided', approvalCard(refund('half'), 'pay', 1), ['cem', 'dee']],
    ['the owner of a problem', exceptionCard(cafe('outOfLimits'), 'x1'), ['cem']],
    ['the role that a boundary names', exceptionCard(cafe('stopped'), 'x2'), ['dee']],
    ['who is reminded', reminderCard(cafe('begun'), { step: 'unlock', due: at(35), rung: 0 }), ['ana']],
  ])('%s', (_who, card, members) => {
    expect(mentionsIn(card)).toEqual(members);
  });

  it('whoever decides in the place of a role that nobody holds, on every card', () => {
    const { shift_lead: _, manager: __, ...holders } = PEOPLE.holders;
    const nobody = { ...PEOPLE, holders, admins: ['eva'] };
    expect(mentionsIn(exceptionCard({ ...cafe('outOfLimits'), people: nobody }, 'x1'))).toEqual(['eva']);
    const run = runCard(CAFE_RUNS.outOfLimits, CAFE, at(12), nobody);
    expect(run.elements).toContainEqual(
      expect.objectContaining({
        type: 'notice',
        text: expect.arrayContaining([{ type: 'member', member: 'eva' }]),
      }),
    );
    const held = runCard(CAFE_RUNS.outOfLimits, CAFE, at(12), PEOPLE);
    expect(saidIn(held)).toContain('Waits for a decision by Shift lead');
  });

  it('nobody is offered a step that nobody can take', () => {
    const { barista: _, ...holders } = PEOPLE.holders;
    const nobody = stepCard({ ...cafe('unassigned'), people: { ...PEOPLE, holders } }, 'fridge', 1);
    expect(labels(nobody)).not.toContain('I’ll take it');
    expect(labels(stepCard(cafe('unassigned'), 'fridge', 1))).toContain('I’ll take it');
    expect(saidIn(nobody)).toContain('Nobody holds the role');
  });

  it('never on the run’s card', () => {
    const runs = Object.entries(GALLERY).filter(([name]) => name.startsWith('run '));
    expect(runs.length).toBeGreaterThan(5);
    for (const [, card] of runs) expect(mentionsIn(card)).toEqual([]);
  });

  it('a stand-in instead of who is away', () => {
    const away = { ...cafe('releasing'), people: { ...PEOPLE, standIns: { cem: { standIn: 'ben' } } } };
    expect(mentionsIn(approvalCard(away, 'doors', 1))).not.toContain('cem');
  });

  it('by their role when they are many', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    const people = { ...PEOPLE, members: many, holders: { barista: many } };
    const card = stepCard({ ...cafe('unassigned'), people }, 'fridge', 1);
    expect(mentionsIn(card)).toEqual([]);
    expect(saidIn(card)).toContain('It is the turn of the role Barista, due at');
  });

  it('says that nobody can do it', () => {
    const card = stepCard({ ...cafe('unassigned'), people: { ...PEOPLE, holders: {} } }, 'fridge', 1);
    expect(saidIn(card)).toContain('Nobody holds the role Barista yet');
  });
});

describe('a card that is settled', () => {
  it.each([
    ['a step that is done', stepCard(cafe('releasing'), 'fridge', 1), 'Done by'],
    [
      'a step that was sent back',
      stepCard(cafe('sentBack'), 'fridge', 1),
      'Sent back by somebody: The photo shows the dial.',
    ],
    ['a step that was skipped', stepCard(cafe('completed'), 'beans', 1), 'Skipped by'],
    ['a step that was missed', stepCard(cafe('incomplete'), 'fridge', 1), 'it waited for '],
    ['a step that does not apply', stepCard(cafe('incomplete'), 'beans', 1), 'Not applicable'],
    ['a step of a run that was cancelled', stepCard(cafe('cancelled'), 'fridge', 1), 'The run was cancelled by'],
    ['an approval that was given', approvalCard(cafe('completed'), 'doors', 1), 'Approved by'],
    ['an approval that was refused', approvalCard(refund('rejected'), 'pay', 1), 'Sent back by somebody: The receipt'],
    ['an exception that was decided', exceptionCard(cafe('accepted'), 'x1'), 'Accepted as it is by'],
    [
      'a reminder of what is done',
      reminderCard(cafe('releasing'), { step: 'fridge', due: at(35), rung: 0 }),
      'Done by',
    ],
    ['a draft that was published', GALLERY['draft published'], 'Published by'],
    ['a draft that was discarded', GALLERY['draft discarded'], 'Discarded by'],
  ])('says the outcome in its buttons’ place and calls nobody: %s', (_what, card, outcome) => {
    if (!card) throw new Error('no such card');
    // What is done may be done again: that is behind More.
    const seldom = ['reopen', 'note'];
    expect(actionsOf(card).filter(({ value }) => !seldom.includes(value.verb))).toEqual([]);
    expect(mentionsIn(card)).toEqual([]);
    expect(saidIn(card)).toContain(outcome);
  });

  it('keeps what was approved by the attempt that it showed', () => {
    const [first, ...rest] = REFUND_RUNS.rejected.evidence;
    const again = [...rest, { ...rest[1], id: 'e9', attempt: 2, value: 999 }];
    const run = { ...REFUND_RUNS.rejected, evidence: [first, ...again] } as typeof REFUND_RUNS.rejected;
    expect(saidIn(approvalCard(scene(run, REFUND), 'pay', 1))).toContain('240 EUR');
    expect(saidIn(approvalCard(scene(run, REFUND), 'pay', 1))).not.toContain('999');
  });
});

describe('a step', () => {
  it('that is held has no buttons', () => {
    expect(labels(stepCard(cafe('outOfLimits'), 'fridge', 1))).toEqual([]);
    expect(labels(stepCard(cafe('stopped'), 'fridge', 1))).toEqual([]);
    expect(labels(stepCard(refund('asked'), 'pay', 1))).toEqual([]);
  });

  it('can be skipped only where it allows', () => {
    expect(labels(stepCard(cafe('deciding'), 'beans', 1))).toContain('Skip');
    expect(labels(stepCard(cafe('begun'), 'unlock', 1))).not.toContain('Skip');
  });

  it('can be taken while nobody has it', () => {
    expect(labels(stepCard(cafe('unassigned'), 'fridge', 1))).toContain('I’ll take it');
    expect(labels(stepCard(cafe('begun'), 'unlock', 1))).not.toContain('I’ll take it');
  });

  it('with few options has a button for each, with many a list', () => {
    const many = (count: number): Definition => ({
      ...CAFE,
      steps: CAFE.steps.map((step) =>
        step.id === 'beans'
          ? {
              ...step,
              options: Array.from({ length: count }, (_, index) => ({ id: `o${index}`, title: `Option ${index}` })),
            }
          : step,
      ),
    });
    const card = (count: number) => stepCard(scene(CAFE_RUNS.deciding, many(count)), 'beans', 1);
    expect(card(4).actions.filter((action) => action.value.choice !== undefined)).toHaveLength(4);
    expect(card(5).actions.filter((action) => action.value.choice !== undefined)).toHaveLength(0);
    expect(card(5).actions[0]?.form?.fields.map((field) => field.id)).toEqual([CHOICE_FIELD]);
  });

  it('is judged by the attempt that its card shows', () => {
    const [approve] = approvalCard(refund('asked'), 'pay', 1).actions;
    expect(approve?.value).toMatchObject({ verb: 'approve', step: 'pay', attempt: 1 });
    expect(stepCard(cafe('sentBack'), 'fridge', 2).actions[0]?.value).toMatchObject({ verb: 'complete', attempt: 2 });
  });
});

describe('forms', () => {
  it('ask for each evidence by its type, and need what is not recorded', () => {
    const [, fridge] = CAFE.steps;
    if (!fridge) throw new Error('no such step');
    expect(evidenceFields(fridge)).toMatchObject([
      { id: 'fridge_temp', type: 'number', unit: '°C', required: true, hint: 'Should be 0 to 5 °C.' },
      { id: 'fridge_photo', type: 'file', images: true, required: false },
      { id: 'door_closed', type: 'checkbox', required: true },
    ]);
    const [temperature] = stepCard(cafe('partly'), 'fridge', 1).actions[0]?.form?.fields ?? [];
    expect(temperature).toMatchObject({
      required: false,
      hint: expect.stringContaining('Recorded: 4 °C. Leave empty to keep it.'),
    });
  });

  it('ask for each input by its type', () => {
    const types = startForm(REFUND).fields.map((field) => [field.id, field.type, field.required]);
    expect(types).toEqual([
      ['order', 'text', true],
      ['amount', 'number', true],
      ['reason', 'choice', true],
      ['since', 'date', false],
      ['known', 'checkbox', false],
    ]);
  });

  it('need a reason for a no', () => {
    const reject = approvalCard(refund('asked'), 'pay', 1).actions.find((action) => action.value.verb === 'reject');
    expect(reject?.form?.fields).toMatchObject([{ id: 'reason', required: true }]);
    for (const { form, value } of exceptionCard(cafe('outOfLimits'), 'x1').actions) {
      // Asked for when it is pressed, of whoever may decide.
      expect(form).toBeUndefined();
      const { fields } = resolutionForm(value.resolution ?? 'retry', { cause: { type: 'reported', note: '' } });
      const change = [
        { id: 'change', value: 'no' },
        { id: 'say', required: false },
      ];
      expect(fields).toMatchObject([
        { id: 'reason', required: true },
        ...(value.resolution === 'escalate' ? [] : change),
      ]);
    }
  });
});

describe('a form that is refused', () => {
  it('is answered in the words of its fields', () => {
    const problem = 'the lower limit 150 is above the upper limit 149; exchange them.';
    const card = formProblemsCard([{ path: 'steps.fridge.evidence.fridge_temp', problem }], CAFE, 'step');
    expect(saidIn(card)).toContain(`Fridge temperature: ${problem}`);
    expect(saidIn(card)).not.toContain('steps.');
    expect(limits({ min: 150, max: 150 })).toBe('exactly 150');
  });
});

describe('a published draft', () => {
  it('says what was left open, and keeps its document', () => {
    const { draft: _, ...rest } = DRAFT;
    const settled = { draft: 1, how: 'published', by: DRAFT.draft?.editedBy ?? { type: 'timer' }, at: at(9) } as const;
    const said = (more: object) => {
      const card = draftCard({ ...rest, status: 'active', revision: 1, settled: { ...settled, ...more } }, 1, []);
      return `${saidIn(card)} ${String(card.subtitle)}`;
    };
    expect(said({ open: 2, from: 'opening.pdf' })).toMatch(/2 questions were left open\..* · from opening\.pdf$/s);
    expect(said({})).not.toMatch(/left open|from/);
  });
});

describe('an exception', () => {
  it('of a step offers five ways, a boundary those that fit the run', () => {
    const ways = (card: Card) => card.actions.map((action) => action.value.resolution);
    expect(ways(exceptionCard(cafe('outOfLimits'), 'x1'))).toEqual([
      'retry',
      'override',
      'skip',
      'escalate',
      'cancel_run',
    ]);
    // The café manager is above all others: there is nobody to pass it on to.
    expect(ways(exceptionCard(cafe('stopped'), 'x2'))).toEqual(['go_on', 'cancel_run']);
  });

  it('asks in whole sentences where nobody can be called', () => {
    const people = { ...PEOPLE, holders: {}, admins: [] };
    expect(saidIn(exceptionCard({ ...cafe('stopped'), people }, 'x2'))).toMatch(/^An administrator, please decide/m);
  });
});

describe('a run', () => {
  it('as a checklist has a tick for every line that can be done now, and only there', () => {
    const { elements } = runCard(WIPE_RUN, WIPE, at(12));
    const lines = elements.flatMap((element) => (element.type === 'list' ? element.items : []));
    const verbs = lines.map(({ action }) => action && `${action.label}: ${action.value.verb} ${action.value.step}`);
    expect(verbs).toEqual([undefined, 'Done: tick counter', 'Record: complete till', undefined]);
  });

  it('counts what is skipped or missed as not done', () => {
    const progress = (card: Card) => card.elements.find((element) => element.type === 'progress');
    expect(progress(runCard(CAFE_RUNS.completed, CAFE, at(80)))).toMatchObject({ done: 3, total: 4 });
    expect(progress(runCard(CAFE_RUNS.incomplete, CAFE, at(80)))).toMatchObject({ done: 1, total: 2 });
  });

  it('is the same card until something happens', () => {
    expect(runCard(CAFE_RUNS.begun, CAFE, at(1))).toEqual(runCard(CAFE_RUNS.begun, CAFE, at(34)));
  });

  it('of many steps shows those around the first that is open', () => {
    const steps = Array.from({ length: 100 }, (_, index) => ({
      ...WIPE.steps[0],
      id: `s${index}`,
      title: `Wipe ${index}`,
    }));
    const long = { ...WIPE, steps } as Definition;
    const states = steps.map(({ id }, index) => (index < 50 ? done(id) : index === 50 ? owed(id) : waits(id)));
    const card = runCard(open(long, states), long, at(12));
    const lines = card.elements.flatMap((element) => (element.type === 'list' ? element.items : []));
    expect(lines.length).toBeLessThanOrEqual(30);
    expect(lines.some((line) => line.text === 'Wipe 50')).toBe(true);
    expect(saidIn(card)).toMatch(/and \d+ more/);
  });
});

describe('the page that a step came from', () => {
  const detail = (page: number) => {
    const [first, ...others] = CAFE.steps;
    if (!first) throw new Error('no step');
    const steps = [{ ...first, source: { page, quote: first.title } }, ...others];
    return String(definitionLine({ ...CAFE, steps }, { ...first, source: { page, quote: '' } }, 0).detail);
  };
  it('is told where the document has pages', () => {
    expect(detail(2)).toMatch(/page 2$/);
    expect(detail(1)).not.toContain('page');
  });
});

describe('a draft', () => {
  it('can be published only when nothing is missing', () => {
    const others = ['Answer', 'Edit a step'];
    expect(labels(draftCard(DRAFT, 1, []))).toEqual(['Publish', ...others]);
    expect(labels(draftCard(DRAFT, 1, [{ path: 'steps', problem: 'there is nothing to do yet.' }]))).toEqual(others);
  });

  it('of many steps shows twelve and says how many more there are', () => {
    const [step] = CAFE.steps;
    const steps = Array.from({ length: 20 }, (_, index) => ({ ...step, id: `s${index}`, title: `Step ${index}` }));
    const definition = { ...CAFE, steps } as Definition;
    const card = draftCard({ ...DRAFT, draft: { ...draftOf(), definition, questions: [] } }, 1, []);
    expect(card.elements.find((element) => element.type === 'list')).toMatchObject({ items: { length: 12 } });
    expect(saidIn(card)).toContain('and 8 more');
    expect(labels(card)).toContain('Show all steps');
  });

  function draftOf() {
    if (!DRAFT.draft) throw new Error('no draft');
    return DRAFT.draft;
  }
});
