import { describe, expect, test } from 'vitest';
import { type Timer, viewKey } from '../../src/engine/effect.ts';
import { type RunCommand, runCommandSchema } from '../../src/engine/run/commands.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import {
  AGENT,
  cooks,
  does,
  HOUR,
  MINUTE,
  MONDAY,
  PEOPLE,
  procedure,
  type Story,
  started,
  TIMER,
} from './run-story.ts';

const escalate = [
  { after: 'PT30M', to: 'owner' },
  { after: 'PT2H', to: 'director' },
];
const clock = { due: 'PT1H', remind: 'PT15M', escalate };
const timed = procedure([cooks('a', clock), cooks('b')]);
const due = MONDAY + HOUR;
const timersOf = (run: Story): readonly Timer[] => reactToRun(run.state, run.last, run.definition).timers;

describe('timers', () => {
  test('a step that can begin sets its reminder and every rung, as commands at their moments', () => {
    const about = { run: 'r1', step: 'a', due, attempt: 1 };
    expect(timersOf(started(timed))).toEqual([
      { id: `r1:a:1:${due}:remind`, due: due - 15 * MINUTE, command: { type: 'remindStep', ...about } },
      { id: `r1:a:1:${due}:escalate0`, due: due + 30 * MINUTE, command: { type: 'escalateStep', ...about, rung: 0 } },
      { id: `r1:a:1:${due}:escalate1`, due: due + 2 * HOUR, command: { type: 'escalateStep', ...about, rung: 1 } },
    ]);
  });

  test('the commands they carry are valid commands', () => {
    for (const { command } of timersOf(started(timed))) expect(runCommandSchema.parse(command)).toEqual(command);
  });

  test('defaults serve steps that say nothing', () => {
    const run = started(procedure([cooks('a')], { defaults: clock }));
    expect(run.step('a')).toMatchObject({ due });
    expect(timersOf(run)).toHaveLength(3);
  });

  test('only a timer is a timer', () => {
    const late = started(timed).later(9 * HOUR);
    for (const who of ['max', 'ada', AGENT]) {
      for (const command of [does.remind('a', due), does.escalate('a', due), does.expire('a'), does.expireRun()])
        late.refuses(who, command, 'not_a_timer');
    }
  });

  test('remind and escalate at their moment, not before', () => {
    const run = started(timed);
    run.refuses(TIMER, does.remind('a', due), 'timer_stale');
    run.later(HOUR).refuses(TIMER, does.escalate('a', due), 'timer_stale');
    expect(run.later(45 * MINUTE).by(TIMER, does.remind('a', due)).types).toEqual(['StepReminded']);
    const climbed = run.later(90 * MINUTE).by(TIMER, does.escalate('a', due));
    expect(climbed.last).toMatchObject([{ type: 'StepEscalated', rung: 0, role: 'owner', assignee: 'olga' }]);
    climbed.refuses('ana', does.complete('a'), 'not_yours', { assignee: 'olga' });
    climbed.by('olga', does.complete('a')).is('open');
  });

  test.each<[string, (run: Story) => Story]>([
    ['done', (run) => run.by('ana', does.complete('a'))],
    ['skipped', (run) => run.by('olga', does.skip('a'))],
    ['sent back', (run) => run.by('ana', does.raise('a')).by('olga', does.resolve('x1', 'retry'))],
    ['given another deadline', (run) => run.by('olga', does.due('a', MONDAY + 9 * HOUR))],
  ])('%s, its clock is stale and refused quietly', (_how, change) => {
    const late = change(started(timed)).later(5 * HOUR);
    for (const command of [does.remind('a', due), does.escalate('a', due), does.escalate('a', due, 1)])
      late.refuses(TIMER, command, 'timer_stale');
    late.refuses(TIMER, does.remind('zzz', due), 'timer_stale');
  });

  test('each rung is climbed once, the highest one counts', () => {
    const late = started(timed).later(5 * HOUR);
    const top = late.by(TIMER, does.escalate('a', due, 1));
    expect(top.step('a')).toMatchObject({ role: 'director', assignee: 'dora', escalated: 2 });
    top.refuses(TIMER, does.escalate('a', due, 0), 'timer_stale');
    top.refuses(TIMER, does.escalate('a', due, 1), 'timer_stale');
    late.refuses(TIMER, does.escalate('a', due, 2), 'timer_stale');
  });

  test('escalated to a role that nobody holds, it is told to the manager', () => {
    const lost = procedure([cooks('a', { due: 'PT1H', escalate: [{ after: 'PT1H', to: 'nobody' }] })]);
    const run = started(lost)
      .later(2 * HOUR)
      .by(TIMER, does.escalate('a', due));
    expect(run.last[1]).toMatchObject({ cause: { type: 'nobody', wanted: 'doer' }, owner: 'manager' });
  });

  test('an approval that is late goes up the ladder too', () => {
    const approved = procedure([cooks('a', { ...clock, approval: { role: 'lead' } })]);
    const run = started(approved).by('ana', does.complete('a'));
    const late = run.later(2 * HOUR).by(TIMER, does.escalate('a', due));
    late.refuses('lea', does.approve('a'), 'not_approver', { role: 'owner' });
    late.by('olga', does.approve('a')).is('completed');
  });

  test('a stopped run reminds all the same; nothing is completed, approved or skipped by time', () => {
    const run = started(timed).by('ana', does.raise('a'));
    const reminded = run.later(due - MONDAY).by(TIMER, does.remind('a', due));
    const climbed = reminded.later(99 * HOUR).by(TIMER, does.escalate('a', due, 1));
    expect(climbed.stands()).toEqual({ a: 'waiting_human', b: 'waiting_needs' });
  });

  test('after days without a clock only the highest rung calls: nobody is called twice for one thing', () => {
    const run = started(timed).later(99 * HOUR);
    run.refuses(TIMER, does.remind('a', due), 'timer_stale').refuses(TIMER, does.escalate('a', due, 0), 'timer_stale');
    expect(run.by(TIMER, does.escalate('a', due, 1)).last).toMatchObject([{ type: 'StepEscalated', rung: 1 }]);
  });

  describe('snoozed', () => {
    const snooze = (minutes: number, of = due): RunCommand => {
      return { type: 'snoozeStep', run: 'r1', step: 'a', due: of, minutes };
    };
    const again = (until: number): RunCommand => ({ ...does.remind('a', due), snoozed: until }) as RunCommand;
    const asked = started(timed).later(due - MONDAY);
    const until = due + 30 * MINUTE;

    test('whoever owes it is reminded once more, later; a timer sees to it', () => {
      const run = asked.by('ana', snooze(30));
      expect(run.last).toMatchObject([{ type: 'StepSnoozed', step: 'a', until }]);
      expect(timersOf(run)).toMatchObject([{ due: until, command: { type: 'remindStep', snoozed: until } }]);
      run.refuses(TIMER, again(until), 'timer_stale');
      const reminded = run.later(30 * MINUTE).by(TIMER, again(until));
      expect(reminded.last).toMatchObject([{ type: 'StepReminded', step: 'a', again: 1 }]);
    });

    test('twice, not more; and the ladder does not wait for it', () => {
      const twice = asked.by('ana', snooze(30)).by('ana', snooze(120));
      twice.refuses('ana', snooze(30), 'snoozed_enough', { most: 2 });
      expect(
        twice
          .later(HOUR)
          .by(TIMER, does.escalate('a', due, 0))
          .step('a'),
      ).toMatchObject({ escalated: 1 });
    });

    test('of a checklist all that whoever asks owes by then, in one message', () => {
      const list = procedure(
        [cooks('a', clock), cooks('b', { ...clock, needs: [] }), cooks('c', { due: 'PT9H', needs: [] })],
        {
          presentation: 'checklist',
        },
      );
      const all = { type: 'snoozeStep', run: 'r1', step: 'a', due, minutes: 30, together: true } as const;
      const run = started(list)
        .later(due - MONDAY)
        .by('ana', all);
      expect(run.last).toMatchObject([
        { type: 'StepSnoozed', step: 'a', until },
        { type: 'StepSnoozed', step: 'b', until },
      ]);
      run.refuses('sam', all, 'not_yours');
      run.refuses('ana', { ...all, due: due + 1 }, 'card_outdated');
      const views = ['a', 'b'].map((step) => {
        const reminded = run.later(30 * MINUTE).by(TIMER, { ...again(until), step } as RunCommand);
        return reactToRun(reminded.state, reminded.last, list).effects.flatMap((one) =>
          one.type === 'show' && one.view.view === 'reminders' ? [viewKey(one.view)] : [],
        );
      });
      expect(views).toEqual([[`reminders:r1:${due}:0:${until}`], [`reminders:r1:${due}:0:${until}`]]);
    });

    test('not by others, not of another deadline, not once it is done', () => {
      asked.refuses('sam', snooze(30), 'not_yours').refuses('ana', snooze(30, due + 1), 'card_outdated');
      asked.by('ana', does.complete('a')).refuses('ana', snooze(30), 'step_ended');
      const moved = asked.by('ana', snooze(30)).by('olga', does.due('a', due + 9 * HOUR));
      moved.later(30 * MINUTE).refuses(TIMER, again(until), 'timer_stale');
    });
  });

  test('a new deadline sets new timers', () => {
    const moved = started(timed).by('olga', does.due('a', MONDAY + 9 * HOUR));
    expect(timersOf(moved).map((one) => one.due)).toEqual([
      ...[MONDAY + 9 * HOUR - 15 * MINUTE, MONDAY + 9.5 * HOUR, MONDAY + 11 * HOUR],
    ]);
  });
});

describe('the window closes', () => {
  test('on a step: it is missed, never done, and the next one can begin', () => {
    const run = started(timed).by(TIMER, does.expire('a'));
    expect(run.stands()).toEqual({ a: 'missed', b: 'waiting_human' });
    run.refuses('ana', does.complete('a'), 'step_ended', { how: 'missed' });
    run.refuses(TIMER, does.expire('a'), 'timer_stale');
    run.refuses(TIMER, does.expire('zzz'), 'timer_stale');
    const ended = run.by('ana', does.complete('b')).is('incomplete');
    expect(ended.last.at(-1)).toMatchObject({ type: 'RunIncomplete', missed: ['a'] });
  });

  test('on the run: what is not done is missed by name, what was done or skipped stays', () => {
    const four = procedure(['a', 'b', 'c', 'd'].map((id) => cooks(id)));
    const run = started(four).by('ana', does.complete('a')).by('olga', does.skip('b'));
    const ended = run.by(TIMER, does.expireRun()).is('incomplete');
    expect(ended.stands()).toEqual({ a: 'completed', b: 'skipped', c: 'missed', d: 'missed' });
    expect(ended.last.at(-1)).toMatchObject({ type: 'RunIncomplete', missed: ['c', 'd'] });
    ended.refuses(TIMER, does.expireRun(), 'run_ended');
  });

  test('a step that waits for approval is missed, not approved', () => {
    const one = procedure([cooks('a', { approval: { role: 'lead' } })]);
    const run = started(one).by('ana', does.complete('a')).by(TIMER, does.expireRun());
    expect(run.is('incomplete').stands()).toEqual({ a: 'missed' });
    expect(run.step('a')).toMatchObject({ since: MONDAY, waited: 'approval', role: 'lead' });
  });

  test('on whoever had the step by then: that stays on record', () => {
    const run = started(procedure([cooks('a'), cooks('b')])).by('olga', does.assign('a', 'ana'));
    const ended = run.by(TIMER, does.expireRun());
    expect(ended.step('a')).toMatchObject({ since: MONDAY, waited: 'work', role: 'cook', assignee: 'ana' });
    expect(Object.keys(ended.step('b'))).toEqual(['id', 'attempt', 'recorded', 'state', 'at']);
  });
});

describe('three days of an approval', () => {
  test('asked on Monday, reminded, escalated on Tuesday, decided on Wednesday', () => {
    const slow = { due: 'P1D', remind: 'PT2H', escalate: [{ after: 'PT1H', to: 'owner' }] };
    const definition = procedure([cooks('a', { ...slow, approval: { role: 'lead' } })]);
    let run = started(definition, { people: PEOPLE }).later(HOUR).by('ana', does.complete('a'));
    const pending = [...timersOf(run)].sort((one, other) => one.due - other.due);
    expect(pending.map((one) => one.command.type)).toEqual(['remindStep', 'escalateStep']);
    for (const timer of pending) run = run.later(timer.due - run.now).by(TIMER, timer.command as RunCommand);
    expect(run.events.slice(-2).map((one) => one.type)).toEqual(['StepReminded', 'StepEscalated']);
    run
      .later(24 * HOUR)
      .by('olga', does.approve('a'))
      .is('completed');
  });
});

test('a rung that cannot give the approvals still missing is shown to the manager', () => {
  const approval = { role: 'lead', quorum: 2 };
  const definition = procedure([cooks('a', { due: 'PT1H', escalate: [{ after: 'PT1H', to: 'director' }], approval })]);
  const asked = started(definition).by('ana', does.complete('a'));
  const waits = asked.step('a');
  const deadline = waits.state === 'waiting_approval' ? (waits.due ?? 0) : 0;
  const escalated = asked.later(9 * HOUR).by(TIMER, does.escalate('a', deadline));
  expect(escalated.types).toEqual(['StepEscalated', 'ExceptionRaised']);
  expect(escalated.last.at(-1)).toMatchObject({ cause: { type: 'nobody', wanted: 'approver' }, owner: 'manager' });
  const half = asked
    .by('lea', does.approve('a'))
    .later(9 * HOUR)
    .by(TIMER, does.escalate('a', deadline));
  expect(half.types).toEqual(['StepEscalated']);
  half.by('dora', does.approve('a')).is('completed');
});

test('a deadline with nothing else said is told when it comes', () => {
  const run = started(procedure([cooks('a', { due: 'PT1H' })]));
  expect(timersOf(run).map((one) => [one.command.type, one.due])).toEqual([['remindStep', due]]);
  expect(run.later(HOUR).by(TIMER, does.remind('a', due)).types).toEqual(['StepReminded']);
});
