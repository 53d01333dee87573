/** `/sop mine daily 08:00`: what waits for whoever asks, told to them once a day. */
import { scheduleWords } from '../cards/schedule-words.ts';
import { sentence, typed } from '../cards/sentence.ts';
import { toldCard } from '../cards/views/told.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { digestOfMember } from './digest-id.ts';
import { timeAsked } from './digest-time.ts';
import { endOwnDigest, setOwnDigest } from './own-digest.ts';
import { splitPlace } from './place.ts';
import { ChatError } from './ports.ts';
import { loadDigest, type Talking } from './talking.ts';

export async function mineTimeAnswer(talking: Talking, said: Said, when: string): Promise<Answer> {
  const state = await loadDigest(talking, said.workspace, digestOfMember(said.member));
  const before = state?.status === 'active' ? state.times.own : undefined;
  const asked = await timeAsked(talking, said, { kind: 'own', when, ...(before && { zone: before.zone }) });
  if ('refusal' in asked) return refuse(talking, said, asked.refusal);
  const where = await reachable(talking, said);
  if (where === 'nowhere') return refuse(talking, said, { code: 'no_direct_messages' });
  const { at, zone } = asked.time;
  const reply = await setOwnDigest(talking, said, { at, zone });
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  const times = scheduleWords({ times: [at], days: [], months: [], weekdays: [] });
  const text = sentence(
    `From now on I tell you ${times} (${zone}) what waits for you, `,
    where === 'alone' ? 'in your direct messages. ' : 'here: this workspace has no direct messages. ',
    'Where nothing does, I say nothing. ',
    typed('mine off'),
    ' ends it.',
  );
  return told(toldCard('Set', text, 'good'));
}

export async function mineOffAnswer(talking: Talking, said: Said): Promise<Answer> {
  const reply = await endOwnDigest(talking, said);
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  const text = sentence('What waits for you is not told by itself any more. ', typed('mine'), ' shows it at any time.');
  return told(toldCard('Ended', text, 'neutral'));
}

/** `here`: the platform has no direct messages. */
async function reachable(talking: Talking, { workspace, member, place }: Said): Promise<'alone' | 'here' | 'nowhere'> {
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
