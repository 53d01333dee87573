import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { type SopCommand, sopCommandSchema } from '../../src/engine/sop/commands.ts';
import { decideSop } from '../../src/engine/sop/decide.ts';
import type { SopEvent } from '../../src/engine/sop/events.ts';
import { evolveSop } from '../../src/engine/sop/evolve.ts';
import { initialSop } from '../../src/engine/sop/state.ts';
import { freeze, specification } from './specification.ts';

const { given, fold } = specification({ initial: initialSop, decide: decideSop, evolve: evolveSop });

const ana: Actor = { type: 'member', id: 'ana', identity: 'web:ana' };
const ben: Actor = { type: 'member', id: 'ben', identity: 'web:ben' };
const agent: Actor = { type: 'agent', id: 'drafter' };
const timer: Actor = { type: 'timer' };

const sop = 'sop1';
const empty = { sop: 'opening-checks', title: 'Opening checks' };
const written = { ...empty, steps: [{ id: 'look', title: 'Look' }] };
const other = { ...written, title: 'Opening checks, mended' };

describe('whatever is asked', () => {
  const raws = [written, other, empty, { ...written, sop: 'renamed' }, { ...written, steps: [{ id: 'A B' }] }, {}];
  const draft = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
  const command: fc.Arbitrary<SopCommand> = fc
    .oneof(
      fc.record({
        type: fc.constant('createDraft'),
        definition: fc.constantFrom(...raws),
        place: fc.constant('web:C1'),
      }),
      fc.record({
        type: fc.constant('editDraft'),
        draft,
        edit: fc.nat({ max: 3 }),
        definition: fc.constantFrom(...raws),
      }),
      fc.record({ type: fc.constantFrom('publishDraft', 'discardDraft'), draft }),
      fc.constantFrom({ type: 'archiveSop' }, { type: 'reviseSop', place: 'web:C1' }),
    )
    .map((asked) => sopCommandSchema.parse({ ...asked, sop }));
  const people = { members: ['ana', 'ben'], holders: {}, standIns: {}, admins: [] };
  const asked = fc.record({ command, actor: fc.constantFrom(ana, ben, agent, timer), keyTaken: fc.boolean() });

  test('deciding never throws, revisions count up, and only people moved anything but a first draft', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 25 }), (stream) => {
        let events: readonly SopEvent[] = [];
        for (const { command, ...context } of stream)
          events = given(events).when(command, { now: 1_000, people, ...context }).events;
        const revisions = events.flatMap((event) => (event.type === 'SopPublished' ? [event.revision] : []));
        expect(revisions).toEqual(revisions.map((_, index) => index + 1));
        for (const event of events.slice(1)) expect(event.actor.type).toBe('member');
        const state = fold(events);
        if (state.status === 'none') return;
        expect(state.revision).toBe(revisions.length);
        expect(state.drafts).toBe(events.filter((event) => event.type === 'DraftCreated').length);
        expect(state.active === undefined).toBe(state.revision === 0);
        expect(state.status === 'draft').toBe(state.revision === 0 && state.draft !== undefined);
        if (state.active) expect(state.active.sop).toBe(state.key);
        // Saved as JSON and read again, it is the same.
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect(fold(freeze(JSON.parse(JSON.stringify(events))))).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });
});
