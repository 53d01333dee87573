/** Whatever the SOP says and whatever happened: what is learned is sound, weakens no approval, and is kept as it was decided. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSame } from '../../src/engine/canonical.ts';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition } from '../../src/engine/definition.ts';
import type { Case } from '../../src/engine/lessons/case.ts';
import { wordsFor } from '../../src/engine/lessons/lessons.ts';
import { TROUBLE_KINDS, type Trouble } from '../../src/engine/run/trouble.ts';
import { type SopCommand, sopCommandSchema } from '../../src/engine/sop/commands.ts';
import { decideSop } from '../../src/engine/sop/decide.ts';
import type { SopEvent } from '../../src/engine/sop/events.ts';
import { evolveSop } from '../../src/engine/sop/evolve.ts';
import { initialSop, type KnownSop } from '../../src/engine/sop/state.ts';
import { validDefinition } from './definition.arbitrary.ts';

const fold = (events: readonly SopEvent[]) => events.reduce(evolveSop, initialSop);
const ana = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
const service = { type: 'service', id: 'lessons' } as const;
const sop = 'sop1';
const people = { members: ['ana'], holders: {}, standIns: {}, admins: ['ana'] };

const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('Shut', 'x'.repeat(4_000), ' \n '),
);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const drawnCase = fc.record({
  run: fc.integer({ min: 1, max: 5 }).map((number) => `r${number}`),
  step: fc.constantFrom('s0', 's0', 's0', 's1', undefined),
  kind: fc.constantFrom(...TROUBLE_KINDS),
  isOther: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
  how: fc.constantFrom<Trouble['how'][]>('retry', 'override', 'override', undefined),
  note: some(said),
  reason: some(said),
  change: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ say: some(said.map((words) => words.slice(0, 1_000))) }) },
  ),
  value: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  took: fc.integer({ min: 0, max: 1e8 }),
});
/** Any troubles, as a run would have told them: mostly of one kind, so that they add up. */
const drawnCases = fc
  .tuple(fc.constantFrom(...TROUBLE_KINDS), fc.array(drawnCase, { minLength: 4, maxLength: 14 }))
  .map(([most, drawn]) =>
    drawn.map(({ value, took, isOther, ...one }, index): Case => {
      const kind = isOther ? one.kind : most;
      const isRead = kind === 'out_of_limits' && one.how === 'override' && one.step !== undefined;
      const more = {
        ...{ ref: `x${index}`, at: index, by: ana, kind },
        ...(isRead ? { accepted: [{ item: `e${one.step?.slice(1)}_0`, value }] } : {}),
        ...(kind === 'late' || kind === 'missed' ? { took } : {}),
      };
      return JSON.parse(JSON.stringify({ ...one, ...more })) as Case;
    }),
  );
/** Whatever a step records first is a number with limits. */
const measured = validDefinition.map((definition): Definition => {
  const steps = definition.steps.map((step) => {
    const [first, ...others] = step.evidence;
    const reading = first && { id: first.id, title: first.title, type: 'number', required: true, min: 0, max: 5 };
    return { ...step, evidence: reading ? [reading, ...others] : [] };
  });
  const parsed = parseDefinition({ ...definition, steps });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
});

const publishedAs = (definition: Definition): readonly SopEvent[] => [
  {
    type: 'DraftCreated',
    sop,
    key: definition.sop,
    draft: 1,
    definition,
    questions: [],
    place: 'web:C1',
    at: 0,
    actor: ana,
  },
  { type: 'SopPublished', revision: 1, draft: 1, definition, at: 0, actor: ana },
];

describe('whatever happened', () => {
  test('an accepted edit gives a valid draft, with every approval as it was, and no step with one may be left out', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(measured, drawnCases, fc.infiniteStream(fc.nat({ max: 3 })), (definition, cases, choices) => {
        const events = [...publishedAs(definition)];
        let state = fold(events) as KnownSop;
        const ask = (command: SopCommand, by: typeof ana | typeof service, now: number) => {
          const decision = decideSop(state, command, { now, actor: by, keyTaken: false, people });
          if (decision.status === 'refused') return;
          events.push(...decision.events);
          state = decision.events.reduce(evolveSop, state) as KnownSop;
        };
        for (const step of new Set(cases.map((one) => one.step))) {
          const raw = { type: 'learn', sop, ...(step && { step }), cases: cases.filter((one) => one.step === step) };
          ask(sopCommandSchema.parse(raw), service, 100);
        }
        for (const { proposal, about, step, edit, cases: refs } of state.proposals ?? []) {
          kinds.add(edit.type);
          const cited = cases.filter((one) => refs.some(({ ref }) => ref === one.ref));
          const line = wordsFor(definition, { about, ...(step && { step }) }, cited);
          const isTaken = choices.next().value > 0;
          if (isTaken) ask({ type: 'acceptProposal', sop, proposal, place: 'web:C1', line }, ana, 200);
          else ask({ type: 'dismissProposal', sop, proposal, reason: 'no' }, ana, 200);
        }
        const draft = state.draft?.definition ?? definition;
        const checked = parseDefinition(draft);
        expect(checked.ok && isSame(checked.definition, draft)).toBe(true);
        for (const [index, step] of draft.steps.entries()) {
          const before = definition.steps[index];
          expect(isSame(step.approval, before?.approval)).toBe(true);
          expect([step.id, step.kind, step.role]).toEqual([before?.id, before?.kind, before?.role]);
          if (step.skippable && !before?.skippable) expect(step.approval).toBeUndefined();
        }
        expect(isSame(draft.boundaries, definition.boundaries)).toBe(true);
        // Nothing changes an active revision but publishing.
        expect(isSame(state.active, definition)).toBe(true);
        ask({ type: 'publishDraft', sop }, ana, 300);
        expect(isDeepStrictEqual(fold(events), state)).toBe(true);
        expect(isDeepStrictEqual(fold(JSON.parse(JSON.stringify(events)) as SopEvent[]), state)).toBe(true);
        expect(isDeepStrictEqual(JSON.parse(JSON.stringify(state)), state)).toBe(true);
      }),
      { numRuns: 120, seed: 5 },
    );
    expect(kinds.size).toBeGreaterThan(3);
  });
});
