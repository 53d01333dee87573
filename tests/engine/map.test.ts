/** The workflow map as data: what a row says, which rows a filter lets through, which procedure touches which system. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type DefinitionInput, definitionSchema } from '../../src/engine/definition.ts';
import { facetsOf, filtered, type MapFilter } from '../../src/engine/map/filter.ts';
import { isUnapproved, rowsOf } from '../../src/engine/map/inventory.ts';
import { matrixOf } from '../../src/engine/map/matrix.ts';
import { mapped, REFUND, TEMPLATES } from '../support/procedures.ts';
import { validDefinition } from './definition.arbitrary.ts';

const rows = TEMPLATES.flatMap((one) => rowsOf(mapped(one)));
const make = (parts: Partial<DefinitionInput>) => mapped(definitionSchema.parse({ sop: 'a', title: 'A', ...parts }));

describe('a row', () => {
  const refund = rowsOf(mapped(REFUND, { revision: 3 }));
  const FINANCE = { id: 'finance_lead', title: 'Finance lead' };

  it('says what a step touches, who does it, who approves it and what is kept', () => {
    expect(refund[2]).toMatchObject({
      sop: { key: 'refund-approval', revision: 3, workstream: 'Customer support' },
      step: { order: 3, id: 'pay', kind: 'task' },
      role: { id: 'support_agent', title: 'Support agent' },
      ...{ reads: [], writes: ['Payments'], judgment: 'deterministic', delegation: 'human_only' },
      approval: {
        ...{ role: FINANCE, quorum: 1, isSeparate: true, when: 'inputs.amount > 100' },
        ...{ limit: 'inputs.amount <= 500', above: { id: 'head_of_support' } },
      },
      evidence: [{ id: 'payment_reference' }, { id: 'refunded', min: 0.01 }],
      retention: { keep: 'P10Y', basis: 'Bookkeeping records' },
      needs: [{ id: 'verdict', title: 'Grant the refund?' }],
      when: 'decisions.verdict == "grant"',
    });
  });

  it('says what happens when it goes wrong, and whether that can happen to it', () => {
    const owned = { stops: true, owner: FINANCE };
    expect(refund[0]?.trouble).toEqual({
      sourceStale: { applies: true, isSaid: true, ...owned },
      toolFailed: { applies: true, isSaid: true, ...owned },
      outOfLimits: { applies: true, isSaid: false, ...owned },
      outOfPolicy: { applies: true, isSaid: false, ...owned },
    });
    expect(refund[3]?.trouble).toMatchObject({ sourceStale: { applies: false }, toolFailed: { applies: false } });
    const going = make({ steps: [{ id: 'a', title: 'A', reads: ['Till'], on: { tool_failed: 'continue' } }] });
    expect(rowsOf(going)[0]?.trouble.toolFailed).toEqual({ applies: true, stops: false, isSaid: true, owner: null });
  });

  it('names the boundaries that it can set off, and those that hold from the start', () => {
    const named = refund.map((row) =>
      row.boundaries.map(({ id, isFromStart }) => `${id}${isFromStart ? ' at once' : ''}`),
    );
    const both = ['large_refund at once', 'more_than_paid'];
    expect(named).toEqual([both, ['large_refund at once'], both, ['large_refund at once'], ['large_refund at once']]);
  });

  it('says whose approval before covers it: the nearest on each way', () => {
    expect(refund.map((row) => row.approvedBefore.map(({ id }) => id))).toEqual([
      [],
      [],
      ['verdict'],
      ['verdict'],
      ['pay'],
    ]);
    expect(refund.map(isUnapproved)).toEqual([true, false, false, false, false]);
  });

  it('counts the system of a source among those that it reads, once however it is spelt', () => {
    const sources = [{ id: 's', title: 'Prices', system: 'Price  list' }];
    const sop = make({
      sources,
      steps: [{ id: 'a', title: 'A', sources: ['s'], reads: ['price list ', 'Till', ' '] }],
    });
    expect(rowsOf(sop)[0]?.reads).toEqual(['price list ', 'Till']);
  });

  it('is there once for each step of any definition, in order', () => {
    const property = fc.property(validDefinition, (definition) => {
      const found = rowsOf(mapped(definition));
      expect(found.map(({ step }) => step.id)).toEqual(definition.steps.map((one) => one.id));
      expect(found.map(({ step }) => step.order)).toEqual(definition.steps.map((_, index) => index + 1));
    });
    fc.assert(property, { numRuns: 100 });
  });
});

describe('a filter', () => {
  const said = (filter: MapFilter) => filtered(rows, filter).map(({ sop, step }) => `${sop.key} ${step.id}`);

  test.each<[string, MapFilter, string[]]>([
    ['a system, however it is spelt', { system: ' payments' }, ['refund-approval pay']],
    ['a role that approves', { role: 'approver', sop: 'refund-approval' }, ['refund-approval verdict']],
    ['a role that decides beyond the limit', { role: 'head_of_support' }, ['refund-approval pay']],
    ['judgment', { sop: 'sop-refund-approval', judgment: 'judgment' }, ['refund-approval verdict']],
    ['what nobody approves', { sop: 'refund-approval', unapproved: true }, ['refund-approval check_order']],
    [
      'what writes',
      { workstream: 'Customer support', writing: true },
      ['complaint-handling answer', 'refund-approval pay'],
    ],
    ['what writes and nobody approves', { writing: true, unapproved: true }, []],
    ['nothing that there is', { system: 'Nothing' }, []],
  ])('lets %s through', (_what, filter, found) => {
    expect(said(filter)).toEqual(found);
  });

  it('lets through what it lets through, and nothing else, whatever there is to choose from', () => {
    const { sops, workstreams, systems, roles } = facetsOf(rows);
    expect(filtered(rows, {})).toEqual(rows);
    for (const { id } of sops) expect(said({ sop: id })).toHaveLength(rows.filter(({ sop }) => sop.id === id).length);
    for (const workstream of workstreams) expect(said({ workstream })).not.toEqual([]);
    for (const system of systems) expect(said({ system })).not.toEqual([]);
    for (const { id } of roles) expect(said({ role: id })).not.toEqual([]);
    expect(systems).toEqual(systems.toSorted((one, other) => one.localeCompare(other, 'en')));
    expect(said({ unapproved: true }).length + said({ unapproved: false }).length).toBe(rows.length);
  });
});

describe('systems by procedure', () => {
  it('says who reads and who writes, in which steps; what many touch comes first', () => {
    const { systems, procedures } = matrixOf(rows);
    expect(systems[0]).toBe('Handbook');
    const refund = procedures.find((one) => one.key === 'refund-approval');
    const touched = Object.fromEntries(systems.map((name, index) => [name, refund?.touches[index]]));
    expect(touched).toMatchObject({
      Shop: { how: 'reads', reads: [{ id: 'check_order', order: 1 }], writes: [] },
      Payments: { how: 'writes', writes: [{ id: 'pay', order: 3 }] },
      Till: null,
    });
  });

  it('takes two spellings for one system, and both ways of touching it together', () => {
    const steps = [
      { id: 'a', title: 'A', reads: ['Till'] },
      { id: 'b', title: 'B', writes: ['till '] },
    ];
    const { systems, procedures } = matrixOf(rowsOf(make({ steps })));
    expect(systems).toEqual(['Till']);
    expect(procedures[0]?.touches).toMatchObject([{ how: 'both', reads: [{ id: 'a' }], writes: [{ id: 'b' }] }]);
  });
});
