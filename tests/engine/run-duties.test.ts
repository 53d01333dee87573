/** Ways in which somebody might approve what they may not. Each stays shut. */
import { describe, expect, test } from 'vitest';
import type { People } from '../../src/engine/run/context.ts';
import { cooks, does, ownerless, PEOPLE, person, procedure, ROLES, started } from './run-story.ts';

/** Ana cooks and leads. */
const people: People = { ...PEOPLE, holders: { ...PEOPLE.holders, lead: ['ana', 'lea', 'leo'] } };
const evidence = [{ id: 'note', title: 'Note', type: 'text' as const, required: false }];
const one = procedure([cooks('a', { evidence, approval: { role: 'lead' } }), cooks('b')]);
const gated = procedure([
  cooks('a', { evidence }),
  cooks('b'),
  { id: 'ok', title: 'Ok', kind: 'approval', approval: { role: 'lead' } },
  cooks('pay'),
]);
const wrote = { item: 'note', value: 'done' };
const asOwner = (member: string, of = people): People => ({ ...of, holders: { ...of.holders, owner: [member] } });

describe('who did it does not approve it', () => {
  test('plainly', () => {
    const run = started(one, { people }).by('ana', does.complete('a'));
    run.refuses('ana', does.approve('a'), 'separation_of_duties', { did: 'step' });
    run.refuses('ana', does.reject('a'), 'separation_of_duties');
    run.by('lea', does.approve('a')).is('open');
  });

  test('an administrator neither', () => {
    const all = { ...people, admins: ['ana'] };
    started(one, { people: all })
      .by('ana', does.complete('a'))
      .refuses('ana', does.approve('a'), 'separation_of_duties');
  });

  test('only where the author lets it', () => {
    const alone = procedure([cooks('a', { approval: { role: 'lead', separation_of_duties: false } })]);
    started(alone, { people }).by('ana', does.complete('a')).by('ana', does.approve('a')).is('completed');
  });

  test('through another entrance, with another member id, it is the same person', () => {
    const twin = { ...people, members: [...people.members, 'ana2'], holders: { ...people.holders, lead: ['ana2'] } };
    const run = started(one, { people: twin }).by('ana', does.complete('a'));
    run.refuses(person('ana2', 'web:ana'), does.approve('a'), 'separation_of_duties');
  });

  test('recorded by one and completed by the other: neither', () => {
    const both = { ...people, holders: { ...people.holders, lead: ['ana', 'ben', 'lea'] } };
    const run = started(one, { people: both }).by('ana', does.record('a', wrote)).by('ben', does.complete('a'));
    run.refuses('ana', does.approve('a'), 'separation_of_duties');
    run.refuses('ben', does.approve('a'), 'separation_of_duties');
  });

  test('work of an earlier attempt counts, whoever finished it', () => {
    const first = started(one, { people }).by('ana', does.complete('a')).by('lea', does.reject('a'));
    const passed = first.by('olga', does.assign('a', 'ben')).by('ben', does.complete('a'));
    passed.refuses('ana', does.approve('a'), 'separation_of_duties');
  });

  test('reopening one’s own work and passing it on launders nothing', () => {
    const done = started(gated, { people }).by('ana', does.complete('a'));
    const passed = done.by('ana', does.reopen('a')).by('ana', does.assign('a', 'ben')).by('ben', does.complete('a'));
    passed.by('ben', does.complete('b')).refuses('ana', does.approve('ok'), 'separation_of_duties');
  });

  test('work that a reopening reset counts', () => {
    const parts = started(gated, { people }).by('ben', does.complete('a')).by('ana', does.complete('b'));
    const reset = parts.by('ben', does.reopen('a')).by('ben', does.complete('a')).by('ben', does.complete('b'));
    reset.refuses('ana', does.approve('ok'), 'separation_of_duties');
  });

  test('an approval step is about all the work on the way to it, not the last tick only', () => {
    const run = started(gated, { people }).by('ana', does.complete('a')).by('ben', does.complete('b'));
    run.refuses('ana', does.approve('ok'), 'separation_of_duties', { did: 'step' });
    run.by('lea', does.approve('ok')).is('open');
  });

  test('work that was handed in and then skipped counts', () => {
    const gate = { id: 'ok', title: 'Ok', kind: 'approval' as const, approval: { role: 'lead' } };
    const both = procedure([cooks('a', { approval: { role: 'lead' } }), gate]);
    const run = started(both, { people }).by('ana', does.complete('a')).by('max', does.skip('a'));
    run.refuses('ana', does.approve('ok'), 'separation_of_duties');
  });

  test('two approvals in a row: the first approver may give the second, the doer neither', () => {
    const twice = procedure([
      cooks('a', { approval: { role: 'lead' } }),
      { id: 'ok', title: 'Ok', kind: 'approval', approval: { role: 'lead' } },
    ]);
    const run = started(twice, { people }).by('ana', does.complete('a')).by('lea', does.approve('a'));
    run.refuses('ana', does.approve('ok'), 'separation_of_duties');
    run.by('lea', does.approve('ok')).is('completed');
  });
});

describe('who asked for it does not approve it', () => {
  const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
  const asked = procedure([cooks('a', { approval: { role: 'lead' } })], { inputs });

  test('the request came with the inputs', () => {
    const run = started(asked, { inputs: { refund: 5 }, by: 'lea' }).by('ana', does.complete('a'));
    run.refuses('lea', does.approve('a'), 'separation_of_duties', { did: 'request' });
    run.by('leo', does.approve('a')).is('completed');
  });

  test('a run without inputs is nobody’s request, unless there is nothing else to approve', () => {
    started(one, { by: 'lea' }).by('ana', does.complete('a')).by('lea', does.approve('a')).is('open');
    const first = ownerless([{ id: 'ok', title: 'Ok', kind: 'approval', approval: { role: 'lead' } }, cooks('pay')]);
    const own = started(first, { by: 'lea' });
    own.refuses('lea', does.approve('ok'), 'separation_of_duties', { did: 'request' });
    own.refuses('lea', does.skip('ok'), 'separation_of_duties');
    own.by('leo', does.approve('ok')).is('open');
  });
});

describe('stand-ins', () => {
  test('nobody hands out a right over their own work', () => {
    const run = started(one, { people }).by('ana', does.complete('a')).by('ana', does.substitute('ana', 'sam'));
    run.refuses('sam', does.approve('a'), 'separation_of_duties');
    const away = started(one, { people: { ...people, standIns: { ana: { standIn: 'sam' } } } });
    away.by('ana', does.complete('a')).refuses('sam', does.approve('a'), 'separation_of_duties');
  });

  test('who did the work does not choose who approves it', () => {
    const managed = { ...people, holders: { ...people.holders, manager: ['ana'] } };
    const run = started(one, { people: managed }).by('ana', does.complete('a'));
    run.by('ana', does.substitute('lea', 'sam')).refuses('sam', does.approve('a'), 'separation_of_duties');
    run.refuses('ana', does.substitute('lea', 'ana'), 'not_owner');
  });

  test('a manager may name one, and is not the one', () => {
    const run = started(one).by('ana', does.complete('a'));
    run.refuses('max', does.substitute('lea', 'max'), 'not_owner');
    run.refuses('sam', does.substitute('lea', 'sam'), 'not_owner');
    run.refuses('ada', does.substitute('lea', 'ada'), 'not_owner');
    const named = run.by('max', does.substitute('lea', 'sam')).by('sam', does.approve('a'));
    expect(named.step('a')).toMatchObject({ approvals: [{ by: { id: 'sam' }, standingInFor: 'lea' }] });
  });

  test('a manager with a second member id does not name themself', () => {
    const twin = { ...PEOPLE, members: [...PEOPLE.members, 'max2'] };
    const run = started(one, { people: twin }).by('ana', does.complete('a')).by('max', does.substitute('lea', 'max2'));
    run.refuses(person('max2', 'web:max'), does.approve('a'), 'not_approver');
  });

  test('a stand-in for two has one voice; who is away and their stand-in have one together', () => {
    const two = procedure([cooks('a', { approval: { role: 'lead', quorum: 2 } })]);
    const away = { ...PEOPLE, standIns: { lea: { standIn: 'sam' }, leo: { standIn: 'sam' } } };
    const run = started(two, { people: away }).by('ana', does.complete('a'));
    const once = run.by('sam', does.approve('a'));
    once.refuses('sam', does.approve('a'), 'already_approved', { by: 'sam' });
    once.refuses('lea', does.approve('a'), 'already_approved', { by: 'sam' });
    once.by('lin', does.approve('a')).is('completed');
    const inPerson = run.by('lea', does.approve('a')).by('sam', does.approve('a'));
    expect(inPerson.step('a')).toMatchObject({ approvals: [{ by: { id: 'lea' } }, { standingInFor: 'leo' }] });
  });

  test('a stand-in of a stand-in has nothing', () => {
    const chain = { ...PEOPLE, standIns: { lea: { standIn: 'sam' }, sam: { standIn: 'ben' } } };
    started(one, { people: chain }).by('ana', does.complete('a')).refuses('ben', does.approve('a'), 'not_approver');
  });
});

describe('other doors', () => {
  test('an exception owner does not skip the approval of their own work', () => {
    const run = started(one, { people: asOwner('ana') }).by('ana', does.complete('a'));
    run.refuses('ana', does.skip('a'), 'separation_of_duties');
    const raised = run.by('ana', does.raise('a'));
    raised.refuses('ana', does.resolve('x1', 'skip'), 'separation_of_duties');
    expect(raised.by('ana', does.resolve('x1', 'override')).step('a').state).toBe('waiting_approval');
    expect(raised.by('ana', does.resolve('x1', 'retry')).step('a').state).toBe('waiting_approval');
  });

  test('nor ahead of the work', () => {
    const run = started(gated, { people: asOwner('ana') });
    run.refuses('ana', does.skip('ok'), 'step_not_ready');
    run.by('ana', does.raise('ok')).refuses('ana', does.resolve('x1', 'skip'), 'step_not_ready');
  });

  test('nor by skipping what stands behind it', () => {
    const long = procedure([cooks('a', { approval: { role: 'lead' } }), cooks('b'), cooks('pay')]);
    const run = started(long, { people: asOwner('ana') })
      .by('ana', does.complete('a'))
      .by('ana', does.skip('b'));
    expect(run.stands()).toEqual({ a: 'waiting_approval', b: 'skipped', pay: 'waiting_needs' });
    run.refuses('ana', does.complete('pay'), 'step_not_ready');
  });

  test('the accountable manager who did not do the work may, with a reason', () => {
    const run = started(one, { people }).by('ana', does.complete('a'));
    run.refuses('max', does.skip('a', ''), 'reason_missing');
    expect(run.by('max', does.skip('a')).stands()).toEqual({ a: 'skipped', b: 'waiting_human' });
  });

  test('skippable lets the doer skip the step, not its approval', () => {
    const loose = procedure([cooks('a', { skippable: true, evidence, approval: { role: 'lead' } })]);
    started(loose).by('ana', does.skip('a')).is('completed');
    const begun = started(loose).by('ana', does.record('a', wrote));
    begun.refuses('ana', does.skip('a'), 'separation_of_duties');
    begun.by('ana', does.complete('a')).refuses('ben', does.skip('a'), 'step_waits_for_approval');
  });

  test('an approval whose time ran out opens no gate: its owner decides, and not over their own work', () => {
    const done = started(gated, { people: asOwner('ana') })
      .by('ana', does.complete('a'))
      .by('ben', does.complete('b'));
    const late = done.by({ type: 'timer' }, does.expire('ok'));
    expect(late.stands()).toMatchObject({ ok: 'missed', pay: 'waiting_needs' });
    expect(late.last[1]).toMatchObject({ step: 'pay', cause: { type: 'not_approved', gate: 'ok' }, blocking: true });
    late.refuses('ana', does.resolve('x1', 'go_on'), 'separation_of_duties');
    late.refuses('ana', does.resolve('x1', 'skip'), 'separation_of_duties');
    const free = late.by('max', does.resolve('x1', 'go_on'));
    free.by('ben', does.complete('pay')).is('incomplete');
  });

  test('nor does one that ran out behind a skipped step', () => {
    const long = procedure([
      cooks('a'),
      { id: 'ok', title: 'Ok', kind: 'approval', approval: { role: 'lead' } },
      cooks('b'),
      cooks('pay'),
    ]);
    const ahead = started(long).by('olga', does.skip('b')).by('ana', does.complete('a'));
    const late = ahead.by({ type: 'timer' }, does.expire('ok'));
    expect(late.stands()).toMatchObject({ b: 'skipped', pay: 'waiting_needs' });
    expect(late.last[1]).toMatchObject({ step: 'pay', cause: { type: 'not_approved', gate: 'ok' } });
  });

  test('time gives nobody the right to approve beyond their limit', () => {
    const clock = { due: 'PT1H', escalate: [{ after: 'PT1H', to: 'lead' }] };
    const limit = { role: 'lead', limit: 'inputs.refund <= 100', above: 'director' };
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const definition = procedure([cooks('a', { ...clock, approval: limit })], { inputs });
    const asked = started(definition, { inputs: { refund: 500 } }).by('ana', does.complete('a'));
    const due = asked.now + 3_600_000;
    const late = asked.later(2 * 3_600_000).by({ type: 'timer' }, does.escalate('a', due));
    expect(late.step('a')).toMatchObject({ role: 'director', escalated: 1 });
    late.refuses('lea', does.approve('a'), 'not_approver');
  });

  test('being given an approval gives no right', () => {
    const run = started(one).by('ana', does.complete('a'));
    run.refuses('olga', does.assign('a', 'sam'), 'member_not_of_role');
    run.refuses('lea', does.assign('a', 'leo'), 'not_owner');
    run.by('olga', does.assign('a', 'leo')).refuses('sam', does.approve('a'), 'not_approver');
  });

  test('nobody records on what another has taken', () => {
    started(one).by('ben', does.claim('a')).refuses('ana', does.record('a', wrote), 'not_yours', { assignee: 'ben' });
  });

  test('somebody who has left does nothing at all', () => {
    const left = started(one, { by: 'ana' })
      .by('ana', does.claim('a'))
      .among({ members: ['lea', 'max'] });
    const every = [does.complete('a'), does.record('a', wrote), does.skip('a'), does.reopen('a'), does.cancel()];
    for (const command of [...every, does.raise('a'), does.note('x'), does.substitute('ana', 'lea'), does.due('a', 1)])
      left.refuses('ana', command, 'not_a_person');
  });
});

describe('going on without an approval', () => {
  const two = procedure([cooks('a', { approval: { role: 'lead', quorum: 2 } }), cooks('b')]);
  const half = started(two).by('ana', does.complete('a')).by('lea', does.approve('a'));

  test('no owner of exceptions skips a step that waits for a quorum, by no door', () => {
    half.refuses('olga', does.skip('a'), 'approval_missing', { step: 'a', role: 'manager' });
    const raised = half.by('olga', does.raise('a'));
    raised.refuses('olga', does.resolve('x1', 'skip'), 'approval_missing');
    expect(raised.by('olga', does.resolve('x1', 'override')).step('a')).toMatchObject({
      ...{ state: 'waiting_approval', approvals: [{ by: { id: 'lea' } }] },
    });
    raised.refuses('olga', does.resolve('x1', 'go_on'), 'resolution_not_possible');
  });

  test('no approver, doer, administrator or machine either', () => {
    half.refuses('lea', does.skip('a'), 'step_waits_for_approval');
    half.refuses('ben', does.skip('a'), 'step_waits_for_approval');
    half.refuses('ada', does.skip('a'), 'step_waits_for_approval');
  });

  test('nor before it was done: a check that nobody made is not approved', () => {
    started(two).refuses('olga', does.skip('a'), 'approval_missing');
    const skipped = started(two).by('max', does.skip('a', 'no deliveries'));
    expect(skipped.stands()).toEqual({ a: 'skipped', b: 'waiting_human' });
  });

  test('nor after it was sent back, though the step may be skipped', () => {
    const loose = procedure([cooks('a', { skippable: true, approval: { role: 'lead' } }), cooks('b')]);
    const back = started(loose).by('ana', does.complete('a')).by('lea', does.reject('a', 'wrong'));
    back.refuses('ana', does.skip('a'), 'separation_of_duties');
    back.by('max', does.assign('a', 'ben')).refuses('ben', does.skip('a'), 'approval_missing');
    started(loose).by('ben', does.skip('a')).is('open');
  });

  test('the accountable manager may, unless it is their own work', () => {
    expect(half.by('max', does.skip('a', 'the other lead is ill')).stands()).toMatchObject({ a: 'skipped' });
    const cook = { ...people, holders: { ...people.holders, cook: ['max'] } };
    const own = started(two, { people: cook }).by('max', does.complete('a'));
    own.refuses('max', does.skip('a'), 'separation_of_duties', { did: 'step' });
    own.by('max', does.raise('a')).refuses('max', does.resolve('x1', 'skip'), 'separation_of_duties');
  });

  test('nor through a stand-in whom they name themself', () => {
    const cook = { ...people, holders: { ...people.holders, cook: ['max'] } };
    const own = started(two, { people: cook }).by('max', does.complete('a')).by('max', does.substitute('max', 'sam'));
    own.refuses('sam', does.skip('a'), 'separation_of_duties');
    const away = { ...cook, standIns: { max: { standIn: 'sam' } } };
    const gone = started(two, { people: away }).by('sam', does.complete('a'));
    gone.refuses('sam', does.skip('a'), 'separation_of_duties');
  });

  test('nor their own request', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const asks = procedure([cooks('a', { approval: { role: 'lead' } })], { inputs });
    const run = started(asks, { inputs: { refund: 5 }, by: 'max' }).by('ana', does.complete('a'));
    run.refuses('max', does.skip('a'), 'separation_of_duties', { did: 'request' });
  });

  test('a stand-in for the requester does not lift the boundary', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const boundaries = [{ id: 'big', title: 'Big', when: 'inputs.refund > 100', role: 'director' }];
    const asks = procedure([cooks('a')], { inputs, boundaries });
    const run = started(asks, { inputs: { refund: 500 }, by: 'dora' });
    run.refuses('dora', does.resolve('x1', 'go_on'), 'separation_of_duties', { did: 'request' });
    const named = run.by('dora', does.substitute('dora', 'sam'));
    named.refuses('sam', does.resolve('x1', 'go_on'), 'separation_of_duties', { did: 'request' });
    named.by('max', does.resolve('x1', 'go_on')).is('open');
  });

  test('an approval whose time ran out is waived by the accountable manager only', () => {
    const done = started(gated).by('ana', does.complete('a')).by('ben', does.complete('b'));
    const late = done.by({ type: 'timer' }, does.expire('ok'));
    late.refuses('olga', does.resolve('x1', 'go_on'), 'approval_missing', { step: 'ok', role: 'manager' });
    late.refuses('olga', does.resolve('x1', 'override'), 'resolution_not_possible');
    expect(late.by('max', does.resolve('x1', 'go_on')).step('pay').state).toBe('waiting_human');
  });

  test('what needs no approval in this case is skipped by its owner', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const small = procedure([cooks('a', { approval: { role: 'lead', when: 'inputs.refund > 10' } })], { inputs });
    started(small, { inputs: { refund: 5 } })
      .by('olga', does.skip('a'))
      .is('completed');
    started(small, { inputs: { refund: 50 } }).refuses('olga', does.skip('a'), 'approval_missing');
  });

  test('where nobody is accountable, an administrator', () => {
    const bare = ownerless([cooks('a', { approval: { role: 'lead' } })]);
    const run = started(bare, { by: 'sam' }).by('ana', does.complete('a'));
    run.refuses('sam', does.skip('a'), 'approval_missing');
    const empty = half.among({ holders: { ...PEOPLE.holders, manager: [] } });
    empty.refuses('olga', does.skip('a'), 'approval_missing');
    empty.by('ada', does.skip('a')).is('open');
  });
});

describe('nothing is stuck for ever', () => {
  test('nobody is named, and whoever started the run has left: an administrator answers', () => {
    const run = started(ownerless([cooks('a')]), { by: 'sam' });
    run.refuses('ada', does.cancel(), 'not_owner');
    run
      .among({ members: ['ada', 'ana'] })
      .by('ada', does.cancel())
      .is('cancelled');
    const timed = started(ownerless([cooks('a')]), { by: { type: 'timer' } });
    timed.by('ada', does.skip('a')).is('completed');
  });

  test('nobody holds the named roles, or only through a stand-in who has left: an administrator answers', () => {
    const empty = started(one).among({ holders: { ...PEOPLE.holders, owner: [], manager: [] } });
    empty.by('ada', does.skip('a')).is('open');
    const gone = { ...PEOPLE, standIns: { ana: { standIn: 'ghost' } }, holders: { ...PEOPLE.holders, cook: ['ana'] } };
    expect(started(one, { people: gone }).step('a')).toMatchObject({ assignee: 'ana' });
  });

  test('a quorum that only doers could meet: cancel, or give somebody the role', () => {
    const tiny = { ...PEOPLE, holders: { ...PEOPLE.holders, lead: ['ana'] } };
    const run = started(one, { people: tiny }).by('ana', does.complete('a'));
    expect(run.last[2]).toMatchObject({ cause: { type: 'nobody', wanted: 'approver' }, owner: 'manager' });
    run.by('max', does.cancel()).is('cancelled');
    run
      .among({ holders: { ...tiny.holders, lead: ['ana', 'sam'] } })
      .by('sam', does.approve('a'))
      .is('open');
  });

  test('the requester alone owns the boundary: they cannot lift it, but can end the run', () => {
    const inputs = [{ id: 'refund', title: 'Refund', type: 'number' as const }];
    const boundaries = [{ id: 'big', title: 'Big', when: 'inputs.refund > 100', role: 'owner' }];
    const definition = procedure([cooks('a')], { inputs, boundaries, roles: ROLES ?? [] });
    const all = { ...asOwner('sam'), holders: { ...PEOPLE.holders, owner: ['sam'], manager: ['sam'] } };
    const run = started(definition, { people: all, inputs: { refund: 500 } });
    run.refuses('sam', does.resolve('x1', 'go_on'), 'separation_of_duties', { did: 'request' });
    run.by('sam', does.resolve('x1', 'cancel_run')).is('cancelled');
  });
});
