import { type Definition, roleTitle } from '../engine/definition.ts';
import type { Shift } from '../engine/run/shift.ts';
import type { Text } from './card.ts';

/** Who is on shift, without telling them: a name, or the title of a role. */
export function shiftWords(shift: Shift, definition: Definition): Text {
  return 'member' in shift ? [{ type: 'member', member: shift.member }] : roleTitle(definition, shift.role);
}
