/** Why something was not done with a digest that comes by itself. */
import type { DigestRefusal } from '../engine/digest/decide.ts';
import type { DigestKind } from '../engine/digest/digest.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { Text } from './card.ts';
import { quoted, sentence, typed } from './sentence.ts';
import type { UnclearRefusal } from './unclear-refusal.ts';

type OfDigest =
  | Exclude<DigestRefusal, { code: RunRefusal['code'] }>
  | Extract<UnclearRefusal, { code: 'digest_time_unclear' | 'no_direct_messages' }>;

const CODES: Readonly<Record<OfDigest['code'], true>> = {
  digest_off: true,
  digest_not_yours: true,
  digest_known: true,
  digest_over: true,
  digest_time_unclear: true,
  no_direct_messages: true,
};

export function isOfDigest(refusal: { readonly code: string }): refusal is OfDigest {
  return Object.hasOwn(CODES, refusal.code);
}

/** How each is set, as an example. */
const SET: Readonly<Record<DigestKind, string>> = {
  day: 'digest daily 07:00',
  week: 'digest weekly monday 07:00',
  own: 'mine daily 08:00',
};

export function digestSentence(refusal: OfDigest): Text {
  switch (refusal.code) {
    case 'digest_off': {
      const { own, kind = own ? 'own' : 'day' } = refusal;
      const begins = sentence(typed(SET[kind]), ' begins it.');
      if (kind === 'own') return sentence('What waits for you is not told to you by itself. ', ...begins);
      return sentence(`No ${kind === 'week' ? 'weekly' : 'daily'} digest comes here by itself. `, ...begins);
    }
    case 'digest_not_yours':
      return 'What waits for somebody is told to them alone, and only they can change when.';
    case 'digest_known':
      return sentence('This conversation has a digest already, or somebody ended it. ', typed(SET.day), ' sets it.');
    case 'digest_over':
      return 'This digest was said already, or its day is over; there is nothing for you to do.';
    case 'digest_time_unclear':
      return sentence(
        refusal.typed === '' ? 'When? ' : `When is ${quoted(refusal.typed)}? `,
        'Write ',
        refusal.kind === 'week' ? 'one day and one time' : 'one time of the day',
        ', for example ',
        typed(SET[refusal.kind]),
        '. A time zone may follow: Europe/Lisbon.',
      );
    case 'no_direct_messages':
      return 'I cannot write to you alone yet, so nothing was set. Open a chat with me first, then ask there again.';
  }
}
