/** What goes back when an approval says no, and that what was rejected does not pass again by itself. */
import { describe, expect, test } from 'vitest';
import { viewKey } from '../../src/engine/effect.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { coveredBy, sendingBack } from '../../src/engine/run/send-back.ts';
import { cooks, does, photo, procedure, type Story, started } from './run-story.ts';

const view = { id: 'view', title: 'View', type: 'photo' } as const;
const remark = { id: 'remark', title: 'Remark', type: 'text', required: false } as const;
const gate = (id: string, more: object = {}) => {
  return { id, title: `Pass ${id}`, kind: 'approval' as const, approval: { role: 'lead' }, ...more };
};
const shot = { items: [{ item: 'view', value: photo() }] };
const worked = (run: Story, ...ids: string[]) => ids.reduce((at, id) => at.by('ana', does.complete(id)), run);

const line = procedure([cooks('a', { evidence: [view, remark] }), cooks('b'), cooks('c'), gate('ok'), cooks('d')]);
const asked = () => worked(started(line).by('ana', does.complete('a', shot)), 'b', 'c');

describe('which work goes back', () => {
  test('nothing named: the last work before the approval', () => {
    const back = asked().by('lea', does.reject('ok'));
    expect(back.types).toEqual(['StepRejected', 'StepReopened']);
    expect(back.stands()).toMatchObject({ a: 'completed', b: 'completed', c: 'rework', ok: 'waiting_needs' });
  });

  test('nothing named, several ways: the last work on each', () => {
    const ways = procedure([
      cooks('a', { needs: [] }),
      cooks('b', { needs: ['a'] }),
      cooks('c', { needs: [] }),
      gate('ok', { needs: ['b', 'c'] }),
    ]);
    const back = worked(started(ways), 'a', 'b', 'c').by('lea', does.reject('ok'));
    expect(back.stands()).toEqual({ a: 'completed', b: 'rework', c: 'rework', ok: 'waiting_needs' });
  });

  test('a named step, and with it what builds on it', () => {
    const back = asked().by('lea', does.reject('ok', 'b is wrong', undefined, ['b']));
    expect(back.stands()).toMatchObject({ a: 'completed', b: 'rework', c: 'waiting_needs', ok: 'waiting_needs' });
    expect(back.step('b').sentBack).toMatchObject({ from: 'ok', by: { id: 'lea' }, reason: 'b is wrong' });
    expect(back.step('c').sentBack).toMatchObject({ from: 'b', by: { id: 'lea' }, reason: 'b is wrong' });
    expect(back.by('ana', does.complete('b')).step('c')).toMatchObject({ state: 'waiting_human', attempt: 2 });
  });

  test('of several named ones that build on each other the first is done again first', () => {
    const back = asked().by('lea', does.reject('ok', 'no', undefined, ['c', 'b', 'b']));
    expect(back.types).toEqual(['StepRejected', 'StepReopened']);
    expect(back.stands()).toMatchObject({ a: 'completed', b: 'rework', c: 'waiting_needs' });
  });

  test('all of it', () => {
    expect(
      asked()
        .by('lea', does.reject('ok', 'no', undefined, 'all'))
        .stands(),
    ).toEqual({
      ...{ a: 'rework', b: 'waiting_needs', c: 'waiting_needs', ok: 'waiting_needs', d: 'waiting_needs' },
    });
  });

  test.each(['d', 'ok', 'zzz', '__proto__', 'constructor'])('never %s, which it does not judge', (work) => {
    asked().refuses('lea', does.reject('ok', 'no', undefined, ['c', work]), 'not_covered', { step: 'ok', work });
  });

  test('nor what was skipped, has another end, or belongs to another approval', () => {
    const two = procedure([
      cooks('a'),
      gate('first'),
      cooks('b', { skippable: true }),
      cooks('c', { when: 'false' }),
      cooks('e'),
      gate('last'),
    ]);
    const run = worked(started(two), 'a').by('lea', does.approve('first')).by('ana', does.skip('b'));
    const waits = worked(run, 'e');
    expect(coveredBy(two, waits.state, 'last')).toEqual(['e']);
    for (const work of ['a', 'b', 'c', 'first'])
      waits.refuses('leo', does.reject('last', 'no', undefined, [work]), 'not_covered', { work });
    expect(waits.by('leo', does.reject('last', 'no', undefined, 'all')).stands()).toMatchObject({
      ...{ a: 'completed', first: 'completed', e: 'rework' },
    });
  });

  test('two approvals in a row judge the same work', () => {
    const twice = procedure([cooks('a'), gate('first'), gate('last')]);
    const run = worked(started(twice), 'a').by('lea', does.approve('first'));
    expect(coveredBy(twice, run.state, 'last')).toEqual(['a']);
    expect(run.by('leo', does.reject('last')).stands()).toEqual({
      ...{ a: 'rework', first: 'waiting_needs', last: 'waiting_needs' },
    });
  });

  test('a step’s own approval sends back that step and no other', () => {
    const own = procedure([cooks('a'), cooks('b', { approval: { role: 'lead' } })]);
    const run = worked(started(own), 'a', 'b');
    run.refuses('lea', does.reject('b', 'no', undefined, ['a']), 'not_covered', { step: 'b', work: 'a' });
    for (const steps of [['b'], 'all' as const])
      expect(run.by('lea', does.reject('b', 'no', undefined, steps)).stands()).toEqual({ a: 'completed', b: 'rework' });
  });

  test('what is said beforehand is what happens', () => {
    const run = asked();
    for (const chosen of [undefined, 'all' as const, ['a'], ['b'], ['c'], ['a', 'c']]) {
      const { back, along } = sendingBack(line, run.state, 'ok', chosen);
      const after = run.by('lea', does.reject('ok', 'no', undefined, chosen)).stands();
      const moved = line.steps.map((one) => one.id).filter((id) => id !== 'ok' && after[id] !== run.step(id).state);
      expect(moved).toEqual([...back, ...along].sort());
      for (const id of back) expect(after[id]).toBe('rework');
    }
  });

  test('only its approver names any', () => {
    const run = asked();
    run.refuses('ana', does.reject('ok', 'no', undefined, ['a']), 'not_approver');
    run.refuses('olga', does.reject('ok', 'no', undefined, 'all'), 'not_approver');
    run.refuses('lea', does.reject('ok', '', undefined, ['a']), 'reason_missing');
  });
});

describe('rejected work does not count again', () => {
  test('its evidence must be recorded anew; the earlier one is kept as of its attempt', () => {
    const back = asked().by('lea', does.reject('ok', 'blurred', undefined, ['a']));
    expect(back.step('a').recorded).toEqual({});
    expect(back.state.evidence).toMatchObject([{ id: 'e1', attempt: 1, until: 1 }]);
    back.refuses('ana', does.complete('a'), 'evidence_missing', { items: [{ item: 'view' }] });
    const again = back.by('ana', does.complete('a', { items: [{ item: 'view', value: photo('b') }] }));
    expect(again.state.evidence).toMatchObject([{ until: 1 }, { id: 'e2', attempt: 2 }]);
    expect(again.step('a')).toMatchObject({ state: 'completed', recorded: { view: 'e2' } });
  });

  test('the same for a step’s own approval, and what need not be recorded counts no longer either', () => {
    const own = procedure([cooks('a', { evidence: [view, remark], approval: { role: 'lead' } })]);
    const items = [...shot.items, { item: 'remark', value: 'all well' }];
    const back = started(own).by('ana', does.complete('a', { items })).by('lea', does.reject('a', 'blurred'));
    back.refuses('ana', does.complete('a'), 'evidence_missing');
    expect(back.step('a').recorded).toEqual({});
    expect(back.state.evidence).toMatchObject([{ until: 1 }, { until: 1 }]);
  });

  test('a condition does not see rejected values', () => {
    const reading = { id: 'temp', title: 'Temperature', type: 'number' };
    const bounded = procedure([cooks('a', { evidence: [reading], approval: { role: 'lead' } })], {
      boundaries: [{ id: 'hot', title: 'Hot', when: 'evidence.temp.value > 8', role: 'director' }],
    } as never);
    const told = (value: number) => does.complete('a', { items: [{ item: 'temp', value }] });
    const back = started(bounded).by('ana', told(4)).by('lea', does.reject('a'));
    expect(back.by('ana', told(9)).last.at(-1)).toMatchObject({
      cause: { boundary: 'hot', saw: [{ id: 'temp', value: 9 }] },
    });
  });

  test('who did it may not approve it in any later attempt', () => {
    const back = asked().by('lea', does.reject('ok', 'no', undefined, 'all'));
    const people = { holders: { ...back.people.holders, lead: ['ana', 'leo'] } };
    const again = worked(back.by('ana', does.complete('a', shot)), 'b', 'c').among(people);
    again.refuses('ana', does.approve('ok'), 'separation_of_duties');
    again.by('leo', does.approve('ok', 2)).is('open');
  });

  test('each step that goes back gets its card, and the old ones are settled', () => {
    const back = asked().by('lea', does.reject('ok', 'no', undefined, ['b']));
    const shown = reactToRun(back.state, back.last, back.definition).effects.map((effect) => {
      return effect.type === 'show' ? viewKey(effect.view) : effect.type;
    });
    expect(shown).toEqual(['run:r1', 'approval:r1:ok:1', 'step:r1:b:1', 'step:r1:c:1', 'step:r1:b:2']);
  });
});
