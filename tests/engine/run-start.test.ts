import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import type { Definition, DefinitionInput } from '../../src/engine/definition.ts';
import type { RunContext } from '../../src/engine/run/context.ts';
import { runDecider } from '../../src/engine/run/decide.ts';
import type { InputValue } from '../../src/engine/run/values.ts';
import { contextOf, cooks, does, MONDAY, person, procedure, started, TIMER } from './run-story.ts';
import { specification } from './specification.ts';

const { given } = specification(runDecider);
const plain = procedure([cooks('a')]);

function start(
  definition: Definition,
  inputs: Record<string, InputValue> = {},
  context: Partial<RunContext> = {},
  actor: string | Actor = 'sam',
) {
  const command = { type: 'startRun', run: 'r1', sop: 's1', place: 'web:kitchen', inputs } as const;
  return given([]).when(command, { ...contextOf(definition, actor), ...context });
}

describe('starting', () => {
  test('pins the revision, the place and the order of the steps', () => {
    start(plain).then([
      { type: 'RunStarted', run: 'r1', sop: 's1', key: 'checks', revision: 1, place: 'web:kitchen', steps: ['a'] },
      { type: 'StepReady', step: 'a', role: 'cook' },
    ]);
  });

  test.each(['draft', 'archived'] as const)('a %s SOP does not run', (status) => {
    start(plain, {}, { sop: { id: 's1', status, revision: 1 } }).then({ refused: 'sop_not_active', status });
  });

  test('an SOP that is not there does not run', () => {
    start(plain, {}, { definition: undefined } as unknown as RunContext).then({ refused: 'sop_not_found', sop: 's1' });
    const { sop: _unknown, ...known } = contextOf(plain, 'sam');
    const command = { type: 'startRun', run: 'r1', sop: 's1', place: 'web:kitchen', inputs: {} } as const;
    given([]).when(command, known).then({ refused: 'sop_not_found' });
  });

  test('a run starts once', () => {
    const command = { type: 'startRun', run: 'r1', sop: 's1', place: 'web:kitchen', inputs: {} } as const;
    started(plain).refuses('sam', command, 'run_exists');
  });

  test('nothing can be asked of a run that is not there', () => {
    given([]).when(does.complete('a'), contextOf(plain, 'ana')).then({ refused: 'run_not_found' });
  });

  test('one at a time: a second run waits for the first, another SOP does not', () => {
    const sop = { id: 's1', status: 'active', revision: 1, openRun: 'r0' } as const;
    const alone = procedure([cooks('a')], { one_at_a_time: true });
    start(alone, {}, { sop }).then({ refused: 'run_in_flight', run: 'r0' });
    start(plain, {}, { sop }).then([{ type: 'RunStarted' }, { type: 'StepReady' }]);
  });

  test('somebody who has left starts nothing; a timer may', () => {
    start(plain, {}, {}, 'stranger').then({ refused: 'not_a_person' });
    start(plain, {}, {}, TIMER).then([{ type: 'RunStarted', actor: TIMER }, { type: 'StepReady' }]);
  });
});

const asks = (input: object) =>
  procedure([cooks('a')], { inputs: [{ id: 'it', title: 'It', ...input }] } as Partial<DefinitionInput>);
const options = [
  { id: 'early', title: 'Early shift' },
  { id: 'late', title: 'Late shift' },
];

describe('inputs', () => {
  test.each<[object, InputValue, InputValue]>([
    [{ type: 'text' }, '  two words ', 'two words'],
    [{ type: 'text' }, 7, '7'],
    [{ type: 'number' }, 4.5, 4.5],
    [{ type: 'number' }, '4,5', 4.5],
    [{ type: 'number' }, ' 4.5 ', 4.5],
    [{ type: 'number' }, '−3', -3],
    [{ type: 'number' }, '0,125', 0.125],
    [{ type: 'number', min: 1, max: 5 }, 5, 5],
    [{ type: 'choice', options }, 'late', 'late'],
    [{ type: 'choice', options }, 'LATE SHIFT', 'late'],
    [{ type: 'date' }, '2028-02-29', '2028-02-29'],
    [{ type: 'checkbox' }, 'true', true],
    [{ type: 'checkbox' }, ' Yes', true],
    [{ type: 'checkbox' }, 'no', false],
    [{ type: 'checkbox' }, false, false],
    [{ type: 'link' }, 'https://example.com/x', 'https://example.com/x'],
  ])('%o takes %j as %j', (input, typed, value) => {
    expect(started(asks(input), { inputs: { it: typed } }).state.inputs).toEqual({ it: value });
  });

  test.each<[object, InputValue, object]>([
    [{ type: 'text' }, '   ', { type: 'missing' }],
    [{ type: 'text', max_length: 3 }, 'four', { type: 'too_long', max: 3 }],
    [{ type: 'number' }, 'warm', { type: 'not_a_number', typed: 'warm' }],
    [{ type: 'number' }, '1,000', { type: 'not_a_number', typed: '1,000' }],
    [{ type: 'number' }, '4.5.6', { type: 'not_a_number' }],
    [{ type: 'number' }, Number.NaN, { type: 'not_a_number' }],
    [{ type: 'number', min: 1, unit: 'EUR' }, 0, { type: 'too_small', min: 1, unit: 'EUR' }],
    [{ type: 'number', max: 5 }, '5,1', { type: 'too_large', max: 5 }],
    [{ type: 'choice', options }, 'night', { type: 'not_an_option', options: ['Early shift', 'Late shift'] }],
    [{ type: 'date' }, '2026-02-30', { type: 'not_a_date' }],
    [{ type: 'date' }, '2.3.2026', { type: 'not_a_date' }],
    [{ type: 'checkbox' }, 'perhaps', { type: 'not_a_tick' }],
    [{ type: 'link' }, 'javascript:alert(1)', { type: 'not_a_link' }],
  ])('%o refuses %j', (input, typed, problem) => {
    start(asks(input), { it: typed }).then({
      refused: 'inputs_invalid',
      problems: [{ input: 'it', title: 'It', problem }],
    });
  });

  test('all problems are told at once, with those that nobody asked for', () => {
    const two = procedure([cooks('a')], {
      inputs: [
        { id: 'first', title: 'First', type: 'text' },
        { id: 'second', title: 'Second', type: 'number' },
      ],
    });
    start(two, { second: 'x', third: 1 }).then({
      refused: 'inputs_invalid',
      problems: [
        { input: 'first', problem: { type: 'missing' } },
        { input: 'second', problem: { type: 'not_a_number' } },
        { input: 'third', problem: { type: 'unknown' } },
      ],
    });
  });

  test('what is not required may be left out', () => {
    expect(started(asks({ type: 'number', required: false })).state.inputs).toEqual({});
  });

  test('an input called constructor is missing while nobody gave it', () => {
    const odd = procedure([cooks('a')], { inputs: [{ id: 'constructor', title: 'Builder', type: 'text' }] });
    start(odd).then({ refused: 'inputs_invalid', problems: [{ problem: { type: 'missing' } }] });
  });

  test('minus zero is zero: saved and loaded it is the same', () => {
    expect(started(asks({ type: 'number' }), { inputs: { it: '-0' } }).state.inputs).toEqual({ it: 0 });
    expect(started(asks({ type: 'number' }), { inputs: { it: -0 } }).state.inputs).toEqual({ it: 0 });
  });

  test('who started it is kept with their identity', () => {
    expect(started(plain, { by: 'sam' }).state.startedBy).toEqual(person('sam'));
  });
});

describe('what only the clock of a routine says', () => {
  const more = { routine: 'o1', closes: MONDAY + 1 };

  test('is its routine and its end, which is to come', () => {
    expect(started(plain, { by: TIMER, more }).state).toMatchObject(more);
    const late = { type: 'startRun', run: 'r1', sop: 's1', place: 'web:kitchen', inputs: {}, ...more } as const;
    given([])
      .when(late, contextOf(plain, TIMER, MONDAY + 1))
      .then({ refused: 'window_closed' });
  });

  test('is not taken from anybody else', () => {
    const { state } = started(plain, { more });
    expect(state).not.toHaveProperty('routine');
    expect(state).not.toHaveProperty('closes');
  });
});
