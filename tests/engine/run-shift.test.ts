/** A run of a shift: until when, and whose. */
import { describe, expect, it } from 'vitest';
import type { Timer } from '../../src/engine/effect.ts';
import { runCommandSchema } from '../../src/engine/run/commands.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { cooks, does, HOUR, MINUTE, MONDAY, procedure, type Story, started, TIMER } from './run-story.ts';

const DUE = MONDAY + HOUR;
const CLOSES = MONDAY + 3 * HOUR;
const timersOf = (run: Story): readonly Timer[] => reactToRun(run.state, run.last, run.definition).timers;
const kinds = (run: Story) => timersOf(run).map((one) => [one.command.type, one.due - MONDAY]);

describe('the deadline of a shift', () => {
  const shift = (definition = procedure([cooks('a'), cooks('b')])) =>
    started(definition, { by: TIMER, more: { routine: 'o', due: DUE, closes: CLOSES } });
  const late = { type: 'noteLate', run: 'r1' } as const;

  it('is that of each step that has none of its own', () => {
    const run = shift(procedure([cooks('a', { needs: [] }), cooks('b', { needs: [], due: 'PT10M' })]));
    expect(run.step('a')).toMatchObject({ due: DUE });
    expect(run.step('b')).toMatchObject({ due: MONDAY + 10 * MINUTE });
    expect(shift(procedure([cooks('a')], { defaults: { due: 'PT5M' } })).step('a')).toMatchObject({
      due: MONDAY + 5 * MINUTE,
    });
  });

  it('is one of its approvals too, and of what is done anew', () => {
    const run = shift(procedure([cooks('a', { approval: { role: 'lead' } })])).by('ana', does.complete('a'));
    expect(run.step('a')).toMatchObject({ state: 'waiting_approval', due: DUE });
    expect(run.by('lea', does.reject('a')).step('a')).toMatchObject({ state: 'rework', due: DUE });
  });

  it('reminds and escalates as any', () => {
    const clock = { remind: 'PT15M', escalate: [{ after: 'PT30M', to: 'owner' }] };
    const run = shift(procedure([cooks('a')], { defaults: clock }));
    expect(kinds(run)).toEqual([
      ['noteLate', HOUR],
      ['expireRun', 3 * HOUR],
      ['remindStep', 45 * MINUTE],
      ['escalateStep', 90 * MINUTE],
    ]);
    for (const { command } of timersOf(run)) expect(runCommandSchema.parse(command)).toEqual(command);
    const climbed = run.later(90 * MINUTE).by(TIMER, does.escalate('a', DUE));
    expect(climbed.step('a')).toMatchObject({ assignee: 'olga', role: 'owner' });
  });

  it('gives a step whose turn comes after it the whole of its ladder, and reminds of it by its card alone', () => {
    const escalate = [{ after: 'PT30M', to: 'owner' }];
    const run = shift(procedure([cooks('a'), cooks('b')], { defaults: { remind: 'PT15M', escalate } }));
    const next = run.later(2 * HOUR).by('ana', does.complete('a'));
    expect(next.step('b')).toMatchObject({ due: DUE });
    expect(kinds(next)).toEqual([['escalateStep', 2 * HOUR + 30 * MINUTE]]);
    next.later(20 * MINUTE).refuses(TIMER, does.escalate('b', DUE), 'timer_stale');
    expect(next.later(30 * MINUTE).by(TIMER, does.escalate('b', DUE)).types).toEqual(['StepEscalated']);
  });

  it('reminds when it comes where the turn came too late to remind before', () => {
    const run = shift(procedure([cooks('a'), cooks('b')], { defaults: { remind: 'PT15M' } }));
    expect(kinds(run.later(50 * MINUTE).by('ana', does.complete('a')))).toEqual([['remindStep', HOUR]]);
    expect(kinds(run.later(HOUR).by('ana', does.complete('a')))).toEqual([]);
  });

  it('is on record once it has passed, and ends nothing', () => {
    const run = shift();
    run.refuses(TIMER, late, 'timer_stale');
    run.later(HOUR).refuses('ana', late, 'not_a_timer');
    const passed = run.later(HOUR).by(TIMER, late);
    expect(passed.types).toEqual(['RunLate']);
    expect(passed.is('open').state).toEqual(run.state);
    expect(reactToRun(passed.state, passed.last, passed.definition)).toEqual({
      effects: [{ type: 'show', view: { view: 'run', run: 'r1' } }],
      timers: [],
    });
    const done = run.by('ana', does.complete('a')).by('ana', does.complete('b'));
    done.later(HOUR).refuses(TIMER, late, 'run_ended');
  });

  it('is nobody’s to set but the routine’s, and without one nothing is late', () => {
    const own = started(procedure([cooks('a')]), { by: 'sam', more: { due: DUE } });
    expect(own.state).not.toHaveProperty('due');
    expect(own.step('a')).not.toHaveProperty('due');
    own.later(9 * HOUR).refuses(TIMER, late, 'timer_stale');
  });
});
