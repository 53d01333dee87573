/** What a run's events say of its days, and of who waited for whom. */
import { describe, expect, test } from 'vitest';
import { accountOf, type Counts, countsIn, type Wait } from '../../src/engine/run/account.ts';
import { cooks, does, HOUR, MINUTE, MONDAY, procedure, type Story, started, TIMER } from './run-story.ts';

const DAY = 24 * HOUR;
/** Midnights around Monday eight o'clock. */
const midnight = (day: number) => MONDAY - 8 * HOUR + day * DAY;
const three = [0, 1, 2, 3].map(midnight);

const daysOf = (run: Story, marks: readonly number[]) => accountOf(run.events, marks)?.days;
const waitsOf = (run: Story, marks: readonly number[] = [midnight(0), run.now + 1]) =>
  accountOf(run.events, marks)?.waits ?? [];
const counts = (given: Partial<Counts>): Counts => ({
  ...{ done: 0, skipped: 0, missed: 0, open: 0, notApplicable: 0, ...given },
});

const chores = procedure([
  cooks('a', { needs: [] }),
  cooks('b', { needs: [], skippable: true }),
  cooks('c', { needs: [] }),
]);
const approved = procedure([cooks('a', { approval: { role: 'lead' } })]);

describe('the days of a run', () => {
  test('each has what ended in it, and what was open at its end', () => {
    const run = started(chores)
      .by('ana', does.complete('a'))
      .later(DAY)
      .by('ana', does.skip('b'))
      .later(DAY)
      .by(TIMER, does.expireRun());
    expect(daysOf(run, three)).toEqual([
      counts({ done: 1, open: 2 }),
      counts({ skipped: 1, open: 1 }),
      counts({ missed: 1 }),
    ]);
    expect(countsIn(run.state, midnight(0))).toEqual(counts({ done: 1, skipped: 1, missed: 1 }));
  });

  test('a step that is done again counts on both days, and once in all', () => {
    const run = started(chores)
      .by('ana', does.complete('a'))
      .later(DAY)
      .by('max', does.reopen('a'))
      .later(HOUR)
      .by('ana', does.complete('a'));
    expect(daysOf(run, three.slice(0, 3))).toEqual([counts({ done: 1, open: 2 }), counts({ done: 1, open: 2 })]);
    expect(countsIn(run.state, midnight(0)).done).toBe(1);
  });

  test('what happened after the last of them is not looked at', () => {
    const run = started(chores).later(DAY).by('ana', does.complete('a'));
    const account = accountOf(run.events, [midnight(0), midnight(1)]);
    expect(account?.days).toEqual([counts({ open: 3 })]);
    expect(account?.run.steps.map((one) => one.state)).toEqual(['waiting_human', 'waiting_human', 'waiting_human']);
    expect(account?.waits.every((one) => one.until === undefined)).toBe(true);
  });

  test('a run that begins later has none', () => {
    expect(accountOf(started(chores).events, [midnight(-1), midnight(0)])).toBeUndefined();
  });
});

describe('waits', () => {
  const work = (wait: Partial<Wait>) => expect.objectContaining({ step: 'a', for: 'work', ...wait });

  test('for work, then for its approval, in which the doer waits', () => {
    const run = started(approved)
      .later(HOUR)
      .by('ana', does.complete('a'))
      .later(2 * HOUR)
      .by('lea', does.approve('a'));
    expect(waitsOf(run)).toEqual([
      work({ role: 'cook', since: MONDAY, until: MONDAY + HOUR }),
      expect.objectContaining({ for: 'approval', role: 'lead', since: MONDAY + HOUR, until: MONDAY + 3 * HOUR }),
    ]);
    expect(waitsOf(run)[1]?.waiting).toMatchObject({ id: 'ana' });
  });

  test('for whoever took it, as one wait', () => {
    const run = started(chores).later(HOUR).by('ben', does.claim('a')).later(HOUR).by('ben', does.complete('a'));
    expect(waitsOf(run)).toContainEqual(work({ assignee: 'ben', since: MONDAY, until: MONDAY + 2 * HOUR }));
  });

  test('begin anew when the work is sent back, for whoever sent it', () => {
    const run = started(approved).by('ana', does.complete('a')).later(HOUR).by('lea', does.reject('a')).later(HOUR);
    const [, approval, again] = waitsOf(run);
    expect(approval).toMatchObject({ for: 'approval', until: MONDAY + HOUR });
    expect(again).toMatchObject({ for: 'work', assignee: 'ana', since: MONDAY + HOUR, waiting: { id: 'lea' } });
    expect(again?.until).toBeUndefined();
  });

  test('are for the owner while a problem is open, and for the doer again afterwards', () => {
    const run = started(chores)
      .later(30 * MINUTE)
      .by('ana', does.raise('a'))
      .later(HOUR)
      .by('olga', does.resolve('x1', 'retry'))
      .later(HOUR);
    const ofA = waitsOf(run).filter((one) => one.step === 'a');
    expect(ofA.map((one) => [one.for, one.role, one.since - MONDAY, (one.until ?? 0) - MONDAY])).toEqual([
      ['work', 'cook', 0, 30 * MINUTE],
      ['decision', 'owner', 30 * MINUTE, 90 * MINUTE],
      ['work', 'cook', 90 * MINUTE, -MONDAY],
    ]);
  });

  test('end with the run, and those of before the first day are left out', () => {
    const run = started(chores)
      .by('ana', does.complete('a'))
      .later(2 * DAY)
      .by('max', does.cancel());
    expect(waitsOf(run, [midnight(2), midnight(3)]).map((one) => one.step)).toEqual(['b', 'c']);
    expect(waitsOf(run).filter((one) => one.until === undefined)).toEqual([]);
  });
});
