/** Lines of a checklist that are due together are reminded of in one message, and a role that is missing is said once. */
import { describe, expect, test } from 'vitest';
import type { DefinitionInput } from '../../src/engine/definition.ts';
import { viewKey, viewOfKey } from '../../src/engine/effect.ts';
import type { RunCommand } from '../../src/engine/run/commands.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import { isCalling, remindedOf } from '../../src/engine/run/reminders.ts';
import { settledReminders } from '../../src/engine/run/settled-reminders.ts';
import { cooks, does, HOUR, MINUTE, MONDAY, PEOPLE, procedure, type Story, started, TIMER } from './run-story.ts';

const LIST = { presentation: 'checklist' } as const;
const CLOCK = { due: 'PT1H', remind: 'PT10M', escalate: [{ after: 'PT15M', to: 'lead' }] };
const due = MONDAY + HOUR;
const lines = (...ids: readonly string[]) => ids.map((id) => cooks(id, { needs: [] }));
const list = (steps: DefinitionInput['steps'], more: Partial<DefinitionInput> = {}) =>
  procedure(steps, { ...LIST, defaults: CLOCK, ...more });

const reminders = (run: Story) =>
  reactToRun(run.state, run.last, run.definition).effects.flatMap((effect) => {
    const key = effect.type === 'show' ? viewKey(effect.view) : '';
    return key.startsWith('reminder') ? [key] : [];
  });
const settled = (run: Story, after: Story) =>
  settledReminders(run.state, after.state, run.definition, after.now).map(viewKey);
const about = (rung: number, at: number) => ({ due, rung, at });
const listed = (run: Story, rung: number, at: number) =>
  remindedOf(run.state, run.definition, about(rung, at)).map(({ id, role }) => `${id} of ${role}`);

const NEAR = `reminders:r1:${due}:0:${due - 10 * MINUTE}`;
const PASSED = `reminders:r1:${due}:1:${due + 15 * MINUTE}`;

describe('lines that are due at the same time', () => {
  const near = started(list(lines('a', 'b', 'c'))).later(50 * MINUTE);

  test('share one message, whichever of them is reminded of first', () => {
    const first = near.by(TIMER, does.remind('b', due));
    expect(reminders(first)).toEqual([NEAR]);
    expect(reminders(first.by(TIMER, does.remind('c', due)))).toEqual([NEAR]);
    expect(viewKey(viewOfKey(NEAR) ?? { view: 'run', run: '' })).toBe(NEAR);
  });

  test('are all named by it from the beginning, in their order', () => {
    expect(listed(near.by(TIMER, does.remind('b', due)), 0, due - 10 * MINUTE)).toEqual([
      ...['a of cook', 'b of cook', 'c of cook'],
    ]);
    expect(listed(near.by('ana', does.complete('b')), 0, due - 10 * MINUTE)).toEqual(['a of cook', 'c of cook']);
  });

  test('are asked of the next role together, though not each was handed on yet', () => {
    const late = near.later(25 * MINUTE).by(TIMER, does.escalate('a', due));
    expect(reminders(late)).toEqual([PASSED]);
    expect(listed(late, 1, due + 15 * MINUTE)).toEqual(['a of lead', 'b of lead', 'c of lead']);
  });

  test('bring their messages up to date when one of them is done, each message once', () => {
    const late = near
      .by(TIMER, does.remind('a', due))
      .later(25 * MINUTE)
      .by(TIMER, does.escalate('a', due));
    const done = late.by('lea', does.complete('a'));
    expect(settled(late, done)).toEqual([NEAR, PASSED]);
    const over = late.by('max', does.cancel());
    expect(settled(late, over)).toEqual([NEAR, PASSED]);
    expect(listed(over, 0, due - 10 * MINUTE)).toEqual([]);
  });

  test('are no more in it once they are due at another time', () => {
    const moved = near.by('max', does.due('b', due + HOUR));
    expect(listed(moved, 0, due - 10 * MINUTE)).toEqual(['a of cook', 'c of cook']);
    expect(settled(near, moved)).toEqual([NEAR]);
  });

  test('but are reminded of at another time have a message of their own', () => {
    const run = started(list([cooks('a', { needs: [], remind: 'PT30M' }), ...lines('b')])).later(30 * MINUTE);
    expect(reminders(run.by(TIMER, does.remind('a', due)))).toEqual([`reminders:r1:${due}:0:${due - 30 * MINUTE}`]);
    expect(listed(run, 0, due - 30 * MINUTE)).toEqual(['a of cook']);
    expect(listed(run, 0, due - 10 * MINUTE)).toEqual(['b of cook']);
  });

  test('stay with the role above, where the case is beyond a limit', () => {
    const approval = { role: 'lead', limit: 'false', above: 'director' };
    const run = started(list([cooks('a', { needs: [], approval })])).by('ana', does.complete('a'));
    expect(listed(run.later(2 * HOUR), 1, due + 15 * MINUTE)).toEqual(['a of director']);
  });

  test('have a message each where each has a card', () => {
    const steps = started(list(lines('a', 'b'), { presentation: 'steps' })).later(50 * MINUTE);
    expect(reminders(steps.by(TIMER, does.remind('a', due)))).toEqual([`reminder:r1:a:${due}:0`]);
  });
});

describe('lines that are put off', () => {
  const LATE = { ...CLOCK, escalate: [{ after: 'PT4H', to: 'lead' }] };
  const near = started(list(lines('a', 'b', 'c'), { defaults: LATE })).later(50 * MINUTE);
  const asked = near.by(TIMER, does.remind('a', due));
  const snooze = (step: string, together?: true): RunCommand => {
    return { type: 'snoozeStep', run: 'r1', step, due, minutes: 30, ...(together ? { together } : {}) };
  };
  const until = near.now + 30 * MINUTE;
  const again = (step: string): RunCommand => ({ ...does.remind(step, due), snoozed: until }) as RunCommand;
  const LATER = `reminders:r1:${due}:0:${until}`;
  const calls = (run: Story, at: number) => isCalling(run.state, run.definition, about(0, at));

  test('together are reminded of together, and the first message asks nobody any more', () => {
    const run = asked.by('ana', does.claim('b')).by('ana', snooze('a', true));
    expect(run.types).toEqual(['StepSnoozed', 'StepSnoozed', 'StepSnoozed']);
    expect(reminders(run)).toEqual([NEAR]);
    expect([calls(asked, due - 10 * MINUTE), calls(run, due - 10 * MINUTE)]).toEqual([true, false]);
    const told = run.later(30 * MINUTE).by(TIMER, again('c'));
    expect(reminders(told)).toEqual([LATER]);
    expect(calls(told, until)).toBe(true);
    expect(listed(told, 0, until)).toEqual(['a of cook', 'b of cook', 'c of cook']);
    expect(settled(told, told.by('ana', does.complete('b')))).toEqual([NEAR, LATER]);
    const twice = told.by('ana', snooze('a', true));
    expect(settled(told, twice)).toEqual([LATER]);
    twice.refuses('ana', snooze('a', true), 'snoozed_enough');
  });

  test('are those of whoever puts them off', () => {
    const run = asked.by('ben', does.claim('b')).by('ana', snooze('a', true));
    expect(run.types).toEqual(['StepSnoozed', 'StepSnoozed']);
    expect(run.step('b')).not.toHaveProperty('snoozed');
    expect(calls(run, due - 10 * MINUTE)).toBe(true);
    asked.refuses('sam', snooze('a', true), 'not_yours');
    expect(asked.by('ana', snooze('a')).types).toEqual(['StepSnoozed']);
    // An entrance that names no deadline asks for one step: nothing is not an answer.
    const { due: _, ...unnamed } = snooze('a', true) as Extract<RunCommand, { type: 'snoozeStep' }>;
    expect(asked.by('ana', unnamed).types).toEqual(['StepSnoozed']);
  });

  test('without their deadline it is of one line alone, and never of nothing', () => {
    const { due: _, ...undue } = snooze('a', true) as Extract<RunCommand, { type: 'snoozeStep' }>;
    expect(asked.by('ana', undue).types).toEqual(['StepSnoozed']);
  });

  test('are asked of the next role all the same, who has put nothing off', () => {
    const late = asked
      .by('ana', snooze('a', true))
      .later(5 * HOUR)
      .by(TIMER, does.escalate('a', due));
    expect(late.step('a')).not.toHaveProperty('snoozed');
    expect(isCalling(late.state, late.definition, about(1, due + 4 * HOUR))).toBe(true);
    expect(calls(late.by(TIMER, does.escalate('b', due)).by(TIMER, does.escalate('c', due)), due - 10 * MINUTE)).toBe(
      false,
    );
  });
});

describe('a role that nobody holds', () => {
  const people = { ...PEOPLE, holders: { ...PEOPLE.holders, cook: [] } };
  const raised = (run: Story) => run.events.filter((event) => event.type === 'ExceptionRaised').length;
  const open = (run: Story) => run.state.exceptions.filter((one) => one.status === 'open').length;
  const added = { run: 'r1', type: 'noteHolder', role: 'cook', member: 'ana', change: 'added' } as const;
  const held = { holders: { ...PEOPLE.holders, cook: ['ana'] } };

  test('is said once of a list, and settled when somebody is given it', () => {
    const run = started(list(lines('a', 'b', 'c')), { people });
    expect([raised(run), open(run)]).toEqual([1, 1]);
    const given = run.among(held).by('ada', added);
    expect([raised(given), open(given)]).toEqual([1, 0]);
    expect(given.step('c')).toMatchObject({ assignee: 'ana' });
  });

  test('is settled too where the line that it was said of is over', () => {
    const run = started(list(lines('a', 'b')), { people }).by('max', does.skip('a'));
    expect(open(run)).toBe(1);
    expect(open(run.among(held).by('ada', added))).toBe(0);
  });

  test('stays said until the last of its lines is given to somebody', () => {
    const run = started(list(lines('a', 'b')), { people }).by('max', does.assign('a', 'sam'));
    expect(open(run)).toBe(1);
    expect(open(run.by('max', does.assign('b', 'sam')))).toBe(0);
  });

  test('is said of each step where each has a card', () => {
    const run = started(list(lines('a', 'b'), { presentation: 'steps' }), { people });
    expect(open(run)).toBe(2);
    expect(open(run.by('max', does.assign('a', 'sam')))).toBe(1);
  });
});
