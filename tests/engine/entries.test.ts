import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';
import { type Definition, definitionSchema } from '../../src/engine/definition.ts';
import { LIMITS } from '../../src/engine/limits.ts';
import {
  addBoundary,
  addEvidence,
  addInput,
  addOption,
  addSource,
  INPUT_TYPES,
  RECORDED_TYPES,
  recordedAs,
  retypeInput,
  STEP_KINDS,
  withKind,
} from '../../src/engine/sop/entries.ts';

const REFUND = definitionSchema.parse({
  ...{ sop: 'refund', title: 'Refund', roles: [{ id: 'lead', title: 'Lead' }], exception_owner: 'lead' },
  inputs: [{ id: 'amount', title: 'Amount', type: 'number', unit: 'EUR', min: 1 }],
  sources: [{ id: 'orders', title: 'Orders' }],
  steps: [
    {
      ...{ id: 'check', title: 'Check', role: 'lead' },
      evidence: [{ id: 'paid', title: 'Paid', type: 'number', unit: 'EUR', max: 9 }],
    },
    { id: 'choose', title: 'Choose', kind: 'decision', options: ['yes', 'no'].map((id) => ({ id, title: id })) },
  ],
}) as Definition;

/** What was made, once it is known to be a definition. */
function sound(made: unknown): Definition {
  const parsed = parseDefinition(made);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}
const many = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, at) => item(at));

describe('an entry that is added', () => {
  it('has a name of its own, also where the words are the same or have no letters', () => {
    const inputs = sound(addInput(sound(addInput(sound(addInput(REFUND, 'Amount')), '…')), '…')).inputs;
    expect(inputs.map((one) => one.id)).toEqual(['amount', 'amount_2', 'input', 'input_2']);
    expect(sound(addSource(REFUND, 'Orders')).sources.map((one) => one.id)).toEqual(['orders', 'orders_2']);
    expect(sound(addOption(REFUND, { step: 'choose' }, 'No')).steps[1]?.options?.map((one) => one.id)).toEqual([
      'yes',
      'no',
      'no_2',
    ]);
  });

  it('is a boundary with its role, which may be a new one', () => {
    const made = sound(addBoundary(REFUND, { title: 'Large', when: 'inputs.amount > 100', role: 'Director' }));
    expect(made.boundaries).toEqual([{ id: 'large', title: 'Large', when: 'inputs.amount > 100', role: 'director' }]);
    expect(made.roles.at(-1)).toEqual({ id: 'director', title: 'Director' });
    expect(addBoundary(REFUND, { title: 'Large', when: 'true', role: 'lead' })).toMatchObject({
      boundaries: [{ role: 'lead' }],
      roles: [{ id: 'lead' }],
    });
  });

  it('is an option of an input and of what is recorded, too', () => {
    const asked = sound(addOption(sound(retypeInput(REFUND, 'amount', 'choice')), { input: 'amount' }, 'Later'));
    expect(asked.inputs[0]?.options?.map((one) => one.id)).toEqual(['yes', 'no', 'later']);
    const chosen = sound(addEvidence(REFUND, 'check', { title: 'Verdict', type: 'choice' }));
    const more = sound(addOption(chosen, { step: 'check', evidence: 'verdict' }, 'Later'));
    expect(more.steps[0]?.evidence[1]?.options?.map((one) => one.title)).toEqual(['Yes', 'No', 'Later']);
  });

  it('finds no room where there is none, and nothing where its place is gone', () => {
    const full: Definition = {
      ...REFUND,
      inputs: many(LIMITS.inputs, (at) => ({ id: `i${at}`, title: 'I', type: 'text' as const, required: true })),
      sources: many(LIMITS.sources, (at) => ({ id: `s${at}`, title: 'S' })),
      boundaries: many(LIMITS.boundaries, (at) => ({ id: `b${at}`, title: 'B', when: 'true', role: 'lead' })),
    };
    expect(addInput(full, 'More')).toBeUndefined();
    expect(addSource(full, 'More')).toBeUndefined();
    expect(addBoundary(full, { title: 'More', when: 'true', role: 'lead' })).toBeUndefined();
    expect(addOption(REFUND, { step: 'check' }, 'No options here')).toBeUndefined();
    expect(addOption(REFUND, { input: 'gone' }, 'Gone')).toBeUndefined();
    expect(addEvidence(REFUND, 'gone', { title: 'Gone', type: 'text' })).toBeUndefined();
    expect(retypeInput(REFUND, 'gone', 'text')).toBeUndefined();
    expect(withKind(REFUND, 'gone', 'task')).toBeUndefined();
  });
});

describe('another kind', () => {
  it.each(INPUT_TYPES)('of an input is sound: %s', (type) => {
    const [input] = sound(retypeInput(REFUND, 'amount', type)).inputs;
    expect(input).toMatchObject({ id: 'amount', title: 'Amount', type });
    expect(input?.unit).toBe(type === 'number' ? 'EUR' : undefined);
  });

  it.each(RECORDED_TYPES)('of what is recorded is sound: %s', (type) => {
    const steps = REFUND.steps.map((step) => ({
      ...step,
      evidence: step.evidence.map((one) => recordedAs(one, type)),
    }));
    expect(sound({ ...REFUND, steps }).steps[0]?.evidence[0]).toMatchObject({ id: 'paid', title: 'Paid', type });
  });

  it.each(STEP_KINDS.flatMap((kind) => ['check', 'choose'].map((id) => [id, kind] as const)))(
    'of step %s is sound: %s',
    (id, kind) => {
      const made = withKind({ ...REFUND, steps: REFUND.steps.map((step) => ({ ...step, evidence: [] })) }, id, kind);
      const step = sound(made).steps.find((one) => one.id === id);
      expect(step?.kind).toBe(kind);
      expect(step?.options !== undefined).toBe(kind === 'decision');
      expect(step?.approval?.role).toBe(kind === 'approval' ? 'lead' : undefined);
    },
  );

  it('of a step is no approval where there is nobody to approve', () => {
    const { exception_owner: _, ...nobody } = REFUND;
    expect(withKind({ ...nobody, roles: [] }, 'choose', 'approval')).toBeUndefined();
  });
});
