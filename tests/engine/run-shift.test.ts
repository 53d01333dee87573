/** A run of a shift: until when, and whose. */
import { describe, expect, it } from 'vitest';
import type { Timer } from '../../src/engine/effect.ts';
import { runCommandSchema } from '../../src/engine/run/commands.ts';
import { reactToRun } from '../../src/engine/run/react.ts';
import type { Shift } from '../../src/engine/run/shift.ts';
import {
  cooks,
  does,
  HOUR,
  MINUTE,
  MONDAY,
  PEOPLE,
  person,
  procedure,
  type Story,
  started,
  TIMER,
} from './run-story.ts';

const DUE = MONDAY + HOUR;
const CLOSES = MONDAY + 3 * HOUR;
const timersOf = (run: Story): readonly Timer[] => reactToRun(run.state, run.last, run.definition).timers;
const kinds = (run: Story) => timersOf(run).map((one) => [one.command.type, one.due - MONDAY]);

describe('the deadline of a shift', () => {
  const shift = (definition = procedure([cooks('a'), cooks('b')])) =>
    started(definition, { by: TIMER, more: { routine: 'o', due: DUE, closes: CLOSES } });
  const late = { type: 'noteLate', run: 'r1' } as const;

  it('is that of each step that has none of its own', () => {
    const run = shift(procedure([cooks('a', { needs: [] }), cooks('b', { needs: [], due: 'PT10M' })]));
    expect(run.step('a')).toMatchObject({ due: DUE });
    expect(run.step('b')).toMatchObject({ due: MONDAY + 10 * MINUTE });
    expect(shift(procedure([cooks('a')], { defaults: { due: 'PT5M' } })).step('a')).toMatchObject({
      due: MONDAY + 5 * MINUTE,
    });
  });

  it('never lies behind the closing of the window, whatever a step has or somebody asks', () => {
    const run = shift(procedure([cooks('a', { needs: [], due: 'PT10H' }), cooks('b', { needs: [], due: 'PT2H' })]));
    expect(run.step('a')).toMatchObject({ due: CLOSES });
    expect(run.step('b')).toMatchObject({ due: MONDAY + 2 * HOUR });
    run.refuses('olga', does.due('b', CLOSES + 1), 'due_after_closing', { closes: CLOSES });
    expect(run.by('olga', does.due('b', CLOSES)).step('b')).toMatchObject({ due: CLOSES });
  });

  it('is one of its approvals too, and of what is done anew', () => {
    const run = shift(procedure([cooks('a', { approval: { role: 'lead' } })])).by('ana', does.complete('a'));
    expect(run.step('a')).toMatchObject({ state: 'waiting_approval', due: DUE });
    expect(run.by('lea', does.reject('a')).step('a')).toMatchObject({ state: 'rework', due: DUE });
  });

  it('reminds and escalates as any', () => {
    const clock = { remind: 'PT15M', escalate: [{ after: 'PT30M', to: 'owner' }] };
    const run = shift(procedure([cooks('a')], { defaults: clock }));
    expect(kinds(run)).toEqual([
      ['noteLate', HOUR],
      ['expireRun', 3 * HOUR],
      ['remindStep', 45 * MINUTE],
      ['escalateStep', 90 * MINUTE],
    ]);
    for (const { command } of timersOf(run)) expect(runCommandSchema.parse(command)).toEqual(command);
    const climbed = run.later(90 * MINUTE).by(TIMER, does.escalate('a', DUE));
    expect(climbed.step('a')).toMatchObject({ assignee: 'olga', role: 'owner' });
  });

  it('gives a step whose turn comes after it the whole of its ladder, and reminds of it by its card alone', () => {
    const escalate = [{ after: 'PT30M', to: 'owner' }];
    const run = shift(procedure([cooks('a'), cooks('b')], { defaults: { remind: 'PT15M', escalate } }));
    const next = run.later(2 * HOUR).by('ana', does.complete('a'));
    expect(next.step('b')).toMatchObject({ due: DUE });
    expect(kinds(next)).toEqual([['escalateStep', 2 * HOUR + 30 * MINUTE]]);
    next.later(20 * MINUTE).refuses(TIMER, does.escalate('b', DUE), 'timer_stale');
    expect(next.later(30 * MINUTE).by(TIMER, does.escalate('b', DUE)).types).toEqual(['StepEscalated']);
  });

  it('reminds when it comes where the turn came too late to remind before', () => {
    const run = shift(procedure([cooks('a'), cooks('b')], { defaults: { remind: 'PT15M' } }));
    expect(kinds(run.later(50 * MINUTE).by('ana', does.complete('a')))).toEqual([['remindStep', HOUR]]);
    expect(kinds(run.later(HOUR).by('ana', does.complete('a')))).toEqual([]);
  });

  it('is on record once it has passed, and ends nothing', () => {
    const run = shift();
    run.refuses(TIMER, late, 'timer_stale');
    run.later(HOUR).refuses('ana', late, 'not_a_timer');
    const passed = run.later(HOUR).by(TIMER, late);
    expect(passed.types).toEqual(['RunLate']);
    expect(passed.is('open').state).toEqual(run.state);
    expect(reactToRun(passed.state, passed.last, passed.definition)).toEqual({
      effects: [{ type: 'show', view: { view: 'run', run: 'r1' } }],
      timers: [],
    });
    const done = run.by('ana', does.complete('a')).by('ana', does.complete('b'));
    done.later(HOUR).refuses(TIMER, late, 'run_ended');
  });

  it('is nobody’s to set but the routine’s, and without one nothing is late', () => {
    const own = started(procedure([cooks('a')]), { by: 'sam', more: { due: DUE } });
    expect(own.state).not.toHaveProperty('due');
    expect(own.step('a')).not.toHaveProperty('due');
    own.later(9 * HOUR).refuses(TIMER, late, 'timer_stale');
  });
});

describe('whoever is on shift', () => {
  const open = { id: 'open', title: 'Open' };
  const steps = [open, cooks('a', { needs: [] }), { id: 'count', title: 'Count', role: 'lead', needs: [] }];
  const shift = (who: Shift, { people = PEOPLE, definition = procedure(steps) } = {}) =>
    started(definition, { by: TIMER, people, more: { routine: 'o', shift: who } });

  it('has by name what names no role, and what is for a role of theirs; nothing else', () => {
    const run = shift({ member: 'ben' });
    expect(run.step('open')).toMatchObject({ assignee: 'ben' });
    expect(run.step('open')).not.toHaveProperty('role');
    expect(run.step('a')).toMatchObject({ role: 'cook', assignee: 'ben' });
    expect(run.step('count')).toMatchObject({ role: 'lead' });
    expect(run.step('count')).not.toHaveProperty('assignee');
    run.refuses('sam', does.complete('open'), 'not_yours', { assignee: 'ben' });
    run.refuses('ana', does.complete('a'), 'not_yours', { assignee: 'ben' });
    run.by('ben', does.complete('open')).by('ben', does.complete('a'));
  });

  it('may be a role: it owes what names none', () => {
    const run = shift({ role: 'lead' });
    expect(run.step('open')).toMatchObject({ role: 'lead' });
    run.refuses('ana', does.complete('open'), 'not_yours', { role: 'lead' });
    expect(run.by('lea', does.claim('open')).by('lea', does.complete('open')).step('open')).toMatchObject({
      state: 'completed',
    });
    expect(run.step('a')).toMatchObject({ role: 'cook' });
    expect(shift({ role: 'director' }).step('open')).toMatchObject({ role: 'director', assignee: 'dora' });
  });

  it('of a role that nobody holds calls whoever answers for the run', () => {
    const run = shift({ role: 'nobody' });
    expect(run.state.exceptions).toMatchObject([
      { step: 'open', cause: { type: 'nobody', role: 'nobody', wanted: 'doer' }, owner: 'manager' },
    ]);
    const given = run.among({ holders: { ...PEOPLE.holders, nobody: ['sam'] } });
    const found = given.by('ada', { type: 'noteHolder', run: 'r1', role: 'nobody', member: 'sam', change: 'added' });
    expect(found.step('open')).toMatchObject({ assignee: 'sam' });
  });

  it('is asked for their role when they get it later', () => {
    const run = shift({ member: 'sam' }, { definition: procedure([cooks('a')]) });
    expect(run.step('a')).not.toHaveProperty('assignee');
    const given = run.among({ holders: { ...PEOPLE.holders, cook: ['ana', 'ben', 'sam'] } });
    const found = given.by('ada', { type: 'noteHolder', run: 'r1', role: 'cook', member: 'sam', change: 'added' });
    expect(found.step('a')).toMatchObject({ assignee: 'sam' });
  });

  it('who has left is on no shift: the run starts, and its steps are open', () => {
    const members = PEOPLE.members.filter((one) => one !== 'ben');
    const left = { ...PEOPLE, members, holders: { ...PEOPLE.holders, cook: ['ana', 'olga'] } };
    const run = shift({ member: 'ben' }, { people: left });
    expect(run.step('open')).not.toHaveProperty('assignee');
    expect(run.step('a')).not.toHaveProperty('assignee');
    run.by('sam', does.complete('open')).by('olga', does.complete('a'));
  });

  it('who leaves while it runs leaves their steps to others', () => {
    const run = shift({ member: 'ben' });
    const left = run.among({
      members: PEOPLE.members.filter((one) => one !== 'ben'),
      holders: { ...PEOPLE.holders, cook: ['ana'] },
    });
    left.by('sam', does.complete('open')).by('ana', does.complete('a'));
  });

  it('who is away has a stand-in, who has their shift too', () => {
    const away = { ...PEOPLE, standIns: { ben: { standIn: 'sam', by: person('ben') } } };
    const run = shift({ member: 'ben' }, { people: away });
    expect(run.step('open')).toMatchObject({ assignee: 'sam', instead: 'ben' });
    expect(run.step('a')).toMatchObject({ assignee: 'sam', instead: 'ben' });
    run.by('sam', does.complete('open'));
    // Whoever stands in for somebody of a role does its work on their own shift.
    const own = shift({ member: 'sam' }, { people: away });
    expect(own.step('a')).toMatchObject({ assignee: 'sam', instead: 'ben' });
  });

  it('approves no more than without: duties stay separate', () => {
    const definition = procedure([{ ...open, approval: { role: 'lead' } }]);
    const run = shift({ member: 'lea' }, { definition }).by('lea', does.complete('open'));
    expect(run.step('open')).toMatchObject({ state: 'waiting_approval', role: 'lead' });
    run.refuses('lea', does.approve('open'), 'separation_of_duties');
    run.by('leo', does.approve('open')).is('completed');
    const gate = procedure([open, { id: 'gate', title: 'Gate', kind: 'approval', approval: { role: 'director' } }]);
    const gated = shift({ role: 'lead' }, { definition: gate });
    expect(gated.by('lea', does.complete('open')).step('gate')).toMatchObject({ role: 'director' });
  });

  it('keeps what is sent back and done again', () => {
    const definition = procedure([{ ...open, approval: { role: 'lead' }, skippable: true }]);
    const run = shift({ role: 'director' }, { definition });
    const back = run.by('dora', does.complete('open')).by('lea', does.reject('open'));
    expect(back.step('open')).toMatchObject({ state: 'rework', role: 'director', assignee: 'dora' });
    const skipped = shift({ member: 'ben' }, { definition: procedure([{ ...open, skippable: true }, cooks('b')]) })
      .by('ben', does.skip('open'))
      .by('olga', does.reopen('open'));
    expect(skipped.step('open')).toMatchObject({ state: 'rework', assignee: 'ben' });
  });

  it('is nobody’s to say but the routine’s', () => {
    const own = started(procedure([open]), { by: 'sam', more: { shift: { member: 'ben' } } });
    expect(own.state).not.toHaveProperty('shift');
    expect(own.step('open')).not.toHaveProperty('assignee');
  });
});
