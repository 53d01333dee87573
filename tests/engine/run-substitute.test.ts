import { describe, expect, test } from 'vitest';
import type { People } from '../../src/engine/run/context.ts';
import { cooks, does, HOUR, MONDAY, ownerless, PEOPLE, procedure, started } from './run-story.ts';

const two = procedure([cooks('a'), cooks('b', { approval: { role: 'lead' } })]);

describe('substitutes', () => {
  test('what is open moves, and the record names both', () => {
    const run = started(two)
      .by('ana', does.claim('a'))
      .by('ana', does.substitute('ana', 'sam', 'dentist'));
    expect(run.last).toMatchObject([
      { type: 'Substituted', from: 'ana', to: 'sam', reason: 'dentist' },
      { type: 'StepAssigned', step: 'a', assignee: 'sam', how: 'substituted', instead: 'ana' },
    ]);
    expect(run.state.substitutes).toEqual({ ana: 'sam' });
    run.by('sam', does.complete('a')).is('open');
  });

  test('what comes later is theirs too', () => {
    const alone = { ...PEOPLE, holders: { ...PEOPLE.holders, cook: ['ana'] } };
    const run = started(two, { people: alone }).by('ana', does.complete('a')).by('ana', does.substitute('ana', 'sam'));
    expect(run.by('ana', does.reopen('a')).by('ana', does.complete('a')).step('b')).toMatchObject({ assignee: 'sam' });
  });

  test('an open approval can be decided by the stand-in, on record', () => {
    const asked = started(two).by('ana', does.complete('a')).by('ana', does.complete('b'));
    asked.refuses('sam', does.approve('b'), 'not_approver');
    const stood = asked.by('lea', does.substitute('lea', 'sam')).by('sam', does.approve('b'));
    expect(stood.is('completed').step('b')).toMatchObject({ approvals: [{ by: { id: 'sam' }, standingInFor: 'lea' }] });
  });

  test('a workspace’s stand-in counts as well, until they have left', () => {
    const away = { ...PEOPLE, standIns: { lea: { standIn: 'sam' } } };
    const asked = started(two, { people: away }).by('ana', does.complete('a')).by('ana', does.complete('b'));
    asked.by('sam', does.reject('b', 'no')).is('open');
    asked
      .among({ members: PEOPLE.members.filter((one) => one !== 'sam') })
      .refuses('sam', does.approve('b'), 'not_a_person');
  });

  test('by the person themself, or by the accountable manager for somebody else', () => {
    const run = started(two);
    run.refuses('ben', does.substitute('ana', 'ben'), 'not_owner', { what: 'substitute', role: 'manager' });
    run.refuses('olga', does.substitute('ana', 'ben'), 'not_owner');
    run.by('max', does.substitute('ana', 'ben')).is('open');
    const nobody = started(ownerless([cooks('a')]));
    nobody.refuses('sam', does.substitute('ana', 'ben'), 'not_owner');
    nobody.by('ada', does.substitute('ana', 'ben')).is('open');
  });

  test('with a reason, to somebody else, who is there', () => {
    const run = started(two);
    run.refuses('ana', does.substitute('ana', 'ana'), 'substitute_self');
    run.refuses('ana', does.substitute('ana', 'ghost'), 'member_not_of_role', { member: 'ghost' });
    run.refuses('max', does.substitute('__proto__', 'ana'), 'member_not_of_role');
    run.refuses('ana', does.substitute('ana', 'ben', ''), 'reason_missing', { what: 'substitute' });
  });

  describe('until', () => {
    const until = MONDAY + HOUR;
    const away: People = { ...PEOPLE, standIns: { lea: { standIn: 'sam', until } } };
    const asked = started(two, { people: away }).by('ana', does.complete('a')).by('ana', does.complete('b'));

    test('from that instant on a stand-in approves nothing', () => {
      asked
        .later(HOUR - 1)
        .by('sam', does.approve('b'))
        .is('completed');
      asked
        .later(HOUR)
        .refuses('sam', does.approve('b'), 'not_approver')
        .refuses('sam', does.reject('b'), 'not_approver');
      asked.later(HOUR).by('lea', does.approve('b')).is('completed');
    });

    test('the same where it was said in the run, before its timer comes', () => {
      const plain = started(two).by('ana', does.complete('a')).by('ana', does.complete('b'));
      const named = plain.by('lea', { type: 'substitute', run: 'r1', from: 'lea', to: 'sam', until, reason: 'away' });
      named
        .later(HOUR - 1)
        .by('sam', does.approve('b'))
        .is('completed');
      named.later(HOUR).refuses('sam', does.approve('b'), 'not_approver');
    });

    test('nor does what they took on: it is for anybody of the role again', () => {
      const cook = {
        ...PEOPLE,
        holders: { ...PEOPLE.holders, cook: ['ana'] },
        standIns: { ana: { standIn: 'sam', until } },
      };
      const run = started(two, { people: cook });
      expect(run.step('a')).toMatchObject({ assignee: 'sam' });
      run.refuses('ana', does.complete('a'), 'not_yours', { assignee: 'sam' });
      run.later(HOUR).refuses('sam', does.complete('a'), 'not_yours', { role: 'cook' });
      run.later(HOUR).by('ana', does.complete('a')).is('open');
      run.later(HOUR).by('ana', does.claim('a')).is('open');
    });

    test('nor decide over exceptions or skip for the manager', () => {
      const manager = { ...PEOPLE, standIns: { max: { standIn: 'sam', until } } };
      const run = started(two, { people: manager }).by('ana', does.raise('a'));
      run.later(HOUR).refuses('sam', does.resolve('x1', 'override'), 'not_owner');
      run.by('sam', does.resolve('x1', 'override')).is('open');
    });
  });
});
