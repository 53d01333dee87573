import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../src/engine/definition.ts';
import { addStep, moveStep, removeStep } from '../../src/engine/sop/arrange.ts';
import { mergeDrafts } from '../../src/engine/sop/merge-drafts.ts';
import { validDefinition } from './definition.arbitrary.ts';
import { paper } from './paper.ts';

const base = paper(['a', 'b', 'c', 'd']);
const titled = (definition: Definition, id: string, title: string): Definition => ({
  ...definition,
  steps: definition.steps.map((step) => (step.id === id ? { ...step, title } : step)),
});
const titles = ({ steps }: Definition) => steps.map((step) => step.title);

describe('two versions of a draft', () => {
  it('are brought together where each changed something else', () => {
    const mine = titled(moveStep(base, 'd', 0), 'b', 'Mine');
    const theirs = { ...titled(base, 'c', 'Theirs'), title: 'Their title' };
    const { definition, conflicts, taken } = mergeDrafts(base, mine, theirs);
    expect(titles(definition)).toEqual(['d', 'a', 'Mine', 'Theirs']);
    expect(definition.title).toBe('Their title');
    expect(conflicts).toEqual([]);
    expect(taken).toEqual(['sop.title', 'c']);
  });

  it('ask where both changed the same step, and take the one that is chosen', () => {
    const [mine, theirs] = [titled(base, 'b', 'Mine'), titled(base, 'b', 'Theirs')];
    const asked = mergeDrafts(base, mine, theirs);
    expect(asked.conflicts).toMatchObject([{ id: 'b', mine: { title: 'Mine' }, theirs: { title: 'Theirs' } }]);
    expect(titles(mergeDrafts(base, mine, theirs, { b: 'mine' }).definition)).toEqual(['a', 'Mine', 'c', 'd']);
    expect(mergeDrafts(base, mine, theirs, { b: 'theirs' })).toMatchObject({ conflicts: [], taken: ['b'] });
  });

  it('ask where one took away what the other changed', () => {
    const [mine, theirs] = [titled(base, 'b', 'Mine'), removeStep(base, 'b')];
    expect(mergeDrafts(base, mine, theirs).conflicts).toMatchObject([{ id: 'b', mine: { title: 'Mine' } }]);
    expect(titles(mergeDrafts(base, mine, theirs, { b: 'mine' }).definition)).toContain('Mine');
    expect(titles(mergeDrafts(base, mine, theirs, { b: 'theirs' }).definition)).toEqual(['a', 'c', 'd']);
  });

  it('keep two new steps that got the same id', () => {
    const mine = addStep(base, 1, { title: 'New step' }) ?? base;
    const theirs = titled(addStep(base, 4, { title: 'New step' }) ?? base, 'new_step', 'Something else');
    const { definition, conflicts } = mergeDrafts(base, mine, theirs);
    expect(titles(definition).toSorted()).toEqual(['New step', 'Something else', 'a', 'b', 'c', 'd']);
    expect(conflicts).toEqual([]);
    expect(new Set(definition.steps.map((step) => step.id)).size).toBe(6);
  });

  it('are one if only one side changed anything, whichever it is', () => {
    fc.assert(
      fc.property(validDefinition, fc.nat(5), fc.nat(5), (before, from, to) => {
        const after = moveStep(removeStep(before, `s${from}`), `s${to}`, from);
        expect(mergeDrafts(before, after, before)).toMatchObject({ definition: after, conflicts: [], taken: [] });
        expect(mergeDrafts(before, before, after)).toMatchObject({ definition: after, conflicts: [] });
        expect(mergeDrafts(before, after, after)).toMatchObject({ definition: after, conflicts: [], taken: [] });
      }),
    );
  });
});
