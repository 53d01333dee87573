import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import type { People } from '../../src/engine/run/context.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { cooks, does, HOUR, MONDAY, ownerless, PEOPLE, person, procedure, started, TIMER } from './run-story.ts';

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

describe('a workspace’s absence, noted in an open run', () => {
  const note = (change: 'away' | 'back', member = 'ana', standIn = 'sam') =>
    ({ type: 'noteAbsence', run: 'r1', member, standIn, change }) as const;
  const away = (member: string, by?: Actor): Partial<People> => ({
    standIns: { [member]: { standIn: 'sam', ...(by ? { by } : {}) } },
  });
  const back: Partial<People> = { standIns: {} };

  test('what is theirs by name moves, comes back, and the record names both', () => {
    const run = started(two).by('ana', does.claim('a')).among(away('ana'));
    const moved = run.by('ana', note('away'));
    expect(moved.last).toMatchObject([
      { type: 'AbsenceNoted', member: 'ana', standIn: 'sam', change: 'away' },
      { type: 'StepAssigned', step: 'a', assignee: 'sam', how: 'substituted', instead: 'ana' },
    ]);
    expect(moved.step('a')).toMatchObject({ assignee: 'sam', instead: 'ana' });
    moved.refuses('ana', note('back'), 'absence_not_needed');
    const returned = moved.among(back).by(TIMER, note('back'));
    expect(returned.last.at(-1)).toMatchObject({ type: 'StepAssigned', assignee: 'ana', how: 'returned' });
    expect(returned.step('a')).toMatchObject({ assignee: 'ana' });
    expect(returned.step('a')).not.toHaveProperty('instead');
  });

  test('what became theirs while they were away comes back too, but for what was done', () => {
    const alone = { ...PEOPLE, holders: { ...PEOPLE.holders, cook: ['ana'] }, ...away('ana') };
    const run = started(two, { people: alone });
    expect(run.step('a')).toMatchObject({ assignee: 'sam', instead: 'ana' });
    const done = run.by('sam', does.complete('a'));
    expect(done.step('b')).toMatchObject({ assignee: 'sam', instead: 'ana' });
    const returned = done.among(back).by(TIMER, note('back'));
    expect(returned.step('b')).toMatchObject({ assignee: 'ana' });
    expect(returned.step('a')).toMatchObject({ state: 'completed', by: { id: 'sam' } });
  });

  test('approvals that wait for a role of theirs call the stand-in, who decides in their name', () => {
    const asked = started(two).by('ana', does.complete('a')).by('ana', does.complete('b'));
    const noted = asked.among(away('lea')).by('lea', note('away', 'lea'));
    expect(noted.last).toMatchObject([{ type: 'AbsenceNoted', steps: ['b'] }]);
    const shown = reactToRun(noted.state, noted.last, two).effects.filter((one) => 'anew' in one);
    expect(shown).toMatchObject([{ view: { view: 'approval', step: 'b' } }]);
    expect(noted.by('sam', does.approve('b')).step('b')).toMatchObject({ approvals: [{ standingInFor: 'lea' }] });
  });

  test('a stand-in who did the work is not their approver: somebody is told at once', () => {
    const alone = { ...PEOPLE, holders: { ...PEOPLE.holders, lead: ['lea'], cook: ['sam'] } };
    const asked = started(two, { people: alone, by: 'ana' })
      .by('sam', does.complete('a'))
      .by('sam', does.complete('b'));
    const noted = asked.among(away('lea')).by('lea', note('away', 'lea'));
    noted.refuses('sam', does.approve('b'), 'separation_of_duties');
    expect(noted.state.exceptions).toMatchObject([{ cause: { type: 'nobody', wanted: 'approver' }, owner: 'manager' }]);
    const returned = noted.among(back).by(TIMER, note('back', 'lea'));
    expect(returned.state.exceptions).toMatchObject([{ status: 'resolved', resolution: 'settled' }]);
  });

  test('nobody’s right to approve is handed out by whoever did the work, nor taken by whoever says it', () => {
    const asked = started(two).by('ana', does.complete('a')).by('ana', does.complete('b'));
    const handed = asked.among({ ...away('lea', person('ana')), holders: { ...PEOPLE.holders, lead: ['lea'] } });
    handed.refuses('sam', does.approve('b'), 'separation_of_duties');
    const twin = asked.among({ standIns: { lea: { standIn: 'sam', by: person('sam') } } });
    twin.refuses('sam', does.approve('b'), 'not_approver');
  });

  test('nor is a decision over an exception taken by whoever says it, under another member id', () => {
    const raised = started(two).by('ana', does.raise('a'));
    for (const [away, code] of [
      ['olga', 'not_owner'],
      ['max', 'not_owner'],
    ] as const) {
      const twin = raised.among({ standIns: { [away]: { standIn: 'sam', by: person('ada', 'web:sam') } } });
      twin.refuses('sam', does.resolve('x1', 'override'), code);
      const honest = raised.among({ standIns: { [away]: { standIn: 'sam', by: person('ada') } } });
      honest.by('sam', does.resolve('x1', 'override')).is('open');
    }
  });

  test('whoever the run itself names stays; what waits for nobody of theirs need not know', () => {
    const run = started(two).by('ana', does.claim('a')).by('ana', does.substitute('ana', 'ben'));
    run.among(away('ana')).refuses('ana', note('away'), 'absence_not_needed');
    started(two).among(away('dora')).refuses('dora', note('away', 'dora'), 'absence_not_needed');
  });

  test('work that is sent back while its doer is away goes to whoever stands in', () => {
    const asked = started(two).by('ana', does.complete('a')).by('ana', does.complete('b')).among(away('ana'));
    expect(asked.by('lea', does.reject('b')).step('b')).toMatchObject({ assignee: 'sam', instead: 'ana' });
  });
});
