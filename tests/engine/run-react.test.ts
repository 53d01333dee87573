import { describe, expect, test } from 'vitest';
import { viewKey } from '../../src/engine/effect.ts';
import { liveOf } from '../../src/engine/run/live.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { cooks, does, HOUR, MONDAY, procedure, type Story, started, TIMER } from './run-story.ts';

const gate = { id: 'ok', title: 'Ok', kind: 'approval' as const, approval: { role: 'lead' } };
const definition = procedure([
  cooks('a', { approval: { role: 'lead' }, due: 'PT1H', remind: 'PT5M' }),
  cooks('b'),
  gate,
]);
const shown = (run: Story) =>
  reactToRun(run.state, run.last, run.definition).effects.map((effect) => {
    return effect.type === 'show' ? viewKey(effect.view) : effect.type;
  });

describe('what reaches people', () => {
  test('the run’s card comes first: the thread hangs on it', () => {
    expect(shown(started(definition))).toEqual(['run:r1', 'step:r1:a:1', 'approval:r1:a:1']);
  });

  test('what is asked, done, sent back and done again', () => {
    const asked = started(definition).by('ana', does.complete('a'));
    expect(shown(asked)).toEqual(['run:r1', 'step:r1:a:1', 'approval:r1:a:1']);
    const back = asked.by('lea', does.reject('a'));
    expect(shown(back)).toEqual(['run:r1', 'step:r1:a:1', 'approval:r1:a:1', 'step:r1:a:2', 'approval:r1:a:2']);
    const done = back.by('ana', does.complete('a')).by('lea', does.approve('a'));
    expect(shown(done)).toEqual(['run:r1', 'step:r1:a:2', 'approval:r1:a:2', 'step:r1:b:1']);
    expect(shown(done.by('ben', does.complete('b')))).toEqual(['run:r1', 'step:r1:b:1', 'approval:r1:ok:1']);
  });

  test('reopening settles the cards of every attempt that it ends', () => {
    const done = started(definition).by('ana', does.complete('a')).by('lea', does.approve('a'));
    const again = done.by('ben', does.complete('b')).by('olga', does.reopen('b'));
    expect(shown(again)).toEqual(['run:r1', 'step:r1:b:1', 'approval:r1:ok:1', 'step:r1:b:2']);
  });

  test('a checklist has no card for each step', () => {
    const list = procedure([cooks('a'), cooks('b')], { presentation: 'checklist' });
    expect(shown(started(list))).toEqual(['run:r1']);
    expect(shown(started(list).by('ana', does.complete('a')))).toEqual(['run:r1']);
  });

  test('an exception has its card, from raised to resolved, and brings its step up to date', () => {
    const raised = started(definition).by('sam', does.raise('a'));
    expect(shown(raised)).toEqual(['run:r1', 'step:r1:a:1', 'approval:r1:a:1', 'exception:r1:x1']);
    expect(shown(raised.by('olga', does.resolve('x1', 'escalate')))).toEqual(['run:r1', 'exception:r1:x1']);
    expect(shown(raised.by('olga', does.resolve('x1', 'retry')))).toEqual([
      ...['run:r1', 'exception:r1:x1', 'step:r1:a:1', 'approval:r1:a:1', 'step:r1:a:2', 'approval:r1:a:2'],
    ]);
    expect(shown(started(definition).by('sam', does.raise('b')))).toEqual(['run:r1', 'exception:r1:x1']);
  });

  test('a boundary brings every open step up to date, when it stops the run and when it lets go', () => {
    const evidence = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const boundaries = [{ id: 'large', title: 'Too large', when: 'evidence.refund.value > 100', role: 'director' }];
    const bounded = procedure([cooks('a', { evidence }), cooks('b', { needs: [] })], { boundaries });
    const stopped = started(bounded).by('ana', does.record('a', { item: 'refund', value: 101 }));
    const open = ['step:r1:a:1', 'step:r1:b:1'];
    expect(shown(stopped)).toEqual(expect.arrayContaining(open));
    expect(shown(stopped.by('dora', does.resolve('x1', 'go_on')))).toEqual(expect.arrayContaining(open));
  });

  test('a reminder is a new message for each deadline and rung', () => {
    const due = MONDAY + HOUR;
    const reminded = started(definition).later(HOUR).by(TIMER, does.remind('a', due));
    expect(shown(reminded)).toContain(`reminder:r1:a:${due}:0`);
  });

  test('a window that closes floods nobody: steps whose turn never came get no card', () => {
    const many = procedure(Array.from({ length: 50 }, (_, index) => cooks(`s${index}`)));
    expect(shown(started(many).by(TIMER, does.expireRun()))).toEqual(['run:r1', 'step:r1:s0:1', 'run:r1']);
    expect(shown(started(many).by('olga', does.skip('s7')))).toEqual(['run:r1']);
    expect(shown(started(many).by('olga', does.skip('s0')))).toEqual(['run:r1', 'step:r1:s0:1', 'step:r1:s1:1']);
  });

  test('the end settles what is still open', () => {
    const open = started(definition).by('sam', does.raise('a')).by('olga', does.cancel());
    expect(shown(open)).toEqual(['run:r1', 'step:r1:a:1', 'approval:r1:a:1', 'exception:r1:x1']);
  });

  test('nothing happened, nothing is owed', () => {
    const { state } = started(definition);
    expect(reactToRun(state, [], definition)).toEqual({ effects: [], timers: [] });
    expect(reactToRun({ status: 'none' }, [], definition)).toEqual({ effects: [], timers: [] });
  });
});

describe('where a step stands', () => {
  const live = (run: Story) => run.state.steps.map((step) => liveOf(run.state, step)).join(' ');

  test('todo, now, done, blocked', () => {
    const run = started(definition);
    expect(live(run)).toBe('now todo todo');
    expect(live(run.by('ana', does.complete('a')))).toBe('now todo todo');
    expect(live(run.by('max', does.skip('a')))).toBe('done now todo');
    const held = run.by('sam', does.raise('a'));
    expect(live(held)).toBe('blocked todo todo');
    expect(held.why('a')).toBe('exception_open');
    const cancelled = run.by('max', does.skip('a')).by('olga', does.cancel());
    expect(live(cancelled)).toBe('done blocked blocked');
    expect([cancelled.why('a'), cancelled.why('b')]).toEqual(['skipped', 'run_ended']);
  });

  test('rework is now, and says so', () => {
    const run = started(definition).by('ana', does.complete('a')).by('lea', does.reject('a'));
    expect([live(run), run.why('a')]).toEqual(['now todo todo', 'rework']);
  });
});
