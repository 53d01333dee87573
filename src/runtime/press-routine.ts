/** Presses on a routine's card, and the form that sets one. */
import { randomUUIDv7 } from 'node:crypto';
import {
  CLOSES_FIELD,
  DUE_FIELD,
  HOLIDAYS_FIELD,
  SCHEDULE_FIELD,
  SHIFT_FIELD,
  ZONE_FIELD,
} from '../cards/views/routine-form.ts';
import type { RoutineCommand } from '../engine/routine/commands.ts';
import { refuse } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { inputsIn, text } from './field-values.ts';
import { isThere, routineSeen } from './routine-sight.ts';
import { routineFormAnswer, setRoutine, showRoutine } from './set-routine.ts';
import { command, loadRoutine, loadSop, NOTHING, type Talking } from './talking.ts';

/** The answer to such a press; undefined if it is another. */
export async function pressOnRoutine(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { verb, routine, slot = 0, sop } = pressed.value;
  if (verb === 'routine' && sop !== undefined) return set(talking, pressed, sop);
  if (routine === undefined) return undefined;
  switch (verb) {
    case 'show_routine': {
      const state = await routineSeen(talking, pressed, routine);
      return state ? showRoutine(talking, pressed, state) : refuse(talking, pressed, { code: 'routine_unknown' });
    }
    case 'run_routine':
      return runNow(talking, pressed, routine);
    case 'pause_routine':
      return change(talking, pressed, { type: 'pauseRoutine', routine });
    case 'resume_routine':
      return change(talking, pressed, { type: 'resumeRoutine', routine });
    case 'skip_slot':
      return change(talking, pressed, { type: 'skipSlot', routine, slot });
    case 'restore_slot':
      return change(talking, pressed, { type: 'restoreSlot', routine, slot });
    case 'end_routine':
      return change(talking, pressed, { type: 'endRoutine', routine });
    default:
      return undefined;
  }
}

/** A routine is changed where its runs start, wherever the button was pressed. */
async function set(talking: Talking, pressed: Pressed, id: string): Promise<Answer> {
  const { routine } = pressed.value;
  const sop = await loadSop(talking, pressed.workspace, id);
  if (!sop) return refuse(talking, pressed, { code: 'sop_unknown' });
  const known = routine === undefined ? undefined : await routineSeen(talking, pressed, routine);
  // Who may change one routine of a place they are not in sees and sets no other there.
  if (routine !== undefined && known?.sop !== id) return refuse(talking, pressed, { code: 'routine_unknown' });
  // One that has ended is set anew, as any other: by whoever is there.
  if (known?.status === 'ended' && !(await isThere(talking, pressed, known.place))) {
    return refuse(talking, pressed, { code: 'routine_unknown' });
  }
  const there = known ? { ...pressed, place: known.place } : pressed;
  const { fields } = pressed;
  if (fields === undefined) return routineFormAnswer(talking, there, sop);
  const { [SCHEDULE_FIELD]: schedule, [DUE_FIELD]: due, [CLOSES_FIELD]: closes, ...others } = fields;
  const { [SHIFT_FIELD]: shift, [HOLIDAYS_FIELD]: holidays, [ZONE_FIELD]: zone, ...rest } = others;
  return setRoutine(talking, there, sop, {
    schedule: text(schedule).trim(),
    due: text(due).trim(),
    closes: text(closes).trim(),
    shift: text(shift).trim(),
    zone: text(zone).trim(),
    ...(holidays === 'also' || holidays === 'except' ? { holidays } : {}),
    inputs: inputsIn(rest),
  });
}

async function change(talking: Talking, pressed: Pressed, asked: RoutineCommand): Promise<Answer> {
  if (!(await routineSeen(talking, pressed, asked.routine)))
    return refuse(talking, pressed, { code: 'routine_unknown' });
  const reply = await command(talking, pressed, asked);
  return reply.status === 'refused' ? refuse(talking, pressed, reply.refusal) : NOTHING;
}

/** A run as the routine would start it, by whoever pressed. */
async function runNow(talking: Talking, pressed: Pressed, routine: string): Promise<Answer> {
  const state = await loadRoutine(talking, pressed.workspace, routine);
  // Nobody says anything into a conversation that they are not in, whatever they set there once.
  if (!state || !(await isThere(talking, pressed, state.place)))
    return refuse(talking, pressed, { code: 'routine_unknown' });
  const { sop, inputs, place, title, setBy, inputsBy = setBy } = state;
  // A card that nobody has drawn anew still has its button.
  if (state.status === 'ended') return refuse(talking, pressed, { code: 'routine_ended', title });
  const asked = { type: 'startRun', run: randomUUIDv7(), sop, inputs, place, inputsBy } as const;
  const reply = await command(talking, pressed, asked);
  return reply.status === 'refused' ? refuse(talking, pressed, reply.refusal) : NOTHING;
}
