import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import type { Definition, DefinitionInput } from '../../../src/engine/definition.ts';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { documentName } from '../../../src/engine/drafting/document-name.ts';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
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

  it('keeps ids and what the document does not speak of, and takes its words and what is new', () => {
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
      ['fridge', 'Read the fridge temperature', 'barista'],
      ['new_step', 'Empty the dishwasher', 'lead'],
      ['recall', 'Call the shift lead', 'opener'],
    ]);
    expect(next.steps[1]).toMatchObject({
      approval: { role: 'lead' },
      evidence: [{ id: 'fridge_temp', unit: '°C', max: 4 }],
    });
    expect(next.steps[3]?.when).toBe('evidence.fridge_temp.value > 4.0');
    expect(questions.map((one) => one.text)).toEqual([
      'Who does “Read the fridge temperature”? Barista stands now, as the new document says; so far it was Opener.',
      'Which values are in order for “Fridge”? At most 4 °C stands now, as the new document says; so far it was at most 5 °C.',
      'Is it a step?',
    ]);
    const { steps } = compare(active, next);
    expect(steps.map((one) => [one.change, one.step.id, 'fields' in one ? one.fields : []])).toEqual([
      ['changed', 'unlock', ['title']],
      ['changed', 'fridge', ['role', 'evidence']],
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

  it('keeps both parts of a step that a person split while the document says the same, and only then', () => {
    const quote = 'Bag the item and call the shift lead at once.';
    const split = defined({
      ...{ sop: 'finds', title: 'Finds' },
      steps: [
        { id: 'bag', title: 'Bag the item', source: { quote } },
        { id: 'call', title: 'Call the shift lead at once', source: { quote } },
        { id: 'note', title: 'Write it into the book', source: { quote: 'Write it into the book.' } },
      ],
    });
    const next = (said: string) => {
      const quotes = [said, 'Write it into the book.', 'Tell the other shops.'];
      const steps = quotes.map((one, at) => ({ id: `s${at}`, title: one.replace('.', ''), source: { quote: one } }));
      return defined(nextRevision(split, proposed(...steps)).definition).steps.map((step) => step.id);
    };
    expect(next(quote)).toEqual(['bag', 'call', 'note', 's2']);
    expect(next('Bag the item and leave it on the desk.')).not.toContain('call');
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

describe('what people wrote into an SOP that came from a document', () => {
  const paper = (...texts: string[]): Block[] =>
    texts.map((text) => ({ page: 1, kind: text.startsWith('- ') ? 'paragraph' : 'item', text, level: 0 }));
  const wipe = 'Wipe the counter.';
  const older = paper(wipe, 'With the blue cloth only.', 'Lock the door.');
  const edited = defined({
    ...{ sop: 'closing', title: 'Closing', roles: [{ id: 'opener', title: 'Opener' }] },
    steps: [
      {
        ...{ id: 'wipe', title: 'Wipe the whole counter', role: 'opener', source: { page: 1, quote: wipe } },
        instructions: 'With the blue cloth only.\n- Never with bleach: it has burned somebody.',
        evidence: [{ id: 'ppm', title: 'Chlorine', type: 'number', unit: 'ppm', max: 3 }],
      },
      { id: 'lock', title: 'Lock the door', source: { page: 1, quote: 'Lock the door.' } },
    ],
  });
  const drafted = (instructions: string | undefined, more: object = {}) => ({
    definition: {
      ...{ sop: 'closing', title: 'Closing', roles: [{ id: 'bar', title: 'Bar staff' }] },
      steps: [
        {
          ...{ id: 'a', title: 'Wipe the counter', source: { page: 1, quote: wipe } },
          ...(instructions === undefined ? {} : { instructions }),
          evidence: [{ id: 'number', title: 'Chlorine', type: 'number' as const, unit: 'ppm', max: 9 }],
          ...more,
        },
        { id: 'b', title: 'Lock the door', source: { page: 1, quote: 'Lock the door.' } },
      ],
    },
    questions: [],
  });
  const stepOf = ({ definition, questions }: ReturnType<typeof nextRevision>) => ({
    step: defined(definition).steps[0],
    asked: questions.map((one) => one.text),
  });

  it('stays as it is where the document says the same as before', () => {
    const next = nextRevision(edited, drafted('With the blue cloth only.'), { older, newer: older });
    expect(compare(edited, defined(next.definition))).toEqual({ steps: [], fields: [] });
    expect(next.questions).toEqual([]);
  });

  it.each<[string, string | undefined, string]>([
    [
      'other words',
      'With the red cloth only.',
      'With the red cloth only.\n- Never with bleach: it has burned somebody.',
    ],
    ['nothing any more', undefined, '- Never with bleach: it has burned somebody.'],
  ])('stays beside the newer words, and is asked about: %s', (_what, words, instructions) => {
    const newer = paper(wipe, ...(words === undefined ? [] : [words]), 'Lock the door.');
    const { step, asked } = stepOf(nextRevision(edited, drafted(words), { older, newer }));
    expect(step).toMatchObject({ id: 'wipe', title: 'Wipe the whole counter', instructions });
    expect(asked).toEqual([
      'Somebody wrote “- Never with bleach: it has burned somebody.” in “Wipe the whole counter”; the new document does not have it. Does it still hold?',
      'Which values are in order for “Chlorine”? At most 3 ppm stands now, as somebody changed it; the new document says at most 9 ppm.',
    ]);
  });

  it('a title that people gave it stays, and a step that they took out is asked about', () => {
    const [, lock] = edited.steps;
    const renamed = defined({ ...edited, title: 'Closing, every evening', steps: [lock] } as DefinitionInput);
    const papers = { older: [...paper('Closing'), ...older], newer: [...paper('Closing'), ...older] };
    const next = nextRevision(renamed, drafted(undefined), papers);
    expect(next.definition.title).toBe('Closing, every evening');
    expect(next.questions[0]).toMatchObject({
      text: '“Wipe the counter” stood in the older document too, and is no step of the SOP so far: is it one now?',
      about: { step: 'a', field: 'step' },
    });
  });

  it('is not lost where the older document is gone', () => {
    const { step, asked } = stepOf(nextRevision(edited, drafted(undefined)));
    expect(step?.instructions).toBe(edited.steps[0]?.instructions);
    expect(asked[0]).toMatch(/^Somebody wrote “With the blue cloth only\. · - Never/);
  });

  it('what begins as the document does may end otherwise', () => {
    const [first, ...others] = edited.steps;
    const steps = [{ ...first, instructions: 'With the blue cloth only. Do it twice.' }, ...others];
    const more = defined({ ...edited, steps } as DefinitionInput);
    const { step } = stepOf(nextRevision(more, drafted('With the red cloth.'), { older, newer: paper(wipe) }));
    expect(step?.instructions).toBe('With the red cloth.\nWith the blue cloth only. Do it twice.');
  });

  it('a row of a table says something else when any of its cells does', () => {
    const row = (limit: string, words: string): Block[] => {
      const cell = (text: string, column: number): Block => ({
        ...{ page: 1, kind: 'cell', text, level: 0, table: { id: 0, row: 1, column } },
      });
      return [cell(limit, 0), cell(words, 1), ...paper('Lock the door.')];
    };
    const of = (limit: string) => {
      const papers = { older: row('max 9 ppm', wipe), newer: row(limit, wipe) };
      return stepOf(nextRevision(edited, drafted(undefined), papers)).step?.evidence[0]?.max;
    };
    expect([of('max 9 ppm'), of('9 ppm at the most')]).toEqual([3, 3]);
  });

  describe('one rule for what a document infers', () => {
    const lines = [
      'Wipe the counter within 2 hours and record the chlorine (max 3 ppm).',
      'Lock the door and set the alarm.',
    ];
    const paperOf = (first: string) => paper('Closing', first, lines[1] ?? '');
    const [said = ''] = lines;
    const newSaid = said.replace('2 hours', '30 minutes').replace('3 ppm', '9 ppm');
    const sop = (more: object, max: number) =>
      defined({
        ...{ sop: 'closing', title: 'Closing', roles: [{ id: 'opener', title: 'Opener' }] },
        steps: [
          {
            ...{ id: 'wipe', title: 'Wipe the counter', source: { page: 1, quote: said }, ...more },
            evidence: [{ id: 'ppm', title: 'Chlorine', type: 'number', unit: 'ppm', max }],
          },
          { id: 'lock', title: 'Lock the door and set the alarm', source: { page: 1, quote: lines[1] } },
        ],
      } as DefinitionInput);
    const next = (before: Definition, newer: string) => {
      const blocks = paperOf(newer);
      const [proposal] = draftProcedures({ name: 'closing.md', pages: 1, blocks }).drafts;
      if (!proposal) throw new Error('no draft');
      const { step, asked } = stepOf(nextRevision(before, proposal, { older: paperOf(said), newer: blocks }));
      const told = asked.filter((one) => one.includes('stands now'));
      return { due: step?.due, max: step?.evidence[0]?.max, told };
    };

    it('the newer document is the truth, and a person is asked', () => {
      expect(next(sop({ due: 'PT2H' }, 3), newSaid)).toEqual({
        ...{ due: 'PT30M', max: 9 },
        told: [
          expect.stringMatching(
            /^How long may “Wipe .*” take\? 30 minutes stands now, as the new document says; so far it was 2 hours\.$/,
          ),
          'Which values are in order for “Chlorine”? At most 9 ppm stands now, as the new document says; so far it was at most 3 ppm.',
        ],
      });
    });

    it('what a person changed by hand stays, and they are asked', () => {
      expect(next(sop({ due: 'PT1H' }, 2), newSaid)).toEqual({
        ...{ due: 'PT1H', max: 2 },
        told: [
          expect.stringMatching(
            /^How long may “Wipe .*” take\? 1 hour stands now, as somebody changed it; the new document says 30 minutes\.$/,
          ),
          'Which values are in order for “Chlorine”? At most 2 ppm stands now, as somebody changed it; the new document says at most 9 ppm.',
        ],
      });
    });

    it('nobody is asked about what both documents say alike', () => {
      const reworded = said.replace('counter', 'counter and the sink');
      expect(next(sop({ due: 'PT1H' }, 2), reworded)).toEqual({ due: 'PT1H', max: 2, told: [] });
    });

    it('holds for who does a step and who approves it, too', () => {
      const more = { role: 'bar', due: 'PT30M', approval: { role: 'bar' } };
      const [step, ...others] = edited.steps;
      const steps = [{ ...step, due: 'PT2H', approval: { role: 'opener' } }, ...others];
      const before = defined({ ...edited, steps } as DefinitionInput);
      const proposal = drafted('Now with the red cloth.', more);
      const { step: made, asked } = stepOf(nextRevision(before, proposal));
      expect(made).toMatchObject({ role: 'bar', due: 'PT30M', approval: { role: 'bar' }, evidence: [{ max: 9 }] });
      expect(asked.filter((one) => one.includes('as the new document says; so far it was'))).toHaveLength(4);
    });
  });

  it('a new step speaks of what was there by its name', () => {
    const proposal = drafted('With the blue cloth only.');
    const call = { id: 'c', title: 'Call the manager', when: 'evidence.number.value > 5.0' };
    const steps = [...proposal.definition.steps, call];
    const next = nextRevision(edited, { ...proposal, definition: { ...proposal.definition, steps } });
    expect(defined(next.definition).steps.at(-1)?.when).toBe('evidence.ppm.value > 5.0');
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
