import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import type { Definition, DefinitionInput } from '../../../src/engine/definition.ts';
import { documentName } from '../../../src/engine/drafting/document-name.ts';
import { matchSteps } from '../../../src/engine/drafting/match-steps.ts';
import { nextRevision } from '../../../src/engine/drafting/next-revision.ts';
import { compare } from '../../../src/engine/sop/compare.ts';

/** As an import leaves them: each step quotes the document. */
function drafted(input: DefinitionInput): Definition {
  return defined({ ...input, steps: (input.steps ?? []).map((step) => ({ ...step, source: { quote: step.title } })) });
}

function defined(input: DefinitionInput): Definition {
  const parsed = parseDefinition(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const active = drafted({
  sop: 'opening',
  title: 'Opening',
  roles: [
    { id: 'opener', title: 'Opener' },
    { id: 'lead', title: 'Shift lead' },
  ],
  accountable_manager: 'lead',
  steps: [
    { id: 'unlock', title: 'Unlock the front door', role: 'opener' },
    {
      ...{ id: 'fridge', title: 'Read the fridge temperature', role: 'opener', approval: { role: 'lead' } },
      evidence: [{ id: 'fridge_temp', title: 'Fridge', type: 'number', unit: '°C', max: 5 }],
    },
    { id: 'recall', title: 'Call the shift lead', role: 'opener', when: 'evidence.fridge_temp.value > 4.0' },
    { id: 'music', title: 'Switch on the music', role: 'opener' },
  ],
});

const proposed = (...steps: NonNullable<DefinitionInput['steps']>) => ({
  definition: {
    sop: 'opening-2026',
    title: 'Opening 2026',
    roles: [
      { id: 'shift_lead', title: 'Shift Lead' },
      { id: 'barista', title: 'Barista' },
    ],
    steps,
  },
  questions: [
    { step: 'new_step', text: 'Is it a step?', confidence: 0.5, about: { step: 'new_step', field: 'step' as const } },
  ],
});

describe('a newer version of a document', () => {
  it('weakens nothing where a step is gone: what waited for it waits for what it waited for', () => {
    const gated = drafted({
      ...{ sop: 'refund', title: 'Refund', roles: [{ id: 'clerk' }, { id: 'lead' }], accountable_manager: 'lead' },
      steps: [
        { id: 'read', title: 'Read the complaint of the guest', role: 'clerk' },
        { id: 'allow', title: 'Allow the refund', kind: 'approval', approval: { role: 'lead' } },
        { id: 'pay', title: 'Pay the money back to the guest', role: 'clerk', needs: ['allow'] },
      ],
    });
    const { definition } = nextRevision(
      gated,
      proposed(
        { id: 'a', title: 'Read the complaint of the guest' },
        { id: 'b', title: 'Pay the money back to the guest' },
      ),
    );
    expect(definition.steps?.map(({ id, needs }) => [id, needs])).toEqual([
      ['read', undefined],
      ['pay', ['read']],
    ]);
  });

  it('leaves to the role above what can no longer be told to be within the limit', () => {
    const amount = { id: 'amount', title: 'Amount', type: 'number' as const };
    const limited = { role: 'clerk', limit: 'evidence.amount.value <= 50.0', above: 'lead' };
    const refund = drafted({
      ...{ sop: 'refund', title: 'Refund', roles: [{ id: 'clerk' }, { id: 'lead' }], accountable_manager: 'lead' },
      steps: [
        { id: 'count', title: 'Count what the guest has paid', role: 'clerk', evidence: [amount] },
        { id: 'pay', title: 'Pay the money back to the guest', role: 'clerk', approval: limited },
      ],
    });
    const { definition, questions } = nextRevision(
      refund,
      proposed(
        { id: 'a', title: 'Pay the money back to the guest' },
        { id: 'b', title: 'Count what the guest has paid' },
      ),
    );
    expect(definition.steps?.[0]).toMatchObject({ id: 'pay', approval: { role: 'lead' } });
    expect(definition.steps?.[0]?.approval).not.toHaveProperty('limit');
    expect(questions[0]).toMatchObject({ step: 'pay' });
  });

  it('keeps ids and what people decided, and takes the words and what is new', () => {
    const { definition, questions } = nextRevision(
      active,
      proposed(
        {
          id: 'a',
          title: 'Unlock the front door and the gate',
          source: { page: 2, quote: 'Unlock the front door and the gate.' },
        },
        {
          id: 'b',
          title: 'Read the fridge temperature',
          role: 'barista',
          evidence: [{ id: 'temperature', title: 'T', type: 'number', max: 4 }],
        },
        { id: 'new_step', title: 'Empty the dishwasher', role: 'shift_lead' },
        { id: 'd', title: 'Call the shift lead' },
      ),
    );
    const next = defined(definition);
    expect(next.sop).toBe('opening');
    expect(next.title).toBe('Opening 2026');
    expect(next.accountable_manager).toBe('lead');
    expect(next.steps.map(({ id, title, role }) => [id, title, role])).toEqual([
      ['unlock', 'Unlock the front door and the gate', 'opener'],
      ['fridge', 'Read the fridge temperature', 'opener'],
      ['new_step', 'Empty the dishwasher', 'lead'],
      ['recall', 'Call the shift lead', 'opener'],
    ]);
    expect(next.steps[1]).toMatchObject({
      approval: { role: 'lead' },
      evidence: [{ id: 'fridge_temp', unit: '°C', max: 4 }],
    });
    expect(next.steps[3]?.when).toBe('evidence.fridge_temp.value > 4.0');
    expect(questions.map((one) => one.text)).toEqual([
      'The document says barista for “Read the fridge temperature”, the active revision opener: which holds?',
      'The limits of “Fridge” are others in the new document: are the new ones right?',
      'Is it a step?',
    ]);
    const { steps } = compare(active, next);
    expect(steps.map((one) => [one.change, one.step.id, 'fields' in one ? one.fields : []])).toEqual([
      ['changed', 'unlock', ['title']],
      ['changed', 'fridge', ['evidence']],
      ['added', 'new_step', []],
      ['removed', 'music', []],
    ]);
  });

  it('keeps a step that is gone from the document while others speak of it', () => {
    const { definition, questions } = nextRevision(
      active,
      proposed({ id: 'a', title: 'Unlock the front door' }, { id: 'd', title: 'Call the shift lead' }),
    );
    expect(defined(definition).steps.map((step) => step.id)).toEqual(['unlock', 'fridge', 'recall', 'music']);
    expect(questions.map((one) => one.step)).toEqual(['fridge', 'music']);
  });

  it('keeps a step that a person added, and finds it again where the new document says it more fully', () => {
    const [first, ...others] = active.steps;
    const byHand = { id: 'machine', title: 'Switch on the espresso machine', role: 'opener' };
    const more = defined({ ...active, steps: [first, byHand, ...others] } as DefinitionInput);
    const titles = active.steps.map(({ title }) => title);
    const next = (...all: string[]) =>
      defined(nextRevision(more, proposed(...all.map((title, at) => ({ id: `s${at}`, title })))).definition);
    expect(next(...titles).steps.map((step) => step.id)).toEqual(more.steps.map((step) => step.id));
    const [unlock = '', ...rest] = titles;
    const said = next(unlock, 'Switch on the espresso machine and let it heat for 20 minutes', ...rest);
    expect(said.steps.map((step) => step.id)).toEqual(more.steps.map((step) => step.id));
    expect(said.steps[1]).toMatchObject({ title: expect.stringMatching(/20 minutes/), role: 'opener' });
  });

  it('says that only the order changed', () => {
    const [first, second, third, fourth] = active.steps;
    const moved = { ...active, steps: [first, second, fourth, third].flatMap((step) => step ?? []) };
    expect(compare(active, moved).steps.map((one) => ('fields' in one ? [one.step.id, one.fields] : one))).toEqual([
      ['recall', ['order']],
    ]);
  });

  it('the same document changes nothing', () => {
    const steps = active.steps.map(({ title }, index) => ({ id: `s${index}`, title }));
    const { definition } = nextRevision(active, { definition: { sop: 'x', title: 'Opening', steps }, questions: [] });
    expect(compare(active, defined(definition))).toEqual({ steps: [], fields: [] });
  });

  it('is valid whatever stays, goes or comes', () => {
    const titles = [
      ...active.steps.map((step) => step.title),
      'Empty the dishwasher',
      'Sweep the terrace',
      'Feed the cat',
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...titles), { minLength: 1 }), (some) => {
        const steps = some.map((title, index) => ({ id: `s${index}`, title }));
        const { definition } = nextRevision(active, {
          definition: { sop: 'x', title: 'Opening', steps },
          questions: [],
        });
        const next = defined(definition);
        for (const { id, title } of active.steps)
          if (some.includes(title)) expect(next.steps.find((step) => step.title === title)?.id).toBe(id);
        expect(new Set(next.steps.map((step) => step.id)).size).toBe(next.steps.length);
      }),
    );
  });
});

describe('matching steps', () => {
  it('prefers order, and finds what moved', () => {
    const step = (title: string) => ({ title });
    const [a, b, c] = [step('Check the gas valve'), step('Check the water valve'), step('Count the till and close it')];
    expect(matchSteps([a, b, c], [a, b, c])).toEqual([0, 1, 2]);
    expect(matchSteps([a, b, c], [c, a, b])).toEqual([2, 0, 1]);
    expect(matchSteps([a], [step('Feed the cat'), a])).toEqual([undefined, 0]);
    expect(matchSteps([], [a])).toEqual([undefined]);
  });
});

describe('the name of a document', () => {
  it.each([
    ['Opening checks v2.1 (final) 2026-03-04.pdf', 'opening checks'],
    ['opening-checks.pdf', 'opening checks'],
    ['Opening_Checks (1).docx', 'opening checks'],
    ['Opening checks Rev 3.pdf', 'opening checks'],
    ['Öffnung neu.docx', 'offnung'],
    ['2026-01-01.pdf', ''],
  ])('%s is %j', (name, expected) => expect(documentName(name)).toBe(expected));
});
