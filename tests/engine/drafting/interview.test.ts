import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import { type Answers, draftOfInterview } from '../../../src/engine/drafting/interview.ts';

const NOTHING: Answers = {
  ...{ title: '', purpose: '', steps: '', inputs: '', sources: '', approvals: '', evidence: '' },
  ...{ due: '', owner: '', boundaries: '' },
};

const draftOf = (answers: Partial<Answers>) => {
  const draft = draftOfInterview({ ...NOTHING, ...answers });
  if (!draft) throw new Error('no draft');
  const parsed = parseDefinition(draft.definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { definition: parsed.definition, questions: draft.questions };
};

describe('an interview', () => {
  it('fills every place that a definition has for the six questions', () => {
    const { definition, questions } = draftOf({
      title: 'Refund of an order',
      purpose: 'Money goes back only where it is owed.',
      steps: '1. Look up the order in the shop system\n2. Check the photo of the damage\n3. Pay out the amount',
      inputs: 'Order number\nAmount (EUR)',
      sources: 'Order in the shop system',
      approvals: 'Pay out: Shift lead, 2 people',
      evidence: 'Damage: photo\nStep 3: receipt as a file',
      due: '30m',
      owner: 'Support manager',
      boundaries: 'Refunds above 200 EUR',
    });
    expect(definition).toMatchObject({
      ...{ sop: 'refund-of-an-order', title: 'Refund of an order', purpose: 'Money goes back only where it is owed.' },
      inputs: [
        { id: 'order_number', title: 'Order number', type: 'text' },
        { id: 'amount', title: 'Amount', type: 'number', unit: 'EUR' },
      ],
      sources: [{ title: 'Order in the shop system' }],
      ...{ accountable_manager: 'support_manager', exception_owner: 'support_manager' },
      defaults: { due: 'PT30M', escalate: [{ after: 'PT30M', to: 'support_manager' }] },
    });
    expect(definition.steps.map((step) => step.title)).toEqual([
      'Look up the order in the shop system',
      'Check the photo of the damage',
      'Pay out the amount',
    ]);
    expect(definition.steps[1]?.evidence.map((item) => item.type)).toContain('photo');
    expect(definition.steps[2]?.evidence.map((item) => item.type)).toContain('file');
    expect(definition.steps[2]?.approval).toMatchObject({ role: 'shift_lead', quorum: 2 });
    expect(questions[0]?.text).toContain('Refunds above 200 EUR');
  });

  it('asks for nothing that was answered', () => {
    const { definition, questions } = draftOf({
      ...{ title: 'Torte bestellen', due: '2 Stunden', approvals: 'Torte freigeben: Chefin' },
      steps: 'Verkäuferin: Wunsch aufschreiben\nKonditor: Torte backen\nKonditor: Torte freigeben',
    });
    expect(definition.defaults?.due).toBe('PT2H');
    expect(definition.steps[2]?.approval?.role).toBe('chefin');
    expect(questions).toEqual([]);
  });

  it('an answer that belongs to no step is asked about, never dropped', () => {
    const { questions } = draftOf({
      ...{ title: 'Closing', steps: 'Wipe the counter\nLock the door', due: 'soon' },
      ...{ approvals: 'Cash book: owner\nLock the door', evidence: 'Terrace: photo' },
    });
    const asked = questions.map((one) => one.text).join('\n');
    for (const said of ['Cash book: owner', 'Lock the door', 'Terrace: photo', 'soon'])
      expect(asked).toContain(`“${said}”`);
  });

  it.each<[string, string, string | undefined]>([
    ['Barkeeper: wipe down the counter', 'Wipe down the counter', 'Barkeeper'],
    ['Бариста: wipe down the counter', 'Wipe down the counter', 'Бариста'],
    ['At 10:30 open the front door', 'At 10:30 open the front door', undefined],
    ['Step 2: Wipe down the counter', 'Step 2: Wipe down the counter', undefined],
    ['Write the amount to https://till.example', 'Write the amount to https://till.example', undefined],
  ])('who does a step stands before the colon, if anybody does: %s', (steps, title, role) => {
    const { definition } = draftOf({ title: 'Closing', steps });
    const { steps: made, roles } = definition;
    expect(made.map((step) => [step.title, roles.find((one) => one.id === step.role)?.title])).toEqual([[title, role]]);
  });

  it('what the steps speak of stays, though nobody answered a question about it', () => {
    const refund = 'Check the order\nThe manager approves refunds above 100 EUR before they are paid';
    for (const inputs of ['', 'Order number'])
      expect(draftOf({ title: 'Refund', steps: refund, inputs })).toBeDefined();
  });

  it('boundaries are asked about in the order in which they were said', () => {
    const { questions } = draftOf({ title: 'Closing', steps: 'Lock the door', boundaries: 'A fire\nA flood' });
    expect(questions.slice(0, 2).map((one) => /“(.*?)”/.exec(one.text)?.[1])).toEqual(['A fire', 'A flood']);
  });

  it('an approval that fits no step makes no role, and a number in it is no quorum unless it counts people', () => {
    const { definition } = draftOf({
      ...{ title: 'Closing', steps: 'Count the till' },
      approvals: 'Terrace: Gardener\nCount the till: Shift lead after 5 pm',
    });
    expect(definition.roles.map((role) => role.title)).toEqual(['Shift lead after 5 pm']);
    expect(definition.steps[0]?.approval?.quorum).toBe(1);
  });

  it('every line is a step, even where a document would not be one', () => {
    const { definition } = draftOf({ title: 'Milk', steps: 'Milk\nLine 2\nMilk' });
    expect(definition.steps.map((step) => step.title)).toEqual(['Milk', 'Line 2', 'Milk']);
  });

  it.each([
    ['Till: Shift lead, 2 people', 'Shift lead', 2],
    ['Till: Shift lead 2 people', 'Shift lead', 2],
    ['Till: 2 shift leads', 'Shift leads', 2],
    ['Till: Shift lead (3)', 'Shift lead', 3],
    ['Till: Shift lead', 'Shift lead', 1],
  ])('how many approve: %s', (approvals, title, quorum) => {
    const { definition } = draftOf({ title: 'Closing', steps: 'Count the till', approvals });
    const { role = '', ...approval } = definition.steps[0]?.approval ?? {};
    expect(definition.roles.find((one) => one.id === role)?.title).toBe(title);
    expect(approval).toMatchObject({ quorum });
  });

  it('asks who else approves what one role does and approves', () => {
    const { questions } = draftOf({
      ...{ title: 'Torte bestellen', steps: 'Konditor: Torte backen\nChefin: Torte freigeben und herausgeben' },
      approvals: 'Torte freigeben: Chefin',
    });
    expect(questions.find((one) => one.about?.field === 'approval')?.text).toBe(
      'Chefin does “Torte freigeben und herausgeben” and approves it, but nobody approves their own work: who else does?',
    );
  });

  it.each<[string, string, number | undefined]>([
    ['Torte: Foto', 'which several steps have alike', undefined],
    ['Torte verzieren: Foto', 'all of which one step has', 1],
    ['Torte mit Kerzen: Foto', 'of which one step has most', 2],
    ['Torte backen: Foto', 'that are all of one step’s', 0],
    ['2: Foto', 'none of which, but its number', 1],
  ])('“%s” goes to the step whose words match best (%s)', (evidence, _why, at) => {
    const steps = 'Torte backen\nTorte mit Marzipan verzieren\nTorte und Kerzen herausgeben';
    const { definition, questions } = draftOf({ title: 'Torte', steps, evidence });
    const with_ = definition.steps.flatMap((step, index) =>
      step.evidence.some(({ type }) => type === 'photo') ? [index] : [],
    );
    expect(with_).toEqual(at === undefined ? [] : [at]);
    const asked = questions.find((one) => one.about?.field === 'evidence');
    expect(asked?.about).toEqual(at === undefined ? { field: 'evidence', words: 'Foto', type: 'photo' } : undefined);
    expect(asked?.reason).toEqual(
      at === undefined
        ? 'it fits “Torte backen” and “Torte mit Marzipan verzieren” and “Torte und Kerzen herausgeben” alike'
        : undefined,
    );
  });

  it('without steps there is no draft', () => {
    expect(draftOfInterview({ ...NOTHING, title: 'Closing' })).toBeUndefined();
  });

  it('whatever is answered, the draft is valid', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom('Pay: lead, 3', 'Count the till', '5 °C', '2h', ':', '1.'),
    );
    const lines = fc.array(words, { maxLength: 6 }).map((all) => all.join('\n'));
    const answers = fc.record({
      ...{ title: words, purpose: words, steps: lines, inputs: lines, sources: lines, approvals: lines },
      ...{ evidence: lines, due: words, owner: words, boundaries: lines },
    });
    fc.assert(
      fc.property(answers, (given) => {
        const draft = draftOfInterview(given);
        if (draft) expect(parseDefinition(draft.definition)).toMatchObject({ ok: true });
      }),
    );
  });
});
