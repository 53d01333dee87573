/** The end of a shift, in words. */
import type { Closing } from '../engine/routine/window.ts';
import { lasting } from './sentence.ts';

/** `until 09:00`, `for 2 h` */
export function closingWords(closing: Closing): string {
  return `${'at' in closing ? 'until' : 'for'} ${closingTyped(closing)}`;
}

/** As somebody would type it: `09:00`, `2 h 30 min`. */
export function closingTyped(closing: Closing): string {
  if ('after' in closing) return lasting(closing.after);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(closing.at / 60))}:${two(closing.at % 60)}`;
}
