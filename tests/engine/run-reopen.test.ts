import { describe, expect, test } from 'vitest';
import { cooks, does, procedure, started } from './run-story.ts';

const three = procedure([cooks('a'), cooks('b'), cooks('c')]);
const until = (...ids: string[]) => ids.reduce((run, id) => run.by('ana', does.complete(id)), started(three));

describe('reopening', () => {
  test('by the doer or whoever answers for the run, with a reason; it goes back to its doer', () => {
    const run = until('a');
    run.refuses('ben', does.reopen('a'), 'not_owner', { what: 'reopen', role: 'owner' });
    run.refuses('ada', does.reopen('a'), 'not_owner');
    run.refuses('ana', does.reopen('a', ''), 'reason_missing', { what: 'reopen' });
    for (const who of ['ana', 'olga', 'max']) {
      expect(run.by(who, does.reopen('a')).step('a')).toMatchObject({
        ...{ state: 'rework', attempt: 2, assignee: 'ana', sentBack: { by: { id: who }, reason: 'it was wrong' } },
      });
    }
  });

  test('what was built on it begins anew, what was not stays', () => {
    const sides = procedure([
      cooks('a'),
      cooks('left', { needs: ['a'] }),
      cooks('right', { needs: [] }),
      cooks('end', { needs: ['left', 'right'] }),
    ]);
    const run = ['a', 'left', 'right'].reduce((at, id) => at.by('ana', does.complete(id)), started(sides));
    const again = run.by('ana', does.reopen('a'));
    expect(again.last).toMatchObject([{ type: 'StepReopened', step: 'a', resets: ['left', 'end'] }]);
    expect(again.stands()).toEqual({ a: 'rework', left: 'waiting_needs', right: 'completed', end: 'waiting_needs' });
    expect(again.step('left')).toMatchObject({ attempt: 2, recorded: {} });
  });

  test('steps that stand above what they need begin anew too', () => {
    const upside = procedure([
      cooks('end', { needs: ['mid'] }),
      cooks('mid', { needs: ['a'] }),
      cooks('a', { needs: [] }),
      cooks('z'),
    ]);
    const run = ['a', 'mid'].reduce((at, id) => at.by('ana', does.complete(id)), started(upside));
    expect(run.by('ana', does.reopen('a')).stands()).toEqual({
      ...{ end: 'waiting_needs', mid: 'waiting_needs', a: 'rework', z: 'waiting_needs' },
    });
  });

  test('what was recorded stays until it is recorded anew', () => {
    const evidence = [{ id: 'temp', title: 'Temperature', type: 'number' }];
    const kept = procedure([cooks('a', { evidence }), cooks('b')]);
    const run = started(kept).by('ana', does.complete('a', { items: [{ item: 'temp', value: 3 }] }));
    const again = run.by('ana', does.reopen('a'));
    expect(again.step('a').recorded).toEqual({ temp: 'e1' });
    expect(again.by('ana', does.complete('a')).types).toEqual(['StepCompleted', 'StepReady']);
    const anew = again.by('ana', does.complete('a', { items: [{ item: 'temp', value: 4 }] }));
    expect(anew.state.evidence).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
    expect(anew.step('a').recorded).toEqual({ temp: 'e2' });
  });

  test('a skipped step may be done after all', () => {
    const run = started(three).by('olga', does.skip('a')).by('olga', does.reopen('a'));
    expect(run.step('a').state).toBe('rework');
    run.by('ben', does.complete('a')).is('open');
  });

  test('skipped ahead of its turn and reopened, it waits for its turn', () => {
    const run = started(three).by('olga', does.skip('b')).by('olga', does.reopen('b'));
    expect(run.stands()).toEqual({ a: 'waiting_human', b: 'waiting_needs', c: 'waiting_needs' });
    run.refuses('ana', does.complete('b'), 'step_not_ready', { waitsFor: ['a'] });
    const late = started(three).by('olga', does.skip('b')).by('ana', does.complete('a')).by('olga', does.reopen('b'));
    expect(late.types).toEqual(['StepReopened', 'StepReady']);
  });

  test('an approved step that is reopened must be approved again', () => {
    const checked = procedure([cooks('a', { approval: { role: 'lead' } }), cooks('b')]);
    const run = started(checked).by('ana', does.complete('a')).by('lea', does.approve('a'));
    const again = run.by('ana', does.reopen('a')).by('ana', does.complete('a'));
    expect(again.step('a')).toMatchObject({ state: 'waiting_approval', approvals: [] });
  });

  test('a decision taken otherwise opens the other branch', () => {
    const options = [
      { id: 'yes', title: 'Yes' },
      { id: 'no', title: 'No' },
    ];
    const turns = procedure([
      { ...cooks('ask'), kind: 'decision', options },
      cooks('yes', { needs: ['ask'], when: "decisions.ask == 'yes'" }),
      cooks('no', { needs: ['ask'], when: "decisions.ask == 'no'" }),
    ]);
    const run = started(turns).by('ana', does.complete('ask', { choice: 'yes' }));
    const turned = run.by('ana', does.reopen('ask')).by('ana', does.complete('ask', { choice: 'no' }));
    expect(turned.stands()).toEqual({ ask: 'completed', yes: 'not_applicable', no: 'waiting_human' });
  });

  test('only what was completed or skipped; an approval is asked for anew by reopening the work before it', () => {
    until('a').refuses('olga', does.reopen('b'), 'step_not_ready');
    until('a').refuses('olga', does.reopen('c'), 'step_not_ready', { waitsFor: ['b'] });
    until('a').refuses('olga', does.reopen('zzz'), 'step_not_found');
    const missed = until('a').by({ type: 'timer' }, does.expire('b'));
    missed.refuses('olga', does.reopen('b'), 'step_ended', { how: 'missed' });
    const gate = { id: 'ok', title: 'Ok', kind: 'approval' as const, approval: { role: 'lead' } };
    const passed = started(procedure([cooks('a'), gate, cooks('b')]))
      .by('ana', does.complete('a'))
      .by('lea', does.approve('ok'));
    passed.refuses('olga', does.reopen('ok'), 'step_ended', { how: 'completed', by: 'lea' });
    expect(passed.by('ana', does.reopen('a')).by('ana', does.complete('a')).stands()).toMatchObject({
      ...{ ok: 'waiting_approval', b: 'waiting_needs' },
    });
  });
});
