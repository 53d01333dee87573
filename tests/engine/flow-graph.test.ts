/** The flow of a procedure as a graph: what it has for any definition, and where the answers to a decision lead. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Definition, needsOf } from '../../src/engine/definition.ts';
import { flowGraph } from '../../src/engine/map/flow-graph.ts';
import { definitionOf, REFUND, SHOP_RETURNS, TEMPLATES } from '../support/procedures.ts';
import { validDefinition } from './definition.arbitrary.ts';

const own = (id: string) => id.replace(/^step:/, '');

/** `verdict → pay: Grant it` */
function told(definition: Definition): readonly string[] {
  return flowGraph(definition).edges.map(({ from, to, type, options }) => {
    const said = type === 'branch' ? `: ${options.map((one) => one.title).join(', ')}` : '';
    return `${own(from)} ${type === 'stops' ? 'may stop at' : '→'} ${own(to)}${said}`;
  });
}

function holdsTogether(definition: Definition): void {
  const { nodes, edges } = flowGraph(definition);
  const ids = nodes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
  const steps = nodes.flatMap((node) => (node.type === 'step' ? [node.step] : []));
  expect(steps).toEqual(definition.steps.map(({ id }) => id));
  const boundaries = nodes.flatMap((node) => (node.type === 'boundary' ? [node.boundary] : []));
  expect(boundaries).toEqual(definition.boundaries.map(({ id }) => id));
  for (const { from, to } of edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);

  const before = (step: string) => edges.filter(({ to }) => to === `step:${step}`).map(({ from }) => own(from));
  definition.steps.forEach((step, index) => {
    const needs = [...new Set(needsOf(definition, index))];
    expect(before(step.id)).toEqual(needs.length > 0 ? needs : ['start']);
  });
  // Whatever is done leads to the end.
  const behind = (id: string) => edges.some(({ from, type }) => from === id && type !== 'stops');
  expect(nodes.filter(({ id, type }) => type !== 'end' && type !== 'boundary' && !behind(id))).toEqual([]);
}

describe('the flow of a procedure', () => {
  it('has each step once, an edge for each of its needs, and a way to the end, whatever the definition', () => {
    fc.assert(fc.property(validDefinition, holdsTogether), { numRuns: 150 });
    for (const definition of [...TEMPLATES, SHOP_RETURNS]) holdsTogether(definition);
  });

  it('leads along the options of a decision', () => {
    expect(told(REFUND)).toEqual([
      'start → check_order',
      'check_order → verdict',
      'verdict → pay: Grant it',
      'verdict → explain: Refuse it',
      'pay → close',
      'explain → close',
      'close → end',
      'start may stop at boundary:large_refund',
      'pay may stop at boundary:more_than_paid',
    ]);
  });

  it('goes past the branches with what leads into none of them', () => {
    const incident = TEMPLATES.find((one) => one.sop === 'incident-first-hour') as Definition;
    expect(told(incident)).toEqual(
      expect.arrayContaining([
        'contain → carry_out: Roll back the change, Switch the part off, Fail over',
        'contain → holds: Watch it for now',
        'carry_out → holds',
      ]),
    );
  });

  it('says a condition on the step that its branches do not say, and where no option leads', () => {
    const definition = definitionOf(`
sop: a
title: A
inputs: [{id: n, title: N, type: number}]
steps:
  - {id: d, title: D, kind: decision, options: [{id: yes, title: Yes}, {id: no, title: No}]}
  - {id: both, title: Both, needs: [d], when: 'decisions.d == "yes" && inputs.n > 5'}
  - {id: later, title: Later, needs: [both], when: 'decisions.d == "no"'}
  - {id: never, title: Never, needs: [d], when: 'decisions.d == "yes" && decisions.d == "no"'}
`);
    expect(told(definition)).toEqual(expect.arrayContaining(['d → both: Yes', 'both → later', 'd → never: ']));
    const conditions = flowGraph(definition).nodes.flatMap((node) => (node.type === 'step' ? [node.condition] : []));
    expect(conditions).toEqual([null, 'decisions.d == "yes" && inputs.n > 5', 'decisions.d == "no"', null]);
  });

  it('goes from the start to the end where there is no step yet', () => {
    expect(told(definitionOf('sop: a\ntitle: A'))).toEqual(['start → end']);
  });
});
