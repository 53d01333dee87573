/** What a person sent, in short. */
import { hash } from 'node:crypto';
import type { Pressed, Said } from './conversation.ts';

export type Sent = Partial<Pick<Said, 'text'> & Pick<Pressed, 'value' | 'fields'>>;

/**
 * The same for the same phrase or press, sent again. Taken from what was sent and not from the command: that bears the
 * id of a new run, or a deadline counted from now.
 */
export function fingerprint({ text, value, fields }: Sent): string {
  return hash('sha256', JSON.stringify([text, value, fields]), 'base64url').slice(0, 22);
}
