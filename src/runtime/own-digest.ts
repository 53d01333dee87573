/** What waits for a member, told to them once a day: how it is asked for, by whichever way. */

import type { Reply } from './command.ts';
import { digestOfMember } from './digest-id.ts';
import { USUAL_OWN_TIME } from './digest-time.ts';
import { command, type Speaker, type Talking, zoneOf } from './talking.ts';

/** Of whoever speaks, at `at` minutes since midnight of `zone`; without a time at eight, by their own clock. */
export async function setOwnDigest(
  talking: Talking,
  speaker: Speaker & { readonly zone?: string },
  time: { readonly at?: number; readonly zone?: string } = {},
): Promise<Reply> {
  const { member, place } = speaker;
  const { at = USUAL_OWN_TIME, zone = await zoneOf(talking, speaker) } = time;
  const asked = { type: 'setOwnDigest', digest: digestOfMember(member), member, place, time: { at, zone } } as const;
  return command(talking, speaker, asked);
}

export function endOwnDigest(talking: Talking, speaker: Speaker): Promise<Reply> {
  return command(talking, speaker, { type: 'endDigest', digest: digestOfMember(speaker.member), kind: 'own' });
}
