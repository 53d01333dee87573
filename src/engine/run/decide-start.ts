import { optional } from '../optional.ts';
import { readInputs } from './answers.ts';
import { personOf } from './authority.ts';
import type { RunCommand } from './commands.ts';
import { happened, type Making } from './making.ts';
import type { RunRefusal } from './refusals.ts';

type StartRun = Extract<RunCommand, { type: 'startRun' }>;

/** Starts a run of the active revision. A draft does not run; an archived SOP runs no more. */
export function startRun(so: Making, command: StartRun): Making | RunRefusal {
  const { sop, actor } = so.context;
  const { definition } = so;
  if (!sop) return { code: 'sop_not_found', sop: command.sop };
  if (sop.status !== 'active') return { code: 'sop_not_active', status: sop.status, title: definition.title };
  if (actor.type === 'member' && personOf(so.context) === undefined) return { code: 'not_a_person' };
  if (command.closes !== undefined && command.closes <= so.context.now) {
    return { code: 'window_closed', title: definition.title };
  }
  if (definition.one_at_a_time && sop.openRun !== undefined) {
    return { code: 'run_in_flight', title: definition.title, run: sop.openRun };
  }
  const read = readInputs(definition, command.inputs);
  if ('problems' in read) return { code: 'inputs_invalid', problems: read.problems };
  return happened(so, {
    type: 'RunStarted',
    run: command.run,
    sop: sop.id,
    key: definition.sop,
    title: definition.title,
    revision: sop.revision,
    place: command.place,
    inputs: read.values,
    steps: definition.steps.map((one) => one.id),
    // Only its clock speaks for a routine.
    ...(actor.type === 'timer' ? shiftOf(command) : {}),
    ...optional('inputsBy', command.inputsBy),
  });
}

function shiftOf({ routine, due, closes, shift }: StartRun) {
  const window = { ...optional('due', due), ...optional('closes', closes) };
  return { ...optional('routine', routine), ...window, ...optional('shift', shift) };
}
