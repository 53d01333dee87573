import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { cycles } from '../../src/engine/flow.ts';
import { addStep, asStep, mergeWithNext, moveStep, removeStep, splitStep } from '../../src/engine/sop/arrange.ts';
import { effortOf } from '../support/effort.ts';
import { validDefinition } from './definition.arbitrary.ts';

const ids = (definition: Definition | undefined) => definition?.steps.map((step) => step.id);

function made(...steps: readonly object[]): Definition {
  const parsed = parseDefinition({ sop: 'x', title: 'X', roles: [{ id: 'lead' }, { id: 'cook' }], steps });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const task = (id: string, more: object = {}) => ({ id, title: `Do ${id}`, ...more });
const step = (definition: Definition | undefined, id: string) => definition?.steps.find((one) => one.id === id);

describe('any row of changes', () => {
  const change = fc.tuple(
    fc.constantFrom('move', 'merge', 'split', 'remove', 'add'),
    fc.nat({ max: 8 }),
    fc.nat({ max: 8 }),
  );

  function changed(definition: Definition, [what, at, more]: [string, number, number]): Definition {
    const { id = 'none', title = '' } = definition.steps[at % Math.max(1, definition.steps.length)] ?? {};
    switch (what) {
      case 'move':
        return moveStep(definition, id, more);
      case 'merge':
        return mergeWithNext(definition, id) ?? definition;
      case 'split':
        return splitStep(definition, id, { field: 'title', at: title.length >> 1 }) ?? definition;
      case 'remove':
        return removeStep(definition, id);
      default:
        return addStep(definition, more, { title: title || 'More' }) ?? definition;
    }
  }

  it('leaves what could be read readable, with ids that are unique', () => {
    fc.assert(
      fc.property(validDefinition, fc.array(change, { minLength: 1, maxLength: 12 }), (definition, changes) => {
        let now = definition;
        for (const one of changes) {
          now = changed(now, one);
          expect(new Set(ids(now)).size).toBe(now.steps.length);
          expect(parseDefinition(now)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses no word but of what is removed', () => {
    const words = ({ steps }: Definition) =>
      steps
        .flatMap((one) => [one.title, one.instructions ?? ''])
        .join(' ')
        .match(/\S+/g)
        ?.join('')
        .split('')
        .sort()
        .join('') ?? '';
    fc.assert(
      fc.property(validDefinition, fc.array(change, { maxLength: 8 }), (definition, changes) => {
        const kept = changes.filter(([what]) => what !== 'remove' && what !== 'add');
        expect(words(kept.reduce(changed, definition))).toBe(words(definition));
      }),
    );
  });
});

describe('moving', () => {
  it('puts a step at its place, and at the end beyond it', () => {
    const before = made(task('a'), task('b'), task('c'));
    expect(ids(moveStep(before, 'a', 1))).toEqual(['b', 'a', 'c']);
    expect(ids(moveStep(before, 'a', 9))).toEqual(['b', 'c', 'a']);
    expect(ids(moveStep(before, 'c', -1))).toEqual(['c', 'a', 'b']);
    expect(moveStep(before, 'none', 1)).toBe(before);
  });

  it('no longer waits for what it was put above', () => {
    const before = made(task('a', { needs: [] }), task('b', { needs: [] }), task('c', { needs: ['a', 'b'] }));
    expect(step(moveStep(before, 'c', 1), 'c')?.needs).toEqual(['a']);
    expect(step(moveStep(before, 'c', 0), 'c')).not.toHaveProperty('needs');
    expect(step(moveStep(before, 'a', 2), 'c')?.needs).toEqual(['b']);
  });

  it('says where an expression lost its footing, and keeps it', () => {
    const asks = { when: 'evidence.temp.value > 5' };
    const before = made(task('a', { evidence: [{ id: 'temp', title: 'T', type: 'number' }] }), task('b', asks));
    const after = moveStep(before, 'b', 0);
    expect(step(after, 'b')?.when).toBe(asks.when);
    expect(parseDefinition(after)).toMatchObject({ ok: false, problems: [{ path: 'steps.b.when' }] });
  });
});

describe('merging', () => {
  it('keeps the words, the evidence and the approval of both', () => {
    const before = made(
      task('a', { role: 'cook', source: { page: 1, quote: 'One', box: { x: 10, y: 10, width: 50, height: 10 } } }),
      task('b', {
        ...{ instructions: 'Slowly.', approval: { role: 'lead' }, evidence: [{ id: 'e', title: 'E', type: 'text' }] },
        source: { page: 1, quote: 'Two', box: { x: 20, y: 30, width: 60, height: 10 } },
      }),
      task('c', { needs: ['b'] }),
    );
    const after = mergeWithNext(before, 'a');
    expect(step(after, 'a')).toMatchObject({
      ...{ title: 'Do a', instructions: 'Do b\nSlowly.', role: 'cook', approval: { role: 'lead' } },
      evidence: [{ id: 'e' }],
      source: { page: 1, quote: 'One\nTwo', box: { x: 10, y: 10, width: 70, height: 30 } },
    });
    expect(step(after, 'c')?.needs).toEqual(['a']);
  });

  it('makes an approval that stands alone the approval of the work above it', () => {
    const before = made(task('a', { role: 'cook' }), task('b', { kind: 'approval', approval: { role: 'lead' } }));
    expect(step(mergeWithNext(before, 'a'), 'a')).toMatchObject({ kind: 'task', approval: { role: 'lead' } });
  });

  it('is refused where there is none below, or too much in it', () => {
    const before = made(task('a', { instructions: 'x'.repeat(7000) }), task('b', { instructions: 'x'.repeat(2000) }));
    expect(mergeWithNext(before, 'a')).toBeUndefined();
    expect(mergeWithNext(before, 'b')).toBeUndefined();
  });
});

describe('splitting', () => {
  it('cuts the title, and whoever waited for the step waits for its end', () => {
    const before = made(task('a', { title: 'Wash and dry', role: 'cook' }), task('b', { needs: ['a'] }));
    const after = splitStep(before, 'a', { field: 'title', at: 4 });
    expect(after?.steps.map((one) => [one.title, one.role])).toEqual([
      ['Wash', 'cook'],
      ['and dry', 'cook'],
      ['Do b', undefined],
    ]);
    expect(step(after, 'b')?.needs).toEqual([after?.steps[1]?.id]);
  });

  it('makes the line after the cursor the title, and the rest its instructions', () => {
    const before = made(task('a', { instructions: 'First this.\n- Then that\nCarefully.' }));
    const after = splitStep(before, 'a', { field: 'instructions', at: 12 });
    expect(after?.steps).toMatchObject([
      { title: 'Do a', instructions: 'First this.' },
      { title: 'Then that', instructions: 'Carefully.' },
    ]);
  });

  it.each([0, 4, 99])('is refused at %i, where a half would be empty', (at) => {
    expect(splitStep(made(task('a', { title: 'Wash' })), 'a', { field: 'title', at })).toBeUndefined();
  });
});

it('puts steps that all wait for each other in order while a person waits', () => {
  const drawn = made(...Array.from({ length: 300 }, (_, index) => task(`s${index}`)));
  const ring = (index: number) => Array.from({ length: 100 }, (_, next) => `s${(index + 1 + next) % 300}`);
  const tangled = { ...drawn, steps: drawn.steps.map((one, index) => ({ ...one, needs: ring(index) })) };
  // It takes a tenth of that; the first way took half a minute.
  expect(effortOf(() => moveStep(tangled, 's1', 299))).toBeLessThan(8_000);
  expect(cycles(moveStep(tangled, 's1', 299))).toEqual([]);
});

describe('adding', () => {
  it('keeps a line that is too long for a title in full', () => {
    const long = `Look ${'very '.repeat(60)}closely`;
    const { title, instructions } = asStep(long);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(instructions).toBe(long);
  });

  it('is refused when there are as many steps as there may be', () => {
    const full = made(...Array.from({ length: 300 }, (_, index) => task(`s${index}`)));
    expect(addStep(full, 0, { title: 'One more' })).toBeUndefined();
    expect(splitStep(full, 's0', { field: 'title', at: 3 })).toBeUndefined();
  });
});
