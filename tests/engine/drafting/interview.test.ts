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

  it('an answer that belongs to no step is asked about, never dropped', () => {
    const { questions } = draftOf({
      ...{ title: 'Closing', steps: 'Wipe the counter\nLock the door', due: 'soon' },
      ...{ approvals: 'Cash book: owner\nLock the door', evidence: 'Terrace: photo' },
    });
    const asked = questions.map((one) => one.text).join('\n');
    for (const said of ['Cash book: owner', 'Lock the door', 'Terrace: photo', 'soon'])
      expect(asked).toContain(`“${said}”`);
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
