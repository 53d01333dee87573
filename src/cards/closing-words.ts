/** The window of a shift, in words. */
import type { Closing, Window } from '../engine/routine/window.ts';
import { lasting } from './sentence.ts';

/** `due at 07:30, until 09:00`, `due after 1 h, for 2 h`; empty where there is no window. */
export function windowWords({ due, closes }: Window): string {
  const parts = [
    ...(due ? [`due ${'at' in due ? 'at' : 'after'} ${closingTyped(due)}`] : []),
    ...(closes ? [`${'at' in closes ? 'until' : 'for'} ${closingTyped(closes)}`] : []),
  ];
  return parts.join(', ');
}

/** As somebody would type it: `09:00`, `2 h 30 min`. */
export function closingTyped(closing: Closing): string {
  return 'after' in closing ? lasting(closing.after) : clockTyped(closing.at);
}

/** Minutes since midnight as a clock shows them. */
export function clockTyped(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
