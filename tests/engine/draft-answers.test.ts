import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';
import { type Definition, definitionSchema, EVIDENCE_TYPES } from '../../src/engine/definition.ts';
import { DRAFT_FIELDS, type Question } from '../../src/engine/drafting/draft.ts';
import { answerQuestion, type Given } from '../../src/engine/sop/answer-question.ts';
import { askingOf } from '../../src/engine/sop/asking.ts';
import { ABOVE, ASK, DECIDE, EVERY, JOIN, KEEP, NONE, REMOVE } from '../../src/engine/sop/draft-changes.ts';
import { editStep } from '../../src/engine/sop/edit-step.ts';
import { validDefinition } from './definition.arbitrary.ts';

const BAR = definitionSchema.parse({
  ...{ sop: 'bar', title: 'Bar' },
  roles: [{ id: 'cook', title: 'Head cook' }],
  steps: [
    { id: 'wash', title: 'Wash' },
    {
      ...{ id: 'read', title: 'Read', role: 'cook' },
      evidence: [{ id: 'temp', title: 'Temperature', type: 'number', unit: '°C', max: 9 }],
    },
    { id: 'close', title: 'Close', needs: ['read'] },
  ],
}) as Definition;

function about(field: (typeof DRAFT_FIELDS)[number], step?: string): Question {
  return { text: '?', confidence: 0.5, about: { field, ...(step === undefined ? {} : { step }) } };
}

function applied(question: Question, given: Given): Definition {
  const answered = answerQuestion(BAR, question, given);
  const parsed = parseDefinition(answered?.definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

/** What cannot be a draft says where, and what to mend. */
function isSound(definition: unknown): boolean {
  const parsed = parseDefinition(definition);
  if (parsed.ok) return true;
  return parsed.problems.length > 0 && parsed.problems.every(({ path, problem }) => path !== '' && problem.length > 3);
}

const stepIn = (definition: Definition, id: string) => definition.steps.find((one) => one.id === id);

describe('an answer', () => {
  it('is asked by what it changes; without that it is words', () => {
    expect(askingOf(BAR, about('limit', 'read'))).toBe('limits');
    expect(askingOf(BAR, about('limit', 'wash'))).toBe('words');
    expect(askingOf(BAR, about('role', 'gone'))).toBe('roles');
    expect(askingOf(BAR, { text: '?', confidence: 1 })).toBe('words');
  });

  it('names a role by id, by title, or a new one', () => {
    const question = about('role', 'wash');
    expect(stepIn(applied(question, { choice: 'cook' }), 'wash')?.role).toBe('cook');
    expect(stepIn(applied(question, { text: 'head COOK' }), 'wash')?.role).toBe('cook');
    const added = applied(question, { text: 'Dish washer' });
    expect([stepIn(added, 'wash')?.role, added.roles.at(-1)?.title]).toEqual(['dish_washer', 'Dish washer']);
    expect(stepIn(applied(about('role', 'read'), { choice: NONE }), 'read')?.role).toBeUndefined();
  });

  it('for the whole gives a role to whoever has none', () => {
    const steps = applied(about('roles'), { text: 'Barista' }).steps;
    expect(steps.map((one) => one.role)).toEqual(['barista', 'cook', 'barista']);
    expect(applied(about('exception_owner'), { choice: 'cook' }).exception_owner).toBe('cook');
  });

  it('takes a step away, and those behind it follow the one before', () => {
    expect(applied(about('step', 'read'), { choice: REMOVE }).steps.map(({ id, needs }) => [id, needs])).toEqual([
      ['wash', undefined],
      ['close', ['wash']],
    ]);
    expect(stepIn(applied(about('step', 'read'), { choice: JOIN }), 'wash')?.instructions).toBe('Read');
    expect(applied(about('step', 'read'), { choice: KEEP })).toEqual(BAR);
  });

  it('says limits, evidence, ways, approval and time', () => {
    const limited = stepIn(applied(about('limit', 'read'), { min: '-1,5' }), 'read')?.evidence[0];
    expect([limited?.min, limited?.max]).toEqual([-1.5, undefined]);
    expect(stepIn(applied(about('limit', 'read'), { choice: NONE }), 'read')?.evidence[0]).not.toHaveProperty('max');
    expect(stepIn(applied(about('evidence', 'wash'), { choice: 'photo' }), 'wash')?.evidence[0]?.type).toBe('photo');
    expect(stepIn(applied(about('options', 'wash'), { text: 'Hot, cold' }), 'wash')).toMatchObject({
      kind: 'decision',
      options: [{ title: 'Hot' }, { title: 'cold' }],
    });
    expect(stepIn(applied(about('approval', 'wash'), { choice: 'cook' }), 'wash')?.approval?.role).toBe('cook');
    expect(stepIn(applied(about('due', 'wash'), { text: '2h' }), 'wash')?.due).toBe('PT2H');
  });

  describe('to every kind of question changes the draft as said', () => {
    const REFUND = definitionSchema.parse({
      ...{ sop: 'refund', title: 'Refund', exception_owner: 'lead' },
      roles: [
        { id: 'clerk', title: 'Clerk' },
        { id: 'lead', title: 'Shift lead' },
      ],
      steps: [
        {
          id: 'choose',
          title: 'Choose',
          kind: 'decision',
          options: [
            { id: 'cash', title: 'Cash' },
            { id: 'card', title: 'Card' },
          ],
        },
        {
          ...{ id: 'pay', title: 'Pay', role: 'clerk', approval: { role: 'clerk', quorum: 2 }, due: 'PT1H' },
          ...{ instructions: 'Slowly.\nNever twice.', evidence: [{ id: 'slip', title: 'Slip', type: 'photo' }] },
        },
        { id: 'tell', title: 'Tell the guest', role: 'clerk', skippable: true },
        { id: 'agree', title: 'Agree', kind: 'approval', approval: { role: 'lead' } },
      ],
    }) as Definition;
    type Of = Omit<NonNullable<Question['about']>, 'field'>;
    const answer = (field: (typeof DRAFT_FIELDS)[number], of: Of, given: Given) => {
      const answered = answerQuestion(REFUND, { text: '?', confidence: 0.5, about: { field, ...of } }, given);
      const parsed = parseDefinition(answered?.definition);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return {
        answer: answered?.answer,
        definition: parsed.definition,
        step: stepIn(parsed.definition, of.step ?? ''),
      };
    };
    const over = { step: 'pay', above: 100, unit: 'EUR' };

    it.each<[string, (typeof DRAFT_FIELDS)[number], Of, Given, object, string]>([
      [
        'only above an amount',
        'approval',
        over,
        { choice: ABOVE },
        { approval: { role: 'clerk', when: 'inputs.amount > 100' } },
        'Approved by Clerk, only if “Amount” is above 100 EUR, which is asked when a run starts.',
      ],
      [
        'above another one',
        'approval',
        over,
        { min: '250', text: 'Owner' },
        { approval: { role: 'owner', when: 'inputs.amount > 250' } },
        'Approved by Owner, only if “Amount” is above 250 EUR, which is asked when a run starts.',
      ],
      [
        'an approval that is a step of its own',
        'approval',
        { ...over, step: 'agree' },
        { choice: ABOVE },
        { when: 'inputs.amount > 100', kind: 'approval' },
        'Approved by Shift lead, only if “Amount” is above 100 EUR, which is asked when a run starts.',
      ],
      [
        'somebody else approves',
        'approval',
        { step: 'pay' },
        { choice: 'lead' },
        { approval: { role: 'lead', quorum: 2 } },
        'Approved by Shift lead.',
      ],
      [
        'another of the same role',
        'approval',
        { step: 'pay' },
        { choice: KEEP },
        { approval: { role: 'clerk' } },
        'Another Clerk than the one who did it.',
      ],
      [
        'fewer approve',
        'approval',
        { step: 'pay' },
        { max: '1' },
        { approval: { role: 'clerk', quorum: 1 } },
        'Approved by 1 × Clerk.',
      ],
      ['it is work', 'approval', { step: 'agree' }, { choice: NONE }, { kind: 'task' }, 'No approval.'],
      [
        'it is an approval',
        'kind',
        { step: 'pay' },
        { choice: 'lead' },
        { kind: 'approval', approval: { role: 'lead' }, evidence: [{ required: false }] },
        'It is the approval of Shift lead.',
      ],
      [
        'in a case that is decided',
        'when',
        { step: 'tell' },
        { choice: 'decisions.choose == "card"' },
        { when: 'decisions.choose == "card"' },
        'Only if “Choose: Card”.',
      ],
      ['always', 'when', { step: 'tell' }, { choice: NONE }, { skippable: false }, 'It always applies.'],
      [
        'as somebody decides',
        'when',
        { step: 'tell', words: 'If the guest waits' },
        { choice: DECIDE },
        { when: 'decisions.if_guest_waits == "yes"' },
        'Only if it is decided so: “If the guest waits?”',
      ],
      [
        'who takes over',
        'escalate',
        { step: 'tell', role: 'lead' },
        { text: '2h' },
        { due: 'PT2H', escalate: [{ after: 'PT0S', to: 'lead' }] },
        'Shift lead takes it over after 2h.',
      ],
      [
        'after a deadline',
        'escalate',
        { step: 'pay', role: 'lead' },
        { text: '30m' },
        { due: 'PT1H', escalate: [{ after: 'PT30M', to: 'lead' }] },
        'Shift lead takes it over after 30m past its deadline.',
      ],
      ['what it waits for', 'needs', { step: 'tell' }, { choice: 'choose' }, { needs: ['choose'] }, 'Choose'],
      ['that it waits for nothing', 'needs', { step: 'tell' }, { choice: NONE }, { needs: [] }, 'Nothing.'],
      [
        'lines that do not hold',
        'instructions',
        { step: 'pay', words: 'Never twice.' },
        { choice: REMOVE },
        { instructions: 'Slowly.' },
        'It does not hold any more.',
      ],
    ])('%s', (_what, field, of, given, step, words) => {
      const found = answer(field, of, given);
      expect(found.step).toMatchObject(step);
      expect(found.answer).toBe(words);
    });

    it.each<[string, (typeof DRAFT_FIELDS)[number], Of, Given, object]>([
      ['every Monday', 'routine', {}, { choice: '* * 1', text: '7:30 am' }, { routine: { schedule: '30 7 * * 1' } }],
      [
        'every day, at no hour in particular',
        'routine',
        {},
        { choice: '* * *' },
        { routine: { schedule: '0 8 * * *' } },
      ],
      [
        'a deadline of each step',
        'due',
        {},
        { choice: EVERY, text: '2h' },
        { defaults: { due: 'PT2H', escalate: [{ to: 'lead' }] } },
      ],
      ['a deadline of one', 'due', {}, { choice: 'tell', text: '2h' }, { steps: [{}, {}, { due: 'PT2H' }, {}] }],
      [
        'where something is recorded',
        'evidence',
        { words: 'Foto', type: 'photo' },
        { choice: 'tell' },
        { steps: [{}, {}, { evidence: [{ title: 'Foto', type: 'photo' }] }, {}] },
      ],
      [
        'what somebody approves',
        'approval',
        { words: 'Owner, 2 people' },
        { choice: 'tell' },
        { steps: [{}, {}, { approval: { role: 'owner', quorum: 2 } }, {}] },
      ],
      [
        'a run that stops at a yes',
        'boundaries',
        { words: 'A fire' },
        { choice: ASK, text: 'Owner' },
        {
          inputs: [{ id: 'fire', type: 'checkbox' }],
          boundaries: [{ title: 'A fire', when: 'inputs.fire', role: 'owner' }],
        },
      ],
    ])('%s', (_what, field, of, given, definition) => {
      expect(answer(field, of, given).definition).toMatchObject(definition);
    });

    it('numbers of a run end it, too', () => {
      const question: Question = { text: '?', confidence: 0.5, about: { field: 'boundaries', words: 'Too warm' } };
      const found = answerQuestion(BAR, question, { choice: 'evidence.temp.value', min: '8', text: 'head cook' });
      expect(parseDefinition(found?.definition)).toMatchObject({
        definition: { boundaries: [{ title: 'Too warm', when: 'evidence.temp.value > 8', role: 'cook' }] },
      });
      expect(found?.answer).toBe('A run stops if “Temperature” is above 8 °C; Head cook decides.');
    });

    it('no time of day, no step and no number answer nothing yet', () => {
      const asked = (field: (typeof DRAFT_FIELDS)[number], given: Given, of: Of = {}) =>
        answerQuestion(BAR, { text: '?', confidence: 1, about: { field, ...of } }, given);
      expect(asked('routine', { choice: '* * 1', text: 'early' })).toBeUndefined();
      expect(asked('due', { text: '2h' })).toBeUndefined();
      expect(asked('boundaries', { choice: 'evidence.temp.value' })).toBeUndefined();
    });

    it('what explains the step before takes along what it records and who approves it', () => {
      const { definition } = answer('step', { step: 'tell' }, { choice: KEEP });
      expect(definition).toEqual(REFUND);
      const joined = answer('step', { step: 'pay' }, { choice: JOIN });
      expect(stepIn(joined.definition, 'choose')).toMatchObject({
        ...{ title: 'Choose', instructions: 'Pay\nSlowly.\nNever twice.' },
        ...{ approval: { role: 'clerk', quorum: 2 }, evidence: [{ id: 'slip' }] },
      });
      expect(joined.answer).toBe('It explains the step before it.');
      const approved = {
        ...REFUND,
        steps: REFUND.steps.map((one) =>
          one.id === 'choose' ? { ...one, approval: { role: 'lead', quorum: 1, separation_of_duties: true } } : one,
        ),
      };
      expect(answerQuestion(approved, about('step', 'pay'), { choice: JOIN })?.answer).toBe(
        'It explains the step before it. Its approval by Clerk is not kept: Shift lead approves the whole.',
      );
    });
  });

  it('that is empty leaves the question open', () => {
    for (const field of DRAFT_FIELDS) expect(answerQuestion(BAR, about(field, 'read'), { text: ' ' })).toBeUndefined();
  });

  it('whatever is typed, is a draft or a list of problems', () => {
    const typed = fc.option(
      fc.oneof(
        fc.string(),
        fc.constantFrom(KEEP, NONE, JOIN, REMOVE, ABOVE, ASK, DECIDE, EVERY, '* * 1', '3', '4,5', ...EVIDENCE_TYPES),
      ),
      {
        nil: '',
      },
    );
    const given = fc.record({ choice: typed, text: typed, min: typed, max: typed });
    const asked = fc.record({ field: fc.constantFrom(...DRAFT_FIELDS), place: fc.nat(5) });
    fc.assert(
      fc.property(validDefinition, asked, given, typed, (definition, { field, place }, filled, other) => {
        const step = definition.steps[place]?.id;
        const answered = answerQuestion(definition, about(field, step), filled);
        if (answered) expect(isSound(answered.definition)).toBe(true);
        // A draft that is right as it is stays one.
        const pressed = answerQuestion(definition, about(field, step), { choice: KEEP });
        expect(pressed === undefined || parseDefinition(pressed.definition).ok).toBe(true);
        const edited = editStep(definition, step ?? '', {
          title: other,
          role: filled.choice,
          due: filled.text,
          e1_min: filled.min,
        });
        if (edited) expect(isSound(edited)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
