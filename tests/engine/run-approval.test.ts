import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { AGENT, cooks, does, MONDAY, PEOPLE, person, procedure, SERVICE, started, TIMER } from './run-story.ts';

const approved = (more: object = {}) => cooks('a', { approval: { role: 'lead', ...more } });
const gate = (id: string, more: object = {}) => ({ id, title: `Pass ${id}`, kind: 'approval' as const, ...more });
const one = procedure([approved(), cooks('b')]);
const three = procedure([approved({ quorum: 3 }), cooks('b')]);
const submitted = (definition = one) => started(definition).by('ana', does.complete('a'));

describe('approving', () => {
  test('what is done goes to its approver; the yes completes it and the run goes on', () => {
    const run = submitted();
    expect(run.types).toEqual(['StepSubmitted', 'ApprovalRequested']);
    expect(run.stands()).toEqual({ a: 'waiting_approval', b: 'waiting_needs' });
    const done = run.by('lea', does.approve('a'));
    expect(done.types).toEqual(['StepApproved', 'StepCompleted', 'StepReady']);
    expect(done.step('a')).toMatchObject({ state: 'completed', by: { id: 'ana' }, approvals: [{ by: { id: 'lea' } }] });
  });

  test.each<[string, string | Actor, string]>([
    ['the doer', 'ana', 'not_approver'],
    ['somebody without the role', 'sam', 'not_approver'],
    ['an administrator', 'ada', 'not_approver'],
    ['the accountable manager', 'max', 'not_approver'],
    ['an agent', AGENT, 'not_a_person'],
    ['a service with an approver’s name', SERVICE, 'not_a_person'],
    ['a timer', TIMER, 'not_a_person'],
    ['a stranger', person('stranger'), 'not_a_person'],
  ])('%s does not approve', (_who, actor, code) => {
    submitted()
      .refuses(actor, does.approve('a'), code as 'not_approver')
      .refuses(actor, does.reject('a'), code as 'not_approver');
  });

  test('an approver who has left the workspace, or the role, does not approve', () => {
    submitted()
      .among({ members: ['ana', 'leo'] })
      .refuses('lea', does.approve('a'), 'not_a_person');
    submitted()
      .among({ holders: { ...PEOPLE.holders, lead: ['leo'] } })
      .refuses('lea', does.approve('a'), 'not_approver');
  });

  test('nothing to approve yet, or any more', () => {
    started(one).refuses('lea', does.approve('a'), 'step_not_waiting_for_approval');
    started(one).refuses('lea', does.approve('b'), 'step_not_ready');
    started(one).refuses('lea', does.approve('z'), 'step_not_found');
    submitted().by('lea', does.approve('a')).refuses('leo', does.approve('a'), 'step_ended', { how: 'completed' });
  });

  test('under approval nothing is done, recorded or claimed', () => {
    const run = submitted();
    for (const command of [does.complete('a'), does.record('a', { item: 'x', value: 1 }), does.claim('a')])
      run.refuses('ana', command, 'step_waits_for_approval', { role: 'lead' });
  });

  test('a card of an earlier attempt decides nothing', () => {
    const again = submitted().by('lea', does.reject('a')).by('ana', does.complete('a'));
    again
      .refuses('leo', does.approve('a', 1), 'card_outdated')
      .refuses('leo', does.reject('a', 'x', 1), 'card_outdated');
    again.by('leo', does.approve('a', 2)).is('open');
    submitted()
      .by('lea', does.reject('a'))
      .refuses('ana', does.complete('a', { attempt: 1 }), 'card_outdated');
  });
});

describe('quorum', () => {
  test('fifty identical approvals are one', () => {
    let run = submitted(three);
    let yes = 0;
    for (let tap = 0; tap < 50; tap += 1) {
      const tapped = run.when('lea', does.approve('a'));
      if (tapped.decision.status === 'refused') {
        expect(tapped.decision.refusal).toMatchObject({ code: 'already_approved', by: 'lea', at: MONDAY });
        continue;
      }
      yes += 1;
      run = run.by('lea', does.approve('a'));
    }
    expect(yes).toBe(1);
    expect(run.step('a')).toMatchObject({ state: 'waiting_approval', approvals: [{ by: { id: 'lea' } }] });
  });

  test('ten approvers on a quorum of three: three decide, seven are told', () => {
    const ten = Array.from({ length: 10 }, (_, index) => `lead${index}`);
    const holders = { ...PEOPLE.holders, lead: ten };
    let run = started(three, { people: { ...PEOPLE, members: [...PEOPLE.members, ...ten], holders } });
    run = run.by('ana', does.complete('a'));
    const told: string[] = [];
    for (const member of ten) {
      const { decision } = run.when(member, does.approve('a'));
      if (decision.status === 'refused') told.push(decision.refusal.code);
      else run = run.by(member, does.approve('a'));
    }
    expect(told).toEqual(Array(7).fill('step_ended'));
    expect(run.events.filter((event) => event.type === 'StepApproved')).toHaveLength(3);
    expect(run.events.filter((event) => event.type === 'StepCompleted')).toHaveLength(1);
  });

  test('a rejection starts the count anew', () => {
    const two = submitted(three).by('lea', does.approve('a')).by('leo', does.approve('a'));
    const again = two.by('lin', does.reject('a')).by('ana', does.complete('a'));
    expect(again.step('a')).toMatchObject({ state: 'waiting_approval', approvals: [] });
  });

  test('one person with two member ids counts once', () => {
    const twice = {
      ...PEOPLE,
      members: [...PEOPLE.members, 'lea2'],
      holders: { ...PEOPLE.holders, lead: ['lea', 'lea2'] },
    };
    const run = started(procedure([approved({ quorum: 2 })]), { people: twice });
    const once = run.by('ana', does.complete('a')).by('lea', does.approve('a'));
    once.refuses(person('lea2', 'web:lea'), does.approve('a'), 'already_approved', { by: 'lea' });
  });

  test('too few people for the quorum: told at once to whoever answers for it', () => {
    const run = submitted(procedure([approved({ quorum: 4 })]));
    expect(run.last[2]).toMatchObject({
      cause: { type: 'nobody', wanted: 'approver' },
      owner: 'manager',
      blocking: false,
    });
    const again = run.by('lea', does.reject('a')).by('ana', does.complete('a'));
    expect(again.types).toEqual(['StepSubmitted', 'ApprovalRequested']);
    const grown = { lead: ['lea', 'leo', 'lin', 'max'], manager: ['max'] };
    const enough = again.among({ holders: { ...PEOPLE.holders, ...grown } });
    const last = ['lea', 'leo', 'lin', 'max'].reduce((at, who) => at.by(who, does.approve('a')), enough);
    last.is('completed');
  });
});

describe('rejecting', () => {
  test('needs a reason and sends the step back to its doer', () => {
    submitted().refuses('lea', does.reject('a', ''), 'reason_missing', { what: 'reject' });
    const back = submitted().by('lea', does.reject('a', 'blurred'));
    expect(back.types).toEqual(['StepRejected']);
    expect(back.step('a')).toMatchObject({
      ...{ state: 'rework', attempt: 2, assignee: 'ana' },
      sentBack: { from: 'a', by: { id: 'lea' }, reason: 'blurred' },
    });
    back.refuses('ben', does.complete('a'), 'not_yours', { assignee: 'ana' });
  });

  test('a doer who has left gets nothing back: anybody of the role may take it', () => {
    const left = submitted().among({ members: PEOPLE.members.filter((one) => one !== 'ana') });
    const back = left.by('lea', does.reject('a'));
    expect(back.step('a').state).toBe('rework');
    back.by('ben', does.complete('a')).is('open');
  });

  const chain = procedure([cooks('a'), cooks('b'), gate('ok', { approval: { role: 'lead' } }), cooks('c')]);

  test('an approval without a doer sends back the work before it', () => {
    const asked = started(chain).by('ana', does.complete('a')).by('ben', does.complete('b'));
    expect(asked.stands()).toMatchObject({ ok: 'waiting_approval', c: 'waiting_needs' });
    const back = asked.by('lea', does.reject('ok', 'wrong order'));
    expect(back.stands()).toEqual({ a: 'completed', b: 'rework', ok: 'waiting_needs', c: 'waiting_needs' });
    expect(back.step('b')).toMatchObject({ assignee: 'ben', sentBack: { from: 'ok', reason: 'wrong order' } });
    const again = back.by('ben', does.complete('b'));
    expect(again.step('ok')).toMatchObject({ state: 'waiting_approval', attempt: 2 });
    again.refuses('lea', does.approve('ok', 1), 'card_outdated');
    again.by('lea', does.approve('ok', 2)).by('ana', does.complete('c')).is('completed');
  });

  test('of two steps that build on each other the first is done again first', () => {
    const both = procedure([cooks('a'), cooks('b'), gate('ok', { needs: ['a', 'b'], approval: { role: 'lead' } })]);
    const asked = started(both).by('ana', does.complete('a')).by('ben', does.complete('b'));
    expect(asked.by('lea', does.reject('ok')).stands()).toEqual({
      ...{ a: 'rework', b: 'waiting_needs', ok: 'waiting_needs' },
    });
  });

  test('a rejected first approval has no work to send back: its owner decides, and may ask again', () => {
    const first = procedure([gate('ok', { approval: { role: 'lead' } }), cooks('a')]);
    const run = started(first).by('lea', does.reject('ok', 'not today'));
    expect(run.last[1]).toMatchObject({ type: 'ExceptionRaised', step: 'ok', owner: 'manager', blocking: true });
    expect(run.by('max', does.resolve('x1', 'override')).step('ok').state).toBe('waiting_approval');
    expect(run.by('max', does.resolve('x1', 'skip')).stands()).toEqual({ ok: 'skipped', a: 'waiting_human' });
    run.by('max', does.resolve('x1', 'cancel_run')).is('cancelled');
  });
});

describe('when approval is needed, and whose it is', () => {
  const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const, required: false }];
  const limited = { approval: { role: 'lead', limit: 'inputs.refund <= 100', above: 'director' } };
  const small = procedure([cooks('a', limited)], { inputs });

  test.each([
    [{ refund: 100 }, 'lead', false],
    [{ refund: 101 }, 'director', true],
    [{}, 'director', true],
  ])('%j is decided by the %s', (given, role, above) => {
    const run = started(small, { inputs: given }).by('ana', does.complete('a'));
    expect(run.step('a')).toMatchObject({ role, above });
    run.refuses(role === 'lead' ? 'dora' : 'lea', does.approve('a'), 'not_approver', { role });
    run.by(role === 'lead' ? 'lea' : 'dora', does.approve('a')).is('completed');
  });

  test.each([
    [{ refund: 10 }, 'completed'],
    [{ refund: 11 }, 'waiting_approval'],
    [{}, 'waiting_approval'],
  ])('%j: %s, for what is not known needs approval', (given, state) => {
    const asks = procedure([cooks('a', { approval: { role: 'lead', when: 'inputs.refund > 10' } })], { inputs });
    expect(started(asks, { inputs: given }).by('ana', does.complete('a')).step('a').state).toBe(state);
  });

  test('its own choice counts, although it is not approved yet', () => {
    const options = [
      { id: 'pay', title: 'Pay' },
      { id: 'keep', title: 'Keep' },
    ];
    const chooses = { kind: 'decision', options, approval: { role: 'lead', when: "decisions.a == 'pay'" } };
    const decides = procedure([cooks('a', chooses)]);
    expect(started(decides).by('ana', does.complete('a', { choice: 'keep' })).types[0]).toBe('StepCompleted');
    const pays = started(decides).by('ana', does.complete('a', { choice: 'pay' }));
    expect(pays.step('a').state).toBe('waiting_approval');
    expect(pays.by('lea', does.approve('a')).step('a')).toMatchObject({ state: 'completed', choice: 'pay' });
  });

  test('an approval that is not needed is not applicable, never done', () => {
    const passes = procedure([cooks('a'), gate('ok', { approval: { role: 'lead', when: 'inputs.refund > 10' } })], {
      inputs,
    });
    const run = started(passes, { inputs: { refund: 1 } }).by('ana', does.complete('a'));
    expect(run.is('completed').stands()).toEqual({ a: 'completed', ok: 'not_applicable' });
  });

  test('out of limits first, approval then', () => {
    const evidence = [{ id: 'temp', title: 'Temperature', type: 'number', max: 5 }];
    const both = procedure([cooks('a', { evidence, approval: { role: 'lead' } })]);
    const run = started(both).by('ana', does.complete('a', { items: [{ item: 'temp', value: 9 }] }));
    run.refuses('lea', does.approve('a'), 'step_not_waiting_for_approval');
    const seen = run.by('olga', does.resolve('x1', 'override'));
    expect(seen.types).toEqual(['ExceptionResolved', 'ApprovalRequested']);
    seen.by('lea', does.approve('a')).is('completed');
  });

  test('approvers have as long as the doer had, and the longer of two deadlines', () => {
    const timed = procedure([cooks('a', { due: 'PT1H', approval: { role: 'lead' } })]);
    const hour = 3_600_000;
    const late = started(timed)
      .later(2 * hour)
      .by('ana', does.complete('a'));
    expect(late.step('a')).toMatchObject({ due: MONDAY + 3 * hour });
    const moved = started(timed)
      .by('max', does.due('a', MONDAY + 9 * hour))
      .by('ana', does.complete('a'));
    expect(moved.step('a')).toMatchObject({ due: MONDAY + 9 * hour });
  });
});
