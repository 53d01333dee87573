import { LIMITS } from '../../engine/limits.ts';
import type { Closing } from '../../engine/routine/window.ts';
import { readDuration } from '../when.ts';
import { takeClock } from './times.ts';

const MINUTE = 60_000;

/**
 * `2h` after the start, or `09:00`, `5 pm` of that day or the next; `by`, `at` or `after` may stand before it. Undefined if it
 * is none of these, or too long.
 */
export function readClosing(typed: string): Closing | undefined {
  const text = typed.trim();
  if (text.length > LIMITS.schedule) return undefined;
  const [, word = '', said = ''] = /^(?:(by|at|after|in|within) )?(.*)$/is.exec(text) ?? [];
  const lead = word.toLowerCase();
  const after = readDuration(said);
  if (after !== undefined) {
    const isLength = lead !== 'by' && lead !== 'at';
    return isLength && after >= MINUTE && after <= LIMITS.windowMs ? { after } : undefined;
  }
  const clock = takeClock(said.toLowerCase());
  const isTime = clock !== undefined && clock.length === said.length && (lead === '' || lead === 'by' || lead === 'at');
  // A number alone may be hours or a time.
  return isTime && clock.value.kind !== 'bare' ? { at: clock.value.time } : undefined;
}
