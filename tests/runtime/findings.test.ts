import { describe, expect, it } from 'vitest';
import { type Definition, definitionSchema } from '../../src/engine/definition.ts';
import { type DraftFindings, inferencesFor, keepFindings } from '../../src/runtime/findings.ts';

const quoted = (id: string, quote: string) => ({ id, title: id, source: { page: 1, quote } });
const draft = (...steps: object[]) => definitionSchema.parse({ sop: 'x', title: 'X', steps }) as Definition;
const told = (step: string, value = step) => ({
  step,
  field: 'role' as const,
  value,
  confidence: 0.9,
  reason: 'it says so',
});
const drafted = (...ids: [id: string, quote: string][]): DraftFindings => ({
  ...{
    leftOut: [],
    inferences: [{ field: 'title', value: 'X', confidence: 1, reason: 'it is above' }, ...ids.map(([id]) => told(id))],
  },
  steps: ids.map(([id, quote]) => ({ id, source: { page: 1, quote } })),
});
const stepsOf = (definition: Definition, found: DraftFindings) =>
  inferencesFor(definition, found).map((one) => [one.step, one.value]);

describe('what was concluded of a step', () => {
  const found = drafted(['wash', 'Wash.'], ['dry', 'Dry.']);

  it('is told of it in a first draft, and of the SOP as a whole', () => {
    expect(stepsOf(draft(quoted('wash', 'Wash.'), quoted('dry', 'Dry.')), found)).toEqual([
      [undefined, 'X'],
      ['wash', 'wash'],
      ['dry', 'dry'],
    ]);
  });

  it.each([
    ['goes by its id of before', [quoted('old_wash', 'Wash.'), quoted('dry', 'Dry.')], ['old_wash', 'dry']],
    ['has the id of another now', [quoted('dry', 'Wash.'), quoted('wash', 'Dry.')], ['dry', 'wash']],
    ['was joined to another', [quoted('wash', 'Wash.\nDry.')], ['wash', 'wash']],
    ['is gone', [quoted('wash', 'Wash.')], ['wash']],
  ])('where it %s', (_, steps, ids) => {
    expect(
      stepsOf(draft(...steps), found)
        .slice(1)
        .map(([id]) => id),
    ).toEqual(ids);
  });

  it('is told of each of two that say the same, in their order', () => {
    const twice = drafted(['wash', 'Wash.'], ['wash_2', 'Wash.']);
    expect(stepsOf(draft(quoted('a', 'Wash.'), quoted('b', 'Wash.')), twice).slice(1)).toEqual([
      ['a', 'wash'],
      ['b', 'wash_2'],
    ]);
  });

  it('is found by the ids alone in findings of before', () => {
    const { steps: _, ...before } = found;
    expect(stepsOf(draft(quoted('wash', 'Wash.')), before).slice(1)).toEqual([
      ['wash', 'wash'],
      ['dry', 'dry'],
    ]);
  });

  it('is kept with the words of the steps', async () => {
    const kept: string[] = [];
    const files = {
      put: async (bytes: Uint8Array) => `id-${kept.push(new TextDecoder().decode(bytes))}`,
      get: async () => undefined,
    };
    const definition = { sop: 'x', title: 'X', steps: [quoted('wash', 'Wash.'), { id: 'own', title: 'Own' }] };
    const document = { name: 'x.md', pages: 1, blocks: [] };
    await keepFindings(files, {
      pages: 1,
      document,
      drafts: [{ definition, questions: [], inferences: [told('wash')] }],
    });
    expect(JSON.parse(kept[0] ?? '')).toMatchObject({
      drafts: [{ inferences: [{ step: 'wash' }], steps: [{ id: 'wash', source: { page: 1, quote: 'Wash.' } }] }],
    });
  });
});
