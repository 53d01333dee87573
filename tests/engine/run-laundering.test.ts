/** Doing it again, letting time pass, sending it twice: none of these turns a right over other work into one over this. */
import { describe, expect, test } from 'vitest';
import type { People } from '../../src/engine/run/context.ts';
import { cooks, does, PEOPLE, photo, procedure, started, TIMER } from './run-story.ts';

/** Ana cooks and leads. */
const people: People = { ...PEOPLE, holders: { ...PEOPLE.holders, lead: ['ana', 'lea', 'leo'] } };
const gate = { id: 'ok', title: 'Ok', kind: 'approval' as const, approval: { role: 'lead' } };

test('whoever approved their own work did it, also after it was done again by somebody else', () => {
  const own = cooks('a', { approval: { role: 'lead', separation_of_duties: false } });
  const run = started(procedure([own, gate]), { people })
    .by('ana', does.complete('a'))
    .by('ana', does.approve('a'));
  run.refuses('ana', does.approve('ok'), 'separation_of_duties', { did: 'step' });
  const passed = run.by('ana', does.reopen('a')).by('ana', does.assign('a', 'ben'));
  const again = passed.by('ben', does.complete('a')).by('lea', does.approve('a'));
  again.refuses('ana', does.approve('ok'), 'separation_of_duties', { did: 'step' });
  again.by('leo', does.approve('ok')).is('completed');
});

describe('an approval that did not come in time', () => {
  const late = started(procedure([cooks('a'), gate, cooks('pay')]), { people })
    .by('ana', does.complete('a'))
    .by(TIMER, does.expire('ok'));
  const again = (run: typeof late) => run.by('ana', does.reopen('a')).by('ana', does.complete('a'));

  test('is waived for the work as it was, not for what is done since', () => {
    const waived = late.by('max', does.resolve('x1', 'go_on'));
    expect(waived.stands()).toMatchObject({ pay: 'waiting_human' });
    const missed = again(waived).by(TIMER, does.expire('ok'));
    expect(missed.stands()).toMatchObject({ ok: 'missed', pay: 'waiting_needs' });
    missed.refuses('olga', does.resolve('x2', 'go_on'), 'approval_missing');
    expect(missed.later(1).by('max', does.resolve('x2', 'go_on')).stands()).toMatchObject({ pay: 'waiting_human' });
  });

  test('and is asked for again is not waived ahead by its old exception', () => {
    const asked = again(late);
    expect(asked.stands()).toMatchObject({ ok: 'waiting_approval', pay: 'waiting_needs' });
    for (const who of ['olga', 'max']) asked.refuses(who, does.resolve('x1', 'go_on'), 'resolution_not_possible');
    const settled = asked.by('olga', does.resolve('x1', 'retry'));
    expect(settled.by('lea', does.approve('ok')).stands()).toMatchObject({ pay: 'waiting_human' });
  });

  test('is waived one by one where two did not come', () => {
    const two = procedure([
      cooks('a'),
      { ...gate, needs: ['a'] },
      { ...gate, id: 'sure', needs: ['a'] },
      cooks('pay', { needs: ['ok', 'sure'] }),
    ]);
    const run = started(two, { people }).by('ana', does.complete('a'));
    const missed = run.by(TIMER, does.expire('ok')).by(TIMER, does.expire('sure'));
    const one = missed.by('max', does.resolve('x1', 'go_on'));
    expect(one.stands()).toMatchObject({ pay: 'waiting_needs' });
    expect(one.by('max', does.resolve('x2', 'go_on')).stands()).toMatchObject({ pay: 'waiting_human' });
  });
});

test('a condition that could not be known is asked anew with the work that it is about', () => {
  const evidence = [{ id: 't', title: 'T', type: 'number' as const, required: false }];
  const asked = procedure([cooks('a', { evidence }), cooks('b', { when: 'evidence.t.value > 5' })]);
  const run = started(asked).by('ana', does.complete('a')).by('olga', does.resolve('x1', 'go_on'));
  expect(run.stands()).toMatchObject({ b: 'waiting_human' });
  expect(run.by('ana', does.reopen('a')).by('ana', does.complete('a')).stands()).toMatchObject({ b: 'waiting_needs' });
});

test('a branch that was not taken is none, whatever its decision is called', () => {
  const options = [
    { id: 'x', title: 'X' },
    { id: 'y', title: 'Y' },
  ];
  const inputs = [{ id: 'go', title: 'Go', type: 'checkbox' as const }];
  const steps = [
    { ...cooks('constructor'), kind: 'decision' as const, options, when: 'inputs.go' },
    cooks('b', { needs: [] }),
    cooks('c', { needs: ['constructor', 'b'], when: 'decisions.constructor == "x"' }),
  ];
  started(procedure(steps, { inputs }), { inputs: { go: false } })
    .by('ana', does.complete('b'))
    .is('completed');
});

describe('of the files of one item the one sent last counts', () => {
  const item = procedure([cooks('a', { evidence: [{ id: 'pic', title: 'Pic', type: 'photo' }] })]);
  const sent = (...letters: string[]) =>
    does.record('a', ...letters.map((one) => ({ item: 'pic', value: photo(one) })));
  const counted = (run: ReturnType<typeof started>) =>
    run.state.evidence.find((one) => one.id === run.step('a').recorded.pic)?.value;

  test('also if it was sent before', () => {
    const run = started(item).by('ana', sent('a')).by('ana', sent('b')).by('ana', sent('a'));
    expect(counted(run)).toEqual(photo('a'));
  });

  test('those sent together twice are recorded once', () => {
    const run = started(item).by('ana', sent('a', 'b'));
    expect(run.by('ana', sent('a', 'b')).state).toEqual(run.state);
  });
});
