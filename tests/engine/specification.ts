/** Given / when / then for deciders: `given(events).when(command, context).then(events or { refused: code })`. */
import { expect } from 'vitest';
import type { Decider } from '../../src/engine/decider.ts';

/** How the tests of one stream speak. States, commands and contexts are deep-frozen: whoever changes one throws. */
export function specification<State, Command, Event extends object, Refusal extends { code: string }, Context>(
  decider: Decider<State, Command, Event, Refusal, Context>,
) {
  const fold = (events: readonly Event[]) =>
    events.reduce((state, event) => freeze(decider.evolve(state, freeze(event))), freeze(decider.initial));

  const given = (events: readonly Event[]) => ({
    state: fold(events),
    when: (command: Command, context: Context) => {
      const decision = freeze(decider.decide(fold(events), freeze(command), freeze(context)));
      const after = decision.status === 'accepted' ? [...events, ...decision.events] : events;
      return {
        decision,
        /** Everything that has happened now, to go on from: `given(first.events)`. */
        events: after,
        state: fold(after),
        /** Events match in order and number, each by the fields named; a refusal by its code and the fields named. */
        // biome-ignore lint/suspicious/noThenProperty: given, when, then is how these tests read; nothing awaits this value
        then: (expected: readonly Partial<Event>[] | ({ refused: Refusal['code'] } & Record<string, unknown>)) => {
          if ('refused' in expected) {
            const { refused: code, ...facts } = expected;
            expect(decision).toMatchObject({ status: 'refused', refusal: { code, ...facts } });
          } else {
            expect(decision).toMatchObject({ status: 'accepted', events: expected });
          }
        },
      };
    },
  });
  return { given, fold };
}

export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}
