/** What can be asked of a routine. Checked here at the edge for shape and size; `decide` checks the rest. */
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { shiftSchema } from '../run/shift.ts';
import { inputValues } from '../run/values.ts';
import { scheduleSchema } from './schedule.ts';

const routine = z.string().min(1).max(40);
const instant = z.number().int().nonnegative();

export const routineCommandSchema = z.discriminatedUnion('type', [
  /** Begins a routine, or changes one that there is. */
  z.strictObject({
    type: z.literal('setRoutine'),
    routine,
    sop: z.string().min(1).max(60),
    /** Where its runs start: an adapter's address of a conversation. */
    place: z.string().max(200),
    schedule: scheduleSchema,
    inputs: inputValues.default({}),
    /** Who is on shift; absent: whoever takes the steps. */
    shift: shiftSchema.optional(),
  }),
  z.strictObject({ type: z.literal('pauseRoutine'), routine }),
  z.strictObject({ type: z.literal('resumeRoutine'), routine }),
  /** `slot`: which one is left out. It must be the next: a late tap leaves out none that its card never showed. */
  z.strictObject({ type: z.literal('skipSlot'), routine, slot: instant }),
  /** A skip is taken back before its time has come. */
  z.strictObject({ type: z.literal('restoreSlot'), routine, slot: instant }),
  z.strictObject({ type: z.literal('endRoutine'), routine }),
  /** The timer's. */
  z.strictObject({ type: z.literal('fireRoutine'), routine, slot: instant }),
  /** Nothing can be said in its conversation any more: the program itself says so. */
  z.strictObject({ type: z.literal('notePlaceGone'), routine }),
  /** What became of a start: the program itself says so. */
  z.strictObject({
    type: z.literal('noteNotStarted'),
    routine,
    slot: instant,
    /** The code of the refusal. */
    why: z.string().max(LIMITS.title),
  }),
]);

export type RoutineCommand = Readonly<z.output<typeof routineCommandSchema>>;
