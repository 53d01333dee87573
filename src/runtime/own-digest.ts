/** What waits for a member, told to them once a day: how it is asked for, by whichever way. */
import type { Said } from '../engine/digest/digest.ts';
import type { Reply } from './command.ts';
import { digestOfMember } from './digest-id.ts';
import { USUAL_OWN_TIME } from './digest-time.ts';
import { splitPlace } from './place.ts';
import { ChatError } from './ports.ts';
import { command, loadDigest, type Speaker, type Talking, zoneOf } from './talking.ts';

/** When it comes; undefined if it does not. */
export async function ownDigestTime(
  talking: Pick<Talking, 'db'>,
  { workspace, member }: Pick<Speaker, 'workspace' | 'member'>,
): Promise<Said | undefined> {
  const state = await loadDigest(talking, workspace, digestOfMember(member));
  return state?.status === 'active' ? state.times.own : undefined;
}

/**
 * Of whoever speaks, at `at` minutes since midnight of `zone`; without a time at eight, by their own clock. Refused if they
 * cannot be written to.
 */
export async function setOwnDigest(
  talking: Talking,
  speaker: Speaker & { readonly zone?: string },
  time: { readonly at?: number; readonly zone?: string } = {},
): Promise<Reply> {
  if ((await toldWhere(talking, speaker)) === 'nowhere') {
    return { status: 'refused', refusal: { code: 'no_direct_messages' } };
  }
  const { member, place } = speaker;
  const { at = USUAL_OWN_TIME, zone = await zoneOf(talking, speaker) } = time;
  const asked = { type: 'setOwnDigest', digest: digestOfMember(member), member, place, time: { at, zone } } as const;
  return command(talking, speaker, asked);
}

export function endOwnDigest(talking: Talking, speaker: Speaker): Promise<Reply> {
  return command(talking, speaker, { type: 'endDigest', digest: digestOfMember(speaker.member), kind: 'own' });
}

/** `here`: the platform has no direct messages. */
export async function toldWhere(
  talking: Talking,
  { workspace, member, place }: Speaker,
): Promise<'alone' | 'here' | 'nowhere'> {
  const chat = talking.chats.get(splitPlace(place)[0]);
  if (chat?.direct === undefined) return 'here';
  try {
    return (await chat.direct(workspace, member)) === undefined ? 'nowhere' : 'alone';
  } catch (error) {
    // It cannot be told now. When the time comes it is tried again, until it can.
    if (error instanceof ChatError) return 'alone';
    throw error;
  }
}
