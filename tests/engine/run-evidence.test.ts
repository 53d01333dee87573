import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/engine/limits.ts';
import type { EvidenceValue } from '../../src/engine/run/values.ts';
import { cooks, does, photo, procedure, started } from './run-story.ts';

const fridge = { id: 'fridge', title: 'Fridge', type: 'number', unit: '°C', min: 0, max: 5 } as const;
const view = { id: 'view', title: 'View', type: 'photo' } as const;
const tick = { id: 'clean', title: 'All clean', type: 'checkbox' } as const;
const remark = { id: 'remark', title: 'Remark', type: 'text', required: false } as const;
const checks = procedure([cooks('a', { evidence: [fridge, view, tick, remark] }), cooks('b')]);
const reads = (value: EvidenceValue, item = 'fridge') => ({ item, value });
const all = [reads(4), reads(photo(), 'view'), reads(true, 'clean')];

describe('evidence', () => {
  test('missing: the refusal lists what is required, by name', () => {
    const run = started(checks);
    run.refuses('ana', does.complete('a'), 'evidence_missing', {
      items: [
        { item: 'fridge', title: 'Fridge' },
        { item: 'view', title: 'View' },
        { item: 'clean', title: 'All clean' },
      ],
    });
    const some = run.by('ana', does.record('a', reads(4), reads(false, 'clean')));
    some.refuses('ana', does.complete('a'), 'evidence_missing', { items: [{ item: 'view' }, { item: 'clean' }] });
  });

  test('recorded before or with completing, by whoever does the step', () => {
    expect(started(checks).by('ana', does.complete('a', { items: all })).types).toEqual([
      ...['EvidenceRecorded', 'EvidenceRecorded', 'EvidenceRecorded'],
      ...['StepCompleted', 'StepReady'],
    ]);
    const before = started(checks).by('ana', does.record('a', ...all));
    expect(before.by('ana', does.complete('a')).types).toEqual(['StepCompleted', 'StepReady']);
    started(checks).refuses('sam', does.record('a', reads(4)), 'not_yours');
    started(checks).refuses('ana', does.record('b', reads(4)), 'step_not_ready');
  });

  test('each value keeps its unit, whether it is within limits, its author, instant and attempt; the last one counts', () => {
    const run = started(checks)
      .by('ana', does.record('a', reads('4,5')))
      .by('ben', does.record('a', reads(3)));
    expect(run.state.evidence).toMatchObject([
      { id: 'e1', item: 'fridge', value: 4.5, unit: '°C', within: true, by: { id: 'ana' }, attempt: 1 },
      { id: 'e2', item: 'fridge', value: 3, by: { id: 'ben' } },
    ]);
    expect(run.step('a').recorded).toEqual({ fridge: 'e2' });
  });

  test.each<[string, EvidenceValue, object]>([
    ['fridge', 'warm', { type: 'not_a_number', typed: 'warm' }],
    ['view', 'photo.jpg', { type: 'not_a_file' }],
    ['view', photo('a', 'application/pdf'), { type: 'not_an_image', mime: 'application/pdf' }],
    ['clean', 'perhaps', { type: 'not_a_tick' }],
    ['remark', '  ', { type: 'missing' }],
    ['remark', 'x'.repeat(LIMITS.text + 1), { type: 'too_long', max: LIMITS.text }],
    ['remark', photo(), { type: 'unknown' }],
  ])('%s refuses %j, and nothing of the form is kept', (item, value, problem) => {
    started(checks).refuses('ana', does.record('a', reads(4), reads(value, item)), 'evidence_invalid', {
      problems: [{ item, problem }],
    });
  });

  test('nobody asked for it', () => {
    started(checks).refuses('ana', does.record('a', reads(1, 'freezer')), 'evidence_unknown', { item: 'freezer' });
  });

  test('there is a limit to the values of one item', () => {
    let run = started(checks);
    for (let count = 0; count < LIMITS.valuesPerItem; count += 1)
      run = run.by('ana', does.record('a', reads(count % 5)));
    run.refuses('ana', does.record('a', reads(1)), 'too_many', { what: 'values' });
  });

  test('the photo of an attempt that was sent back may be sent again', () => {
    const shot = procedure([cooks('first'), cooks('a', { evidence: [view] })]);
    const first = started(shot).by('ana', does.complete('first'));
    const sent = first.by('ana', does.record('a', reads(photo(), 'view')));
    const again = sent.by('ana', does.reopen('first')).by('ana', does.complete('first'));
    again.refuses('ana', does.complete('a'), 'evidence_missing');
    again.by('ana', does.complete('a', { items: [reads(photo(), 'view')] })).is('completed');
  });
});

test('after a rejection the same photo is recorded anew: it answers the rejection', () => {
  const shot = procedure([cooks('a', { evidence: [view], approval: { role: 'lead' } })]);
  const sent = started(shot).by('ana', does.complete('a', { items: [reads(photo(), 'view')] }));
  const again = sent.by('lea', does.reject('a')).by('ana', does.record('a', reads(photo(), 'view')));
  expect(again.last).toMatchObject([{ type: 'EvidenceRecorded', evidence: 'e2' }]);
  expect(again.by('ana', does.record('a', reads(photo(), 'view'))).last).toEqual([]);
});

describe('out of limits', () => {
  const limited = procedure([cooks('a', { evidence: [fridge] }), cooks('b')]);

  test('the value is kept and an exception opens for its owner; the step waits', () => {
    const run = started(limited).by('ana', does.complete('a', { items: [reads(9)] }));
    expect(run.last).toMatchObject([
      { type: 'EvidenceRecorded', value: 9, within: false },
      { type: 'ExceptionRaised', kind: 'out_of_limits', owner: 'owner', blocking: true },
      { type: 'StepSubmitted' },
    ]);
    const reading = { evidence: 'e1', item: 'fridge', value: 9, unit: '°C', min: 0, max: 5 };
    expect(run.last[1]).toMatchObject({ cause: { type: 'out_of_limits', readings: [reading] } });
    expect(run.why('a')).toBe('exception_open');
    run.refuses('ana', does.complete('a'), 'exception_open', { exception: 'x1', owner: 'owner' });
    run.refuses('ana', does.record('a', reads(4)), 'exception_open');
  });

  test.each([0, 5])('%d is within', (value) => {
    expect(started(limited).by('ana', does.record('a', reads(value))).last).toMatchObject([{ within: true }]);
  });

  test('override: what was submitted is completed, by whoever did it', () => {
    const run = started(limited).by('ana', does.complete('a', { items: [reads(9)] }));
    const done = run.by('olga', does.resolve('x1', 'override', 'probe is off by 5'));
    expect(done.types).toEqual(['ExceptionResolved', 'StepCompleted', 'StepReady']);
    expect(done.step('a')).toMatchObject({ state: 'completed', by: { id: 'ana' } });
    expect(done.state.exceptions).toMatchObject([{ resolution: 'override', reason: 'probe is off by 5' }]);
  });

  test('retry: back to the doer, who must measure again', () => {
    const run = started(limited).by('ana', does.complete('a', { items: [reads(9)] }));
    const back = run.by('olga', does.resolve('x1', 'retry', 'measure again'));
    expect(back.step('a')).toMatchObject({
      state: 'rework',
      attempt: 2,
      assignee: 'ana',
      sentBack: { reason: 'measure again' },
    });
    back.refuses('ana', does.complete('a'), 'evidence_missing', { items: [{ item: 'fridge' }] });
    expect(back.state.evidence).toHaveLength(1);
    back.by('ana', does.complete('a', { items: [reads(4)] })).is('open');
  });

  test('retry before it was submitted leaves the step with whoever had it', () => {
    const held = started(limited)
      .by('ben', does.claim('a'))
      .by('ben', does.record('a', reads(9)));
    expect(held.by('olga', does.resolve('x1', 'retry')).step('a')).toMatchObject({ assignee: 'ben', state: 'rework' });
  });

  test('skip: it ends undone, and stays told apart', () => {
    const run = started(limited).by('ana', does.complete('a', { items: [reads(9)] }));
    expect(run.by('olga', does.resolve('x1', 'skip')).step('a')).toMatchObject({
      state: 'skipped',
      by: { id: 'olga' },
    });
  });

  test('on out_of_limits: continue shows the case to its owner while work goes on', () => {
    const goesOn = procedure([cooks('a', { evidence: [fridge], on: { out_of_limits: 'continue' } })]);
    const run = started(goesOn).by('ana', does.complete('a', { items: [reads(9)] }));
    expect(run.types).toEqual(['EvidenceRecorded', 'ExceptionRaised', 'StepCompleted']);
    run.is('open').by('olga', does.resolve('x1', 'override')).is('completed');
  });

  test('two values of one item in one form: the exception names the one that is out', () => {
    const run = started(limited).by('ana', does.record('a', reads(4), reads(9)));
    expect(run.last[2]).toMatchObject({ cause: { readings: [{ evidence: 'e2', value: 9 }] } });
    expect(run.step('a').recorded).toEqual({ fridge: 'e2' });
  });
});
