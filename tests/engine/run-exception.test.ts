import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/engine/limits.ts';
import { AGENT, cooks, does, ownerless, PEOPLE, procedure, SERVICE, started } from './run-story.ts';

const two = procedure([cooks('a'), cooks('b')]);

describe('exceptions', () => {
  test('anybody may raise one, people and machines; it says what happened and holds its step', () => {
    for (const who of ['sam', AGENT, SERVICE]) {
      const run = started(two).by(who, does.raise('a', 'tool_failed', 'the till is dead'));
      expect(run.last).toMatchObject([{ type: 'ExceptionRaised', exception: 'x1', owner: 'owner', blocking: true }]);
      expect(run.why('a')).toBe('exception_open');
      run.refuses('ana', does.complete('a'), 'exception_open', { exception: 'x1', owner: 'owner' });
      run.refuses('olga', does.skip('a'), 'exception_open');
    }
    started(two).refuses('sam', does.raise('a', 'other', ''), 'reason_missing', { what: 'exception' });
    started(two).refuses('sam', does.raise('zzz'), 'step_not_found');
    started(two).by('ana', does.complete('a')).refuses('sam', does.raise('a'), 'step_ended');
  });

  test('one about the run as a whole stops no step, but the end', () => {
    const run = started(two).by('sam', does.raise(undefined));
    const done = run.by('ana', does.complete('a')).by('ana', does.complete('b')).is('open');
    done.refuses('olga', does.resolve('x1', 'retry'), 'resolution_not_possible');
    done.refuses('olga', does.resolve('x1', 'skip'), 'resolution_not_possible');
    done.by('olga', does.resolve('x1', 'override')).is('completed');
  });

  test.each(['source_stale', 'tool_failed'] as const)('on %s: continue lets the work go on', (kind) => {
    const soft = procedure([cooks('a', { on: { [kind]: 'continue' } })]);
    const run = started(soft).by('sam', does.raise('a', kind)).by('ana', does.complete('a')).is('open');
    run.by('olga', does.resolve('x1', 'override')).is('completed');
    started(soft).by('sam', does.raise('a', 'other')).refuses('ana', does.complete('a'), 'exception_open');
  });

  test('its owner or the accountable manager decides, with a reason, once', () => {
    const run = started(two).by('sam', does.raise('a'));
    for (const who of ['sam', 'ana', 'ada', AGENT, SERVICE])
      run.refuses(who, does.resolve('x1', 'override'), 'not_owner', { what: 'exception', role: 'owner' });
    run.refuses('olga', does.resolve('x1', 'override', ''), 'reason_missing');
    run.refuses('olga', does.resolve('x2', 'override'), 'exception_not_found');
    const seen = run.by('olga', does.resolve('x1', 'override'));
    seen.refuses('max', does.resolve('x1', 'skip'), 'exception_resolved', { by: 'olga' });
    run.by('max', does.resolve('x1', 'override')).by('ana', does.complete('a')).is('open');
  });

  test('whoever decides may say that the procedure should change: kept with the resolution, of that one only', () => {
    const run = started(two).by('sam', does.raise('a')).by('sam', does.raise('a'));
    const skipped = run.by('olga', does.resolve('x2', 'skip', 'no till', { say: 'Ask for the till' }));
    expect(skipped.state.exceptions.map((one) => one.status === 'resolved' && one.change)).toEqual([
      undefined,
      { say: 'Ask for the till' },
    ]);
    const wordless = run.by('olga', does.resolve('x1', 'override', 'fine', { say: '' }));
    expect(wordless.last).toMatchObject([{ type: 'ExceptionResolved', change: {} }]);
    expect(run.by('olga', does.resolve('x1', 'override')).last[0]).not.toHaveProperty('change');
  });

  test('retry sends the step back to whoever had it', () => {
    const run = started(two).by('ana', does.claim('a')).by('ana', does.raise('a'));
    expect(run.by('olga', does.resolve('x1', 'retry', 'again')).step('a')).toMatchObject({
      ...{ state: 'rework', attempt: 2, assignee: 'ana', sentBack: { from: 'a', reason: 'again' } },
    });
  });

  test('skip ends the step and every other exception on it', () => {
    const run = started(two).by('sam', does.raise('a')).by('sam', does.raise('a'));
    const skipped = run.by('olga', does.resolve('x2', 'skip', 'no till today'));
    expect(skipped.step('a')).toMatchObject({ state: 'skipped', reason: 'no till today', by: { id: 'olga' } });
    expect(skipped.state.exceptions.map((one) => one.status)).toEqual(['resolved', 'resolved']);
    expect(skipped.stands()).toMatchObject({ b: 'waiting_human' });
  });

  test('escalate asks the manager; above is nobody', () => {
    const asked = started(two).by('sam', does.raise('a')).by('olga', does.resolve('x1', 'escalate'));
    expect(asked.last).toMatchObject([{ type: 'ExceptionEscalated', owner: 'manager' }]);
    asked.refuses('olga', does.resolve('x1', 'override'), 'not_owner', { role: 'manager' });
    asked.refuses('max', does.resolve('x1', 'escalate'), 'nobody_above');
    asked.by('max', does.resolve('x1', 'override')).is('open');
  });

  test('cancel_run ends the run', () => {
    const ended = started(two)
      .by('sam', does.raise('a'))
      .by('olga', does.resolve('x1', 'cancel_run', 'closed'));
    expect(ended.is('cancelled').types).toEqual(['ExceptionResolved', 'RunCancelled']);
  });

  test('an exception on a step to come holds it when its turn comes', () => {
    const run = started(two).by('sam', does.raise('b')).by('ana', does.complete('a'));
    expect(run.stands()).toEqual({ a: 'completed', b: 'waiting_needs' });
    expect(run.by('olga', does.resolve('x1', 'retry')).stands()).toMatchObject({ b: 'waiting_human' });
  });

  test('where the SOP names nobody, whoever started the run decides', () => {
    const run = started(ownerless([cooks('a')]), { by: 'ben' }).by('ana', does.raise('a'));
    expect(run.last[0]).not.toHaveProperty('owner');
    run.refuses('ana', does.resolve('x1', 'override'), 'not_owner');
    run.by('ben', does.resolve('x1', 'override')).by('ana', does.complete('a')).is('completed');
  });

  test('nobody accepts their own reading while somebody else could decide', () => {
    const limits = { id: 'fridge', title: 'Fridge', type: 'number', min: 2, max: 7 } as const;
    const reading = ownerless([cooks('a', { evidence: [limits] })]);
    const warm = started(reading, { by: 'ana' }).by('ana', does.record('a', { item: 'fridge', value: 9 }));
    warm.refuses('ana', does.resolve('x1', 'override'), 'own_reading', { who: ['ada'] });
    warm.refuses('ben', does.resolve('x1', 'override'), 'not_owner');
    warm.by('ana', does.resolve('x1', 'retry')).is('open');
    expect(warm.by('ada', does.resolve('x1', 'override')).last[0]).toMatchObject({ resolution: 'override' });
    const others = started(reading, { by: 'sam' }).by('ana', does.record('a', { item: 'fridge', value: 9 }));
    others.refuses('ada', does.resolve('x1', 'override'), 'not_owner');
    others.by('sam', does.resolve('x1', 'override')).is('open');
    const alone = { ...PEOPLE, admins: ['ana'] };
    const only = started(reading, { by: 'ana', people: alone }).by(
      'ana',
      does.record('a', { item: 'fridge', value: 9 }),
    );
    only.by('ana', does.resolve('x1', 'override')).is('open');
    const owned = procedure([cooks('a', { role: 'owner', evidence: [limits] })]);
    const own = started(owned).by('olga', does.record('a', { item: 'fridge', value: 9 }));
    own.refuses('olga', does.resolve('x1', 'override'), 'own_reading', { who: ['max'] });
    own.by('max', does.resolve('x1', 'override')).is('open');
  });

  test('there is a limit', () => {
    const run = started(two).by('sam', does.raise('a'));
    const many = Array.from({ length: LIMITS.exceptionsPerRun - 1 }, () => run.last).flat();
    run.since(many).refuses('sam', does.raise('a'), 'too_many', { what: 'exceptions' });
  });
});

describe('skipping a step', () => {
  test('the doer only where the step allows it, its owner always; a reason is required', () => {
    started(two).refuses('ana', does.skip('a'), 'not_skippable', { owner: 'owner' });
    started(two).refuses('sam', does.skip('a'), 'not_yours');
    started(two).refuses('olga', does.skip('a', ''), 'reason_missing', { what: 'skip' });
    const loose = procedure([cooks('a', { skippable: true }), cooks('b')]);
    started(loose).refuses('ana', does.skip('a', ''), 'reason_missing');
    const skipped = started(loose).by('ana', does.skip('a', 'no deliveries'));
    expect(skipped.step('a')).toMatchObject({ state: 'skipped', reason: 'no deliveries', by: { id: 'ana' } });
    skipped.refuses('ben', does.complete('a'), 'step_ended', { how: 'skipped', by: 'ana' });
    skipped.refuses('ana', does.skip('b'), 'not_skippable');
  });
});

describe('boundaries', () => {
  test('what cannot be told at all stops the run; what is not there yet does not', () => {
    const inputs = [{ id: 'ref', title: 'Reference', type: 'text' }];
    const when = 'int(inputs.ref) > 10 || evidence.refund.value > 5.0';
    const item = { id: 'refund', title: 'Refund', type: 'number' };
    const doubtful = procedure([cooks('a', { evidence: [item] }), cooks('b')], {
      ...{ inputs, boundaries: [{ id: 'large', title: 'Too large', when, role: 'director' }] },
    } as never);
    started(doubtful, { inputs: { ref: '7' } })
      .is('open')
      .by('ana', does.claim('a'));
    const run = started(doubtful, { inputs: { ref: 'seven' } }).by('ana', does.claim('a'));
    const items = [{ item: 'refund', value: 1 }];
    const stopped = run.by('ana', does.record('a', ...items));
    expect(stopped.last.at(-1)).toMatchObject({ cause: { type: 'boundary', boundary: 'large' }, owner: 'director' });
    stopped.refuses('ana', does.complete('a'), 'run_stopped');
  });

  const evidence = [{ id: 'refund', title: 'Refund', type: 'number' }];
  const boundaries = [{ id: 'large', title: 'Too large', when: 'evidence.refund.value > 100', role: 'director' }];
  const bounded = procedure([cooks('a', { evidence }), cooks('b'), cooks('c', { needs: [] })], { boundaries });
  const reads = (value: number) => does.complete('a', { items: [{ item: 'refund', value }] });

  test('crossed, the run stops for the named role', () => {
    const run = started(bounded).by('ana', reads(500));
    expect(run.last.at(-1)).toMatchObject({
      ...{ type: 'ExceptionRaised', owner: 'director', kind: 'out_of_policy', blocking: true },
      cause: { type: 'boundary', boundary: 'large', saw: [{ of: 'evidence', id: 'refund', value: 500 }] },
    });
    expect(run.stands()).toMatchObject({ b: 'waiting_needs', c: 'waiting_human' });
    expect(run.why('c')).toBe('run_stopped');
    for (const command of [does.complete('c'), does.skip('c'), does.reopen('a')])
      run.refuses('olga', command, 'run_stopped', { exception: 'x1', owner: 'director' });
    run.refuses('olga', does.resolve('x1', 'go_on'), 'not_owner');
    expect(run.by('dora', does.resolve('x1', 'go_on')).stands()).toMatchObject({ b: 'waiting_human' });
    run.by('dora', does.resolve('x1', 'cancel_run')).is('cancelled');
  });

  test('not crossed, or not known, it stops nothing', () => {
    expect(started(bounded).state.exceptions).toEqual([]);
    expect(started(bounded).by('ana', reads(100)).state.exceptions).toEqual([]);
  });

  test('known when the run starts, it stops at once', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const early = procedure([cooks('a')], {
      inputs,
      boundaries: [{ ...boundaries[0], when: 'inputs.refund > 100' }] as never,
    });
    const run = started(early, { inputs: { refund: 101 } });
    expect(run.types).toEqual(['RunStarted', 'ExceptionRaised']);
    const lifted = run.by('dora', does.resolve('x1', 'go_on'));
    expect(lifted.by('ana', does.complete('a')).is('completed').state.exceptions).toHaveLength(1);
  });

  test('lifted for one value it stands for another: a small case opens no door for a large one', () => {
    const lifted = started(bounded).by('ana', reads(101)).by('dora', does.resolve('x1', 'go_on'));
    const again = lifted.by('ana', does.reopen('a'));
    expect(again.by('ana', reads(101)).state.exceptions).toHaveLength(1);
    const larger = again.by('ana', reads(10_000));
    expect(larger.state.exceptions).toMatchObject([
      { status: 'resolved' },
      { status: 'open', cause: { boundary: 'large' } },
    ]);
    expect(larger.stands()).toMatchObject({ b: 'waiting_needs' });
  });

  test('who asked does not lift it, having done the first step or not', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const asked = procedure([cooks('a'), cooks('b', { evidence })], { inputs, boundaries });
    const all = { cook: ['dora'], director: ['dora'], owner: ['olga'], manager: ['max'] };
    const people = { ...started(two).people, holders: all };
    const run = started(asked, { inputs: { refund: 1 }, by: 'dora', people }).by('dora', does.complete('a'));
    const crossed = run.by('dora', does.complete('b', { items: [{ item: 'refund', value: 500 }] }));
    crossed.refuses('dora', does.resolve('x1', 'go_on'), 'separation_of_duties', { did: 'request' });
    crossed.by('max', does.resolve('x1', 'go_on')).is('completed');
  });
});
