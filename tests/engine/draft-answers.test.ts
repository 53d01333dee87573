import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';
import { type Definition, definitionSchema } from '../../src/engine/definition.ts';
import { DRAFT_FIELDS, type Question } from '../../src/engine/drafting/draft.ts';
import { answerQuestion, askingOf, EVIDENCE_TYPES, type Given } from '../../src/engine/sop/answer-question.ts';
import { JOIN, KEEP, NONE, REMOVE } from '../../src/engine/sop/draft-changes.ts';
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

  it('that is empty leaves the question open', () => {
    for (const field of DRAFT_FIELDS) expect(answerQuestion(BAR, about(field, 'read'), { text: ' ' })).toBeUndefined();
  });

  it('whatever is typed, is a draft or a list of problems', () => {
    const typed = fc.option(
      fc.oneof(fc.string(), fc.constantFrom(KEEP, NONE, JOIN, REMOVE, '3', '4,5', ...EVIDENCE_TYPES)),
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
        expect(answered === undefined || parseDefinition(answered.definition)).toBeTruthy();
        const edited = editStep(definition, step ?? '', {
          title: other,
          role: filled.choice,
          due: filled.text,
          e1_min: filled.min,
        });
        expect(edited === undefined || parseDefinition(edited)).toBeTruthy();
      }),
      { numRuns: 300 },
    );
  });
});
