/** One conversation has one digest, and one member too: its id is that of whom it is for, so that it is never made twice. */
import { hash } from 'node:crypto';

export function digestOfPlace(place: string): string {
  return idOf(`place ${place}`);
}

export function digestOfMember(member: string): string {
  return idOf(`member ${member}`);
}

/** Short, whatever a platform calls its conversations. */
function idOf(name: string): string {
  return `digest-${hash('sha256', name).slice(0, 32)}`;
}
