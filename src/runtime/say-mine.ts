/** `/sop mine daily 08:00`: what waits for whoever asks, told to them once a day. */
import { sentence, typed } from '../cards/sentence.ts';
import { timeWords } from '../cards/views/digest-times.ts';
import { toldCard } from '../cards/views/told.ts';
import { SETTINGS } from '../engine/settings/settings.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { timeAsked } from './digest-time.ts';
import { endOwnDigest, ownDigestTime, setOwnDigest, toldWhere } from './own-digest.ts';
import { ownOf, settingsOf } from './settings-of.ts';
import { command, type Talking } from './talking.ts';

export async function mineTimeAnswer(talking: Talking, said: Said, when: string): Promise<Answer> {
  const before = await ownDigestTime(talking, said);
  const asked = await timeAsked(talking, said, { kind: 'own', when, ...(before && { zone: before.zone }) });
  if ('refusal' in asked) return refuse(talking, said, asked.refusal);
  const { at, zone } = asked.time;
  const reply = await setOwnDigest(talking, said, { at, zone });
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  const text = sentence(
    `From now on I tell you ${timeWords({ at, zone })} what waits for you, `,
    (await toldWhere(talking, said)) === 'here'
      ? 'here: this workspace has no direct messages. '
      : 'in your direct messages. ',
    'Where nothing does, I say nothing. ',
    typed('mine off'),
    ' ends it.',
  );
  return told(toldCard('Set', text, 'good'));
}

/** Whoever wanted to be called in no other way is mentioned again: nobody is left without any word by this. */
export async function mineOffAnswer(talking: Talking, said: Said): Promise<Answer> {
  const { workspace, member, key } = said;
  const isOnlyCall = ownOf(await settingsOf(talking, workspace), member).calls === 'digest';
  if (isOnlyCall) {
    const asked = { type: 'changeOwnSettings', settings: SETTINGS, member, calls: 'channel' } as const;
    const changed = await command(talking, { ...said, key: `${key}:calls` }, asked);
    if (changed.status === 'refused') return refuse(talking, said, changed.refusal);
  }
  const reply = await endOwnDigest(talking, said);
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  const text = sentence(
    'What waits for you is not told by itself any more. ',
    isOnlyCall ? 'You are mentioned again where something does. ' : '',
    typed('mine'),
    ' shows it at any time.',
  );
  return told(toldCard('Ended', text, 'neutral'));
}
