import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { mergeWithNext, moveStep, removeStep, splitStep } from '../../src/engine/sop/arrange.ts';
import type { SopCommand } from '../../src/engine/sop/commands.ts';
import { decideSop } from '../../src/engine/sop/decide.ts';
import type { SopEvent } from '../../src/engine/sop/events.ts';
import { evolveSop } from '../../src/engine/sop/evolve.ts';
import { patched, patchOf } from '../../src/engine/sop/patch.ts';
import { initialSop } from '../../src/engine/sop/state.ts';
import { validDefinition } from './definition.arbitrary.ts';
import { paper } from './paper.ts';
import { freeze, specification } from './specification.ts';

const { given, fold } = specification({ initial: initialSop, decide: decideSop, evolve: evolveSop });
const ana: Actor = { type: 'member', id: 'ana', identity: 'web:ana' };
const context = {
  ...{ now: 1_000, actor: ana, keyTaken: false },
  people: { members: ['ana'], holders: {}, standIns: {}, admins: [] },
};
const asSaved = <Value>(value: Value): Value => freeze(JSON.parse(JSON.stringify(value)) as Value);

/** One definition, and another that came from it as a reviewer's does, or from somewhere else. */
const edited = validDefinition.chain((before) => {
  const at = fc.nat(Math.max(0, before.steps.length - 1)).map((index) => before.steps[index]?.id ?? '');
  return fc.tuple(
    fc.constant(before),
    fc.oneof(
      validDefinition,
      fc.constant(before),
      fc.tuple(at, fc.nat(6)).map(([id, to]) => moveStep(before, id, to)),
      at.map((id) => removeStep(before, id)),
      at.map((id) => mergeWithNext(before, id) ?? before),
      at.map((id) => splitStep(before, id, { field: 'title', at: 1 }) ?? before),
      fc.constant(before).map(({ purpose: _, ...rest }): Definition => ({ ...rest, title: 'Another title' })),
    ),
  );
});

describe('what an edit changed', () => {
  it('makes the edited draft of the one before, also when it comes from a row', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        const patch = patchOf(before, after);
        expect(patched(before, patch)).toEqual(after);
        expect(asSaved(patched(asSaved(before), asSaved(patch)))).toEqual(asSaved(after));
        expect(patchOf(after, after)).toEqual({});
      }),
    );
  });

  it.each<[string, (before: Definition) => Definition, object]>([
    ['a word', (one) => ({ ...one, title: 'Closing' }), { set: { title: 'Closing' } }],
    ['a field less', ({ purpose: _, ...one }) => one, { gone: ['purpose'] }],
    ['a step moved', (one) => moveStep(one, 'c', 0), { order: ['c', 'a', 'b'] }],
    ['a step less', (one) => ({ ...one, steps: one.steps.slice(0, 2) }), { order: ['a', 'b'] }],
    [
      'a step retitled',
      (one) => ({ ...one, steps: one.steps.map((step) => (step.id === 'b' ? { ...step, title: 'B!' } : step)) }),
      { steps: [{ id: 'b', title: 'B!' }] },
    ],
  ])('is no more than it: %s', (_, change, expected) => {
    const before = { ...paper(['a', 'b', 'c']), purpose: 'It is done.' };
    const patch = patchOf(before, change(before));
    expect(patch).toMatchObject(expected);
    expect(Object.keys(patch)).toEqual(Object.keys(expected));
  });
});

it('the events of any edits give the draft that was saved last, beside those of before', () => {
  const save = (state: ReturnType<typeof fold>) => (state.status === 'none' ? undefined : state.draft);
  fc.assert(
    fc.property(validDefinition, fc.array(validDefinition, { maxLength: 6 }), fc.nat(6), (first, later, old) => {
      const begun: SopCommand = {
        ...{ type: 'createDraft', sop: 'sop1', definition: first, questions: [], place: 'web:C1' },
      };
      let { events } = given([]).when(begun, context);
      let last = first;
      for (const [edit, next] of later.entries()) {
        // What an edit was kept as once is folded for ever.
        const whole: SopEvent = { type: 'DraftEdited', edit: edit + 1, definition: next, at: 1_000, actor: ana };
        const command = { type: 'editDraft', sop: 'sop1', edit, definition: next } as const;
        events = edit === old ? [...events, whole] : given(events).when(command, context).events;
        last = next;
      }
      expect(events.length).toBe(later.length + 1);
      expect(save(fold(events))).toMatchObject({ edit: later.length, definition: last });
      expect(asSaved(fold(asSaved(events)))).toEqual(asSaved(fold(events)));
    }),
    { numRuns: 60 },
  );
});
