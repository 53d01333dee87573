/** Whatever is published and whatever is sent. On a failure fast-check prints the seed and the shortest stream it found. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Definition, needsOf } from '../../src/engine/definition.ts';
import { viewKey } from '../../src/engine/effect.ts';
import { evaluate } from '../../src/engine/expression.ts';
import { type RunCommand, runCommandSchema } from '../../src/engine/run/commands.ts';
import type { People, RunContext } from '../../src/engine/run/context.ts';
import { decideRun } from '../../src/engine/run/decide.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { evolveRun } from '../../src/engine/run/evolve.ts';
import { factsOf } from '../../src/engine/run/facts.ts';
import { boundaryOf, isEnded } from '../../src/engine/run/live.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { initialRun, type RunState } from '../../src/engine/run/state.ts';
import { asked, definitions, MONDAY, type Move, memberActor, moves, peoples } from './run-random.ts';
import { endings, objections } from './run-witness.ts';
import { freeze } from './specification.ts';

const RUNS = 200;

interface Told {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly accepted: readonly string[];
}

/** Plays a stream; `each` looks at every accepted command. */
function play(
  definition: Definition,
  people: People,
  stream: readonly Move[],
  each: (command: RunCommand, after: RunState, events: readonly RunEvent[]) => void = () => undefined,
): Told {
  const sop = { id: 's1', status: 'active', revision: 1 } as const;
  let now = MONDAY;
  let state: RunState = initialRun;
  const events: RunEvent[] = [];
  const accepted: string[] = [];
  const ask = (command: RunCommand, actor: RunContext['actor']) => {
    const before = JSON.stringify(state);
    const decision = decideRun(freeze(state), freeze(command), freeze({ now, actor, definition, sop, people }));
    expect(JSON.stringify(state)).toBe(before);
    if (decision.status === 'refused') return;
    const wasEnded = state.status === 'ended';
    state = decision.events.reduce(evolveRun, state);
    events.push(...decision.events);
    accepted.push(command.type);
    expect(wasEnded).toBe(false);
    each(command, state, decision.events);
  };
  const inputs = definition.inputs.length > 0 ? { amount: stream.length, flag: true } : {};
  ask({ type: 'startRun', run: 'r1', sop: 's1', inputs, place: 'web:c' }, memberActor('m1'));
  for (const move of stream) {
    now += move.wait;
    const [actor, command] = asked(move, state, definition, people);
    ask(command, actor);
  }
  return { state, events, accepted };
}

const anyStream = [definitions, peoples, moves] as const;
const always = (property: (definition: Definition, people: People, stream: readonly Move[]) => void) =>
  fc.assert(fc.property(...anyStream, property), { numRuns: RUNS });

describe('any run', () => {
  test('decides without throwing or changing a state; replayed or saved and loaded it is the same', () => {
    always((definition, people, stream) => {
      const { state, events } = play(definition, people, stream);
      expect(events.reduce(evolveRun, initialRun as RunState)).toStrictEqual(state);
      const loaded = (JSON.parse(JSON.stringify(events)) as RunEvent[]).reduce(evolveRun, initialRun as RunState);
      expect(loaded).toStrictEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    });
  });

  test('has a history that a witness who knows only the rules does not object to', () => {
    always((definition, people, stream) => {
      const { state, events } = play(definition, people, stream);
      expect(objections(definition, events, people)).toEqual([]);
      const ended = state.status === 'none' ? [] : state.steps.filter(isEnded).map((one) => [one.id, one.state]);
      expect(Object.fromEntries(ended)).toEqual(endings(events));
    });
  });

  test('completes, skips and misses only by the commands that say so', () => {
    const may: Partial<Record<RunEvent['type'], readonly RunCommand['type'][]>> = {
      StepCompleted: ['completeStep', 'approveStep', 'resolveException'],
      StepSkipped: ['skipStep', 'resolveException'],
      StepMissed: ['expireStep', 'expireRun'],
      StepApproved: ['approveStep'],
      RunCancelled: ['cancelRun', 'resolveException'],
    };
    always((definition, people, stream) => {
      play(definition, people, stream, (command, _after, events) => {
        for (const { type } of events) expect(may[type] ?? [command.type]).toContain(command.type);
      });
    });
  });

  test('owes each view and each timer once, and every timer is a command', () => {
    always((definition, people, stream) => {
      play(definition, people, stream, (_command, after, events) => {
        const { effects, timers } = reactToRun(after, events, definition);
        const keys = effects.map((effect) =>
          effect.type === 'show' ? `${viewKey(effect.view)}${effect.anew ? ' anew' : ''}` : effect.type,
        );
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys[0]).toBe(events.length > 0 ? 'run:r1' : undefined);
        expect(new Set(timers.map((one) => one.id)).size).toBe(timers.length);
        for (const { command } of timers) expect(runCommandSchema.parse(command)).toEqual(command);
      });
    });
  });

  test('settles: nothing that could follow by itself is left', () => {
    always((definition, people, stream) => {
      play(definition, people, stream, (_command, after) => {
        if (after.status !== 'open') return;
        for (const { id, when } of definition.boundaries) {
          const holds = evaluate(definition, when, factsOf(after));
          const isRaised = after.exceptions.some((one) => boundaryOf(one) === id);
          expect(holds.known && holds.value && !isRaised).toBe(false);
        }
        const isStopped = after.exceptions.some((one) => one.status === 'open' && boundaryOf(one) !== undefined);
        const left = after.steps.filter((step, index) => {
          const isHeld = after.exceptions.some((one) => one.status === 'open' && one.blocking && one.step === step.id);
          if (isStopped || isHeld || step.state !== 'waiting_needs') return false;
          const before = needsOf(definition, index).map((need) => after.steps.find((one) => one.id === need));
          return before.every((one) => one?.state === 'completed' || one?.state === 'not_applicable');
        });
        expect(left.map((one) => one.id)).toEqual([]);
        const isOver = after.steps.every(isEnded) && after.exceptions.every((one) => one.status === 'resolved');
        expect(isOver).toBe(false);
      });
    });
  });

  test('can be ended by somebody, while the workspace has an administrator', () => {
    always((definition, people, stream) => {
      const someone = { ...people, admins: [people.members[1] ?? 'm2'] };
      const { state } = play(definition, someone, stream);
      if (state.status !== 'open') return;
      const ends = someone.members.some((member) => {
        const context = { now: MONDAY, actor: memberActor(member), definition, people: someone };
        return decideRun(state, { type: 'cancelRun', run: 'r1', reason: 'enough' }, context).status === 'accepted';
      });
      expect(ends).toBe(true);
    });
  });

  test('the streams are not idle: every kind of thing happens in them', () => {
    const types = new Map<string, number>();
    const ends = new Map<string, number>();
    const sample = fc.sample(fc.tuple(...anyStream), { numRuns: 400, seed: 7 });
    for (const [definition, people, stream] of sample) {
      const { state, events } = play(definition, people, stream);
      for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1);
      const end = state.status === 'ended' ? state.outcome : state.status;
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect([...ends.keys()].sort()).toEqual(['cancelled', 'completed', 'incomplete', 'open']);
    expect([...types.keys()]).toHaveLength(25);
  });
});
