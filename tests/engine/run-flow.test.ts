import { describe, expect, test } from 'vitest';
import { cooks, does, MONDAY, PEOPLE, photo, procedure, started } from './run-story.ts';

const options = [
  { id: 'refund', title: 'Refund' },
  { id: 'refuse', title: 'Refuse' },
];
const decides = (id: string, more: object = {}) => ({ ...cooks(id), kind: 'decision' as const, options, ...more });

describe('one after the other', () => {
  const three = procedure([cooks('a'), cooks('b'), cooks('c')]);

  test('each step begins when the one above has ended, and the run with the last', () => {
    const run = started(three);
    expect(run.stands()).toEqual({ a: 'waiting_human', b: 'waiting_needs', c: 'waiting_needs' });
    const first = run.by('ana', does.complete('a'));
    expect(first.types).toEqual(['StepCompleted', 'StepReady']);
    const last = first.by('ben', does.complete('b')).by('ana', does.complete('c'));
    expect(last.types).toEqual(['StepCompleted', 'RunCompleted']);
    last.is('completed');
  });

  test('a later step says what it waits for', () => {
    started(three).refuses('ana', does.complete('b'), 'step_not_ready', { step: 'b', waitsFor: ['a'] });
  });

  test('done twice is done once, and says by whom', () => {
    const done = started(three).by('ana', does.complete('a'));
    done.refuses('ben', does.complete('a'), 'step_ended', { how: 'completed', by: 'ana', at: MONDAY });
    done.refuses('ben', does.complete('z'), 'step_not_found', { step: 'z' });
  });

  test('nothing follows the end', () => {
    const ended = started(procedure([cooks('a')]))
      .by('ana', does.complete('a'))
      .is('completed');
    const every = [does.claim('a'), does.complete('a'), does.reopen('a'), does.note('x'), does.raise(), does.cancel()];
    for (const command of [...every, does.expireRun(), does.expire('a'), does.substitute('ana', 'ben')])
      ended.refuses('max', command, 'run_ended', { outcome: 'completed', at: MONDAY });
  });

  test('a step skipped ahead of its turn lets nothing pass it', () => {
    const ahead = started(three).by('olga', does.skip('b'));
    expect(ahead.stands()).toEqual({ a: 'waiting_human', b: 'skipped', c: 'waiting_needs' });
    expect(ahead.by('ana', does.complete('a')).stands()).toMatchObject({ b: 'skipped', c: 'waiting_human' });
  });

  test('all steps skipped is a run that completed, with every skip on record', () => {
    const run = started(three).by('olga', does.skip('a')).by('olga', does.skip('b')).by('olga', does.skip('c'));
    run.is('completed');
    expect(run.stands()).toEqual({ a: 'skipped', b: 'skipped', c: 'skipped' });
  });
});

describe('needs', () => {
  const diamond = procedure([
    cooks('open'),
    cooks('left', { needs: ['open'] }),
    cooks('right', { needs: ['open'] }),
    cooks('close', { needs: ['left', 'right'] }),
  ]);

  test('steps with the same need run side by side, and the join waits for both', () => {
    const run = started(diamond).by('ana', does.complete('open'));
    expect(run.stands()).toMatchObject({ left: 'waiting_human', right: 'waiting_human', close: 'waiting_needs' });
    const half = run.by('ana', does.complete('right'));
    half.refuses('ana', does.complete('close'), 'step_not_ready', { waitsFor: ['left'] });
    expect(half.by('ben', does.complete('left')).stands()).toMatchObject({ close: 'waiting_human' });
  });

  test('an empty list can begin at once', () => {
    const both = started(procedure([cooks('a'), cooks('b', { needs: [] })]));
    expect(both.stands()).toEqual({ a: 'waiting_human', b: 'waiting_human' });
  });

  test('a step may need one that stands below it', () => {
    const run = started(procedure([cooks('last', { needs: ['first'] }), cooks('first', { needs: [] })]));
    expect(run.stands()).toEqual({ last: 'waiting_needs', first: 'waiting_human' });
    run.by('ana', does.complete('first')).by('ana', does.complete('last')).is('completed');
  });
});

describe('branches', () => {
  const branching = procedure([
    decides('verdict'),
    cooks('pay', { needs: ['verdict'], when: "decisions.verdict == 'refund'" }),
    cooks('explain', { needs: ['verdict'], when: "decisions.verdict == 'refuse'" }),
    cooks('receipt', { needs: ['pay'] }),
    cooks('close', { needs: ['receipt', 'explain'] }),
  ]);

  test('a decision needs one of its options', () => {
    const run = started(branching);
    run.refuses('ana', does.complete('verdict'), 'choice_missing', { options: ['Refund', 'Refuse'] });
    run.refuses('ana', does.complete('verdict', { choice: 'maybe' }), 'choice_unknown', { choice: 'maybe' });
    expect(run.by('ana', does.complete('verdict', { choice: 'refund' })).step('verdict')).toMatchObject({
      state: 'completed',
      choice: 'refund',
    });
  });

  test('a step none of whose branches was taken is not applicable, never done; a join waits for the branch that was', () => {
    const refused = started(branching).by('ana', does.complete('verdict', { choice: 'refuse' }));
    expect(refused.step('pay')).toMatchObject({ state: 'not_applicable', because: 'when' });
    expect(refused.step('receipt')).toMatchObject({ state: 'not_applicable', because: 'branches' });
    expect(refused.stands()).toMatchObject({ explain: 'waiting_human', close: 'waiting_needs' });
    refused.refuses('ana', does.complete('receipt'), 'step_ended', { how: 'not_applicable' });
    const ended = refused.by('ana', does.complete('explain')).by('ana', does.complete('close')).is('completed');
    expect(ended.stands()).toMatchObject({ pay: 'not_applicable', receipt: 'not_applicable', close: 'completed' });
  });

  test('in a plain list a step that does not apply is passed over', () => {
    const list = procedure([cooks('a'), cooks('b', { when: 'inputs.full' }), cooks('c')], {
      inputs: [{ id: 'full', title: 'Full check', type: 'checkbox' }],
    });
    const run = started(list, { inputs: { full: false } }).by('ana', does.complete('a'));
    expect(run.stands()).toEqual({ a: 'completed', b: 'not_applicable', c: 'waiting_human' });
  });

  test('a condition on a decision that nobody had to take leads nowhere', () => {
    const nested = procedure([
      decides('first'),
      decides('second', { when: "decisions.first == 'refund'" }),
      cooks('third', { when: "decisions.second == 'refund'" }),
      cooks('last'),
    ]);
    const run = started(nested).by('ana', does.complete('first', { choice: 'refuse' }));
    expect(run.step('third')).toMatchObject({ state: 'not_applicable', because: 'branches' });
    expect(run.stands()).toMatchObject({ second: 'not_applicable', last: 'waiting_human' });
  });

  const unknown = procedure([
    cooks('a', { evidence: [{ id: 'temp', title: 'Temperature', type: 'number', required: false }] }),
    cooks('b', { when: 'evidence.temp.value > 5' }),
  ]);

  test('a condition that cannot be told is for the exception owner, who may let the step go ahead', () => {
    const run = started(unknown).by('ana', does.complete('a'));
    expect(run.types).toEqual(['StepCompleted', 'ExceptionRaised']);
    expect(run.last[1]).toMatchObject({
      ...{ step: 'b', owner: 'owner', blocking: true },
      cause: { type: 'condition_unknown', unknown: { missing: 'evidence', id: 'temp' } },
    });
    expect(run.why('b')).toBe('exception_open');
    expect(run.by('olga', does.resolve('x1', 'go_on')).step('b').state).toBe('waiting_human');
    run.by('olga', does.resolve('x1', 'skip')).is('completed');
  });

  test('asked again while still unknown, it is a new exception', () => {
    const run = started(unknown).by('ana', does.complete('a')).by('olga', does.resolve('x1', 'retry'));
    expect(run.types).toEqual(['ExceptionResolved', 'ExceptionRaised']);
  });

  test('reopening the step before and recording what was missing answers the condition', () => {
    const stuck = started(unknown).by('ana', does.complete('a'));
    const again = stuck.by('ana', does.reopen('a')).by('olga', does.resolve('x1', 'retry'));
    const done = again.by('ana', does.complete('a', { items: [{ item: 'temp', value: 3 }] }));
    expect(done.step('b')).toMatchObject({ state: 'not_applicable', because: 'when' });
    done.is('completed');
  });
});

describe('who does a step', () => {
  const one = procedure([cooks('a')]);

  test('anybody of the role, nobody else, no machine, nobody who has left', () => {
    const run = started(one);
    run.refuses('sam', does.complete('a'), 'not_yours', { role: 'cook' });
    run.refuses({ type: 'agent', id: 'ana' }, does.complete('a'), 'not_a_person');
    run.refuses({ type: 'service', id: 'ana' }, does.record('a', { item: 'x', value: 1 }), 'not_a_person');
    run.refuses({ type: 'timer' }, does.claim('a'), 'not_a_person');
    run.among({ members: ['ben'] }).refuses('ana', does.complete('a'), 'not_a_person');
    run.by('ana', does.complete('a')).is('completed');
  });

  test('a step without a role is for everybody', () => {
    started(procedure([{ id: 'a', title: 'A' }]))
      .by('sam', does.complete('a'))
      .is('completed');
  });

  test('the only holder of a role has the step from the beginning', () => {
    expect(
      started(one, { people: { ...PEOPLE, holders: { ...PEOPLE.holders, cook: ['ben'] } } }).step('a'),
    ).toMatchObject({ assignee: 'ben' });
  });

  test('who claims it has it', () => {
    const claimed = started(one).by('ana', does.claim('a'));
    expect(claimed.last).toMatchObject([{ type: 'StepAssigned', assignee: 'ana', how: 'claimed' }]);
    claimed.refuses('ben', does.claim('a'), 'already_assigned', { assignee: 'ana' });
    claimed.refuses('ben', does.complete('a'), 'not_yours', { assignee: 'ana' });
    claimed.by('ana', does.complete('a')).is('completed');
  });

  test('whoever has it or answers for the run may give it to somebody of the role', () => {
    const run = started(one).by('ana', does.claim('a'));
    run.refuses('ben', does.assign('a', 'ben'), 'not_owner', { what: 'assign' });
    run.refuses('olga', does.assign('a', 'sam'), 'member_not_of_role', { member: 'sam', role: 'cook' });
    run.refuses('olga', does.assign('a', 'constructor'), 'member_not_of_role');
    expect(run.by('ana', does.assign('a', 'ben')).step('a')).toMatchObject({ assignee: 'ben' });
    expect(run.by('olga', does.assign('a', 'ben')).step('a')).toMatchObject({ assignee: 'ben' });
  });

  test('work that nobody can do is told at once, and can be given to anybody', () => {
    const run = started(procedure([cooks('a', { role: 'nobody' })]));
    expect(run.last[2]).toMatchObject({ cause: { type: 'nobody', wanted: 'doer' }, owner: 'manager', blocking: false });
    run.refuses('ana', does.complete('a'), 'not_yours');
    const given = run.by('max', does.assign('a', 'sam')).by('sam', does.complete('a'));
    expect(given.types).toEqual(['StepCompleted', 'RunCompleted']);
  });

  test('a role called constructor is held by nobody', () => {
    const odd = procedure([cooks('a', { role: 'constructor' })], { roles: [...rolesOf(), { id: 'constructor' }] });
    expect(started(odd).last[2]).toMatchObject({ cause: { type: 'nobody' } });
  });
});

const rolesOf = () => ['cook', 'owner', 'manager'].map((id) => ({ id }));

describe('notes, deadlines, cancelling', () => {
  const one = procedure([cooks('a', { due: 'PT1H' })]);

  test('a note says something', () => {
    const run = started(one).by('sam', does.note('the bell is broken', 'a'));
    expect(run.state.notes).toMatchObject([{ text: 'the bell is broken', step: 'a' }]);
    run.refuses('sam', does.note(''), 'reason_missing', { what: 'note' });
    run.refuses('sam', does.note('x', 'zzz'), 'step_not_found');
  });

  test('a deadline can be changed after the step began: by an owner, to the future, with a reason', () => {
    const run = started(one);
    run.refuses('ana', does.due('a', MONDAY + 5), 'not_owner', { what: 'due' });
    run.refuses('olga', does.due('a', MONDAY), 'due_past');
    run.refuses('olga', does.due('a', MONDAY + 5, ''), 'reason_missing', { what: 'due' });
    expect(run.by('max', does.due('a', MONDAY + 5)).step('a')).toMatchObject({ due: MONDAY + 5 });
  });

  test('cancelled by whoever started it or answers for it, with a reason', () => {
    const run = started(one);
    run.refuses('ana', does.cancel(), 'not_owner', { what: 'cancel' });
    run.refuses('sam', does.cancel(''), 'reason_missing', { what: 'cancel' });
    const ended = run.by('sam', does.cancel('closed today')).is('cancelled');
    expect(ended.state).toMatchObject({ reason: 'closed today', endedBy: { id: 'sam' } });
    expect(ended.stands()).toEqual({ a: 'waiting_human' });
    run.by('olga', does.cancel()).is('cancelled');
  });

  test('the same photo sent twice is one evidence', () => {
    const shot = procedure([cooks('a', { evidence: [{ id: 'view', title: 'View', type: 'photo' }] })]);
    const sent = started(shot).by('ana', does.record('a', { item: 'view', value: photo() }));
    expect(sent.by('ana', does.record('a', { item: 'view', value: photo() })).last).toEqual([]);
  });
});
