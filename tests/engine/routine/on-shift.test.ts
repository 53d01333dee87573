/** Who is on the shift of a routine: said when it is set, and looked at each time it begins. */
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import type { StepInput } from '../../../src/engine/definition.ts';
import { calledAbout } from '../../../src/engine/routine/called.ts';
import { reactToRoutine } from '../../../src/engine/routine/react.ts';
import type { KnownRoutine, RoutineEvent } from '../../../src/engine/routine/routine.ts';
import type { Shift } from '../../../src/engine/run/shift.ts';
import { at, by, fire, given, member, people, SOP, set, TIMER } from './given.ts';

function sopOf(...steps: StepInput[]) {
  const roles = [{ id: 'lead' }, { id: 'cook' }];
  const parsed = parseDefinition({ sop: 'tea', title: 'Tea', accountable_manager: 'lead', roles, steps });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { ...SOP, definition: parsed.definition };
}

const ANY: StepInput = { id: 'boil', title: 'Boil it' };
const COOK: StepInput = { id: 'pour', title: 'Pour it', role: 'cook', needs: [] };
const GATE: StepInput = { id: 'taste', title: 'Taste it', kind: 'approval', approval: { role: 'lead' } };
const cooking = { ...people, holders: { ...people.holders, cook: ['ben'] } };

describe('setting who is on shift', () => {
  it.each<[string, Shift, StepInput[], string]>([
    ['a person who may do a step', { member: 'ben' }, [COOK, GATE], ''],
    ['anybody, where a step is for anybody', { member: 'ana' }, [COOK, ANY], ''],
    ['who stands in for somebody who may', { member: 'eva' }, [COOK], ''],
    ['a role, where a step names none', { role: 'cook' }, [ANY, COOK], ''],
    ['a role that nobody holds yet', { role: 'night_watch' }, [ANY], ''],
    ['a person who may do none', { member: 'ana' }, [COOK, GATE], 'shift_unable'],
    ['whoever only approves', { member: 'cem' }, [COOK, GATE], 'shift_unable'],
    ['somebody who is not here', { member: 'zoe' }, [ANY], 'shift_unable'],
    ['a role that has nothing left to do', { role: 'cook' }, [COOK, GATE], 'shift_idle'],
  ])('%s', (_, shift, steps, refused) => {
    const standIns = { ben: { standIn: 'eva', by: member('ben') } };
    const context = by(member('ana'), at(0, 6), { sop: sopOf(...steps), people: { ...cooking, standIns } });
    const done = given([]).when({ ...set, inputs: {}, shift }, context);
    if (refused === '') done.then([{ type: 'RoutineSet', shift }]);
    else done.then({ refused: refused as never });
  });

  it('anew without anybody lets whoever takes the steps do them again', () => {
    const sop = sopOf(ANY);
    const first = given([]).when(
      { ...set, inputs: {}, shift: { member: 'ben' } },
      by(member('ana'), at(0, 6), { sop }),
    );
    expect(first.state).toMatchObject({ shift: { member: 'ben' } });
    const second = given(first.events).when({ ...set, inputs: {} }, by(member('ana'), at(0, 6), { sop }));
    expect(second.state).not.toHaveProperty('shift');
  });
});

describe('whoever is on shift when it begins', () => {
  const sop = sopOf(ANY, COOK);
  const routine = given([]).when(
    { ...set, inputs: {}, shift: { member: 'ben' } },
    by(member('ana'), at(0, 6), { sop, people: cooking }),
  );
  const fired = (events: readonly RoutineEvent[], more: Parameters<typeof by>[2]) =>
    given(events).when(fire(at(0, 7)), by(TIMER, at(0, 7), { sop, people: cooking, ...more }));
  const left = { ...cooking, members: ['ana', 'cem', 'eva'], holders: { lead: ['cem'] } };

  it('is nobody to speak of while they can', () => {
    const [event] = fired(routine.events, {}).events.slice(-1);
    expect(event).toMatchObject({ type: 'SlotFired' });
    expect(event).not.toHaveProperty('unmanned');
  });

  it('and has left or may do nothing any more: the run starts all the same, and those who answer are called anew', () => {
    const gone = fired(routine.events, { people: left });
    gone.then([{ type: 'SlotFired', unmanned: 'left' }]);
    expect(gone.state).toMatchObject({ last: { outcome: 'started', unmanned: 'left' }, shift: { member: 'ben' } });
    const view = { view: 'routine', routine: 'r' } as const;
    expect(reactToRoutine(gone.state, gone.events.slice(-1)).effects).toEqual([
      expect.objectContaining({ type: 'start_run' }),
      { type: 'show', view, anew: true },
    ]);
    const only = { sop: sopOf(COOK), people: { ...cooking, holders: { lead: ['cem'], cook: ['ana'] } } };
    fired(routine.events, only).then([{ type: 'SlotFired', unmanned: 'unable' }]);
  });

  it('the next one who can is no news any more', () => {
    const gone = fired(routine.events, { people: left });
    const back = given(gone.events).when(fire(at(1, 7)), by(TIMER, at(1, 7), { sop, people: cooking }));
    expect(back.state).toMatchObject({ last: { slot: at(1, 7), missed: 0 } });
    expect((back.state as KnownRoutine).last).not.toHaveProperty('unmanned');
  });

  it.each<[string, 'setter' | 'all', typeof people, string[]]>([
    ['whoever set it', 'setter', people, ['ana']],
    ['who answers for its SOP, once they have left', 'setter', { ...people, members: ['cem', 'eva'] }, ['cem']],
    ['both', 'all', people, ['cem', 'ana']],
    ['an administrator where nobody is that', 'all', { ...people, holders: { lead: [] } }, ['eva', 'ana']],
  ])('calls %s', (_, how, who, called) => {
    expect(calledAbout(routine.state as KnownRoutine, sop.definition, who, how)).toEqual(called);
  });
});
