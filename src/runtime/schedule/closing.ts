import { LIMITS } from '../../engine/limits.ts';
import type { Closing } from '../../engine/routine/window.ts';
import { readDuration } from '../when.ts';
import { takeClock } from './times.ts';

const MINUTE = 60_000;

/** `2h` after the start, or `09:00`, `5 pm` of that day or the next. Undefined if it is neither, or too long. */
export function readClosing(typed: string): Closing | undefined {
  const text = typed.trim().toLowerCase();
  if (text.length > LIMITS.schedule) return undefined;
  const after = readDuration(typed);
  if (after !== undefined) return after >= MINUTE && after <= LIMITS.windowMs ? { after } : undefined;
  const clock = takeClock(text);
  // A number alone may be hours or a time.
  return clock && clock.length === text.length && clock.value.kind !== 'bare' ? { at: clock.value.time } : undefined;
}
