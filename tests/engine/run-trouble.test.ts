/** What of a run went otherwise than its procedure says: each case once, whether it is told as it happens or from the whole history. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRun } from '../../src/engine/run/decide.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { evolveRun } from '../../src/engine/run/evolve.ts';
import { initialRun, type RunState } from '../../src/engine/run/state.ts';
import { type Trouble, troubleSchema, troublesIn } from '../../src/engine/run/trouble.ts';
import { asked, definitions, memberActor, moves, peoples } from './run-random.ts';
import { cooks, does, HOUR, MINUTE, procedure, type Story, started, TIMER } from './run-story.ts';

const troubles = ({ events }: Story) => troublesIn(initialRun, events);
const reading = { id: 'temp', title: 'Temperature', type: 'number', unit: '°C', max: 5 } as const;
const warm = (value: number) => [{ item: 'temp', value }];
const read = procedure([cooks('a', { evidence: [reading], skippable: true, due: '1h' }), cooks('b')]);
const hot = started(read).by('ana', does.complete('a', { items: warm(7) }));

describe('is on record', () => {
  test('a reading that was accepted out of limits, with the value and why', () => {
    expect(troubles(hot)).toEqual([]);
    const accepted = hot.by('olga', does.resolve('x1', 'override', 'The door', { say: 'Wait.' }));
    expect(troubles(accepted)).toMatchObject([
      {
        ...{ ref: 'x1', step: 'a', kind: 'out_of_limits', how: 'override', reason: 'The door', by: { id: 'olga' } },
        ...{ accepted: [{ item: 'temp', value: 7, unit: '°C' }], change: { say: 'Wait.' } },
      },
    ]);
    const again = hot.by('olga', does.resolve('x1', 'retry', 'Read it once more'));
    expect(troubles(again)).toMatchObject([{ kind: 'out_of_limits', how: 'retry' }]);
    expect(troubles(again)[0]).not.toHaveProperty('accepted');
  });

  test('a problem that was reported, however it was decided; passing it on is none', () => {
    const raised = started(read).by('sam', does.raise('a', 'tool_failed', 'No battery'));
    expect(troubles(raised.by('olga', does.resolve('x1', 'escalate', 'Ask Max')))).toEqual([]);
    const kept = { step: 'a', kind: 'tool_failed', note: 'No battery', reason: 'seen' };
    for (const how of ['retry', 'override', 'skip', 'cancel_run'] as const) {
      expect(troubles(raised.by('olga', does.resolve('x1', how)))).toMatchObject([{ ...kept, how }]);
    }
    const whole = started(read).by('sam', does.raise(undefined)).by('olga', does.resolve('x1', 'override'));
    expect(troubles(whole)).toMatchObject([{ kind: 'other' }]);
    expect(troubles(whole)[0]).not.toHaveProperty('step');
  });

  test('a step that was skipped: once, however many problems that settles', () => {
    expect(troubles(started(read).by('olga', does.skip('a', 'Shut')))).toMatchObject([
      { ref: 'skipped:a:1', kind: 'skipped', reason: 'Shut' },
    ]);
    const two = started(read).by('sam', does.raise('a')).by('sam', does.raise('a'));
    expect(troubles(two.by('olga', does.resolve('x2', 'skip', 'Shut')))).toMatchObject([
      { kind: 'skipped', note: 'help' },
    ]);
  });

  test('work that was sent back, by its own approval or a later one', () => {
    const own = procedure([cooks('a', { approval: { role: 'lead' } })]);
    const done = started(own).by('ana', does.complete('a'));
    const back = done.by('lea', does.reject('a', 'No label')).by('ana', does.complete('a'));
    expect(troubles(back.by('leo', does.reject('a', 'Still none')))).toMatchObject([
      { ref: 'rejected:a:1', kind: 'rejected', reason: 'No label' },
      { ref: 'rejected:a:2', kind: 'rejected', reason: 'Still none' },
    ]);
    const gate = procedure([cooks('a'), { id: 'g', title: 'G', kind: 'approval', approval: { role: 'lead' } }]);
    const asked = started(gate).by('ana', does.complete('a'));
    expect(troubles(asked.by('lea', does.reject('g', 'No label')))).toMatchObject([
      { ref: 'rejected:a:1', step: 'a', kind: 'rejected', reason: 'No label' },
    ]);
    expect(troubles(asked.by('ana', does.reopen('a')))).toEqual([]);
  });

  test('what was done late, by its doer or its approvers, with how long it took', () => {
    const slow = procedure([cooks('a', { due: '1h', approval: { role: 'lead' } })]);
    const inTime = started(slow).later(HOUR).by('ana', does.complete('a'));
    expect(troubles(inTime)).toEqual([]);
    const late = started(slow)
      .later(HOUR + MINUTE)
      .by('ana', does.complete('a'));
    expect(troubles(late)).toMatchObject([{ ref: 'late:a:1', kind: 'late', took: HOUR + MINUTE }]);
    expect(troubles(late.later(2 * HOUR).by('lea', does.approve('a')))).toMatchObject([
      { ref: 'late:a:1' },
      { ref: 'late:a:1:approval', kind: 'late', took: 2 * HOUR },
    ]);
    // While somebody else decides over a problem, its doer is not late.
    const waiting = hot.later(3 * HOUR).by('olga', does.resolve('x1', 'override'));
    expect(troubles(waiting).map((one) => one.kind)).toEqual(['out_of_limits']);
  });

  test('what was missed, if its turn had come', () => {
    const over = started(read).later(HOUR).by(TIMER, does.expireRun());
    expect(troubles(over)).toMatchObject([{ ref: 'missed:a:1', step: 'a', kind: 'missed', took: HOUR }]);
  });

  test('what the engine stumbled over', () => {
    const limited = procedure([cooks('a', { evidence: [{ ...reading, max: undefined }] })], {
      boundaries: [{ id: 'hot', when: 'evidence.temp.value > 9', title: 'Hot', role: 'director' }],
    });
    const stopped = started(limited).by('ana', does.record('a', ...warm(12)));
    const on = stopped.by('dora', does.resolve('x1', 'go_on', 'Moved', {}));
    expect(troubles(on)).toMatchObject([{ ref: 'x1', kind: 'found', how: 'go_on', reason: 'Moved', change: {} }]);
  });
});

describe('in any run', () => {
  test('is told as it happens just as from the whole history, fits its schema, and each case has its own name', () => {
    let told = 0;
    fc.assert(
      fc.property(definitions, peoples, moves, (definition, people, stream) => {
        const sop = { id: 's1', status: 'active', revision: 1 } as const;
        let [now, state]: [number, RunState] = [0, initialRun];
        const events: RunEvent[] = [];
        const live: Trouble[] = [];
        const ask = (command: Parameters<typeof decideRun>[1], actor: ReturnType<typeof memberActor>) => {
          const decision = decideRun(state, command, { now, actor, definition, sop, people });
          if (decision.status === 'refused') return;
          live.push(...troublesIn(state, decision.events));
          events.push(...decision.events);
          state = decision.events.reduce(evolveRun, state);
        };
        const inputs = definition.inputs.length > 0 ? { amount: 7, flag: true } : {};
        ask({ type: 'startRun', run: 'r1', sop: 's1', inputs, place: 'web:c' }, memberActor('m1'));
        for (const move of stream) {
          now += move.wait;
          const [actor, command] = asked(move, state, definition, people);
          ask(command, actor);
        }
        expect(troublesIn(initialRun, events)).toEqual(live);
        expect(new Set(live.map((one) => one.ref)).size).toBe(live.length);
        for (const one of live) expect(troubleSchema.parse(one)).toEqual(one);
        told += live.length;
      }),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(50);
  });
});
