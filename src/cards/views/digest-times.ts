/** When a digest comes by itself, in words, and who set that. */
import type { KnownDigest, Said } from '../../engine/digest/digest.ts';
import type { DigestTime } from '../../engine/digest/times.ts';
import type { Span } from '../card.ts';
import { scheduleWords } from '../schedule-words.ts';
import { sentence, typed, who } from '../sentence.ts';
import { capital } from '../text.ts';

/** `every day at 07:00 (Europe/Lisbon)` */
export function timeWords({ at, weekday, zone }: DigestTime): string {
  const slots = { times: [at], days: [], months: [], weekdays: weekday === undefined ? [] : [weekday] };
  return `${scheduleWords(slots)} (${zone})`;
}

/** `Every day at 07:00 (UTC), set by Ana. /sop digest off ends it.` */
export function comesWords({ of, time }: { readonly of: KnownDigest['of']; readonly time: Said }): readonly Span[] {
  const because =
    time.because === 'routine' ? ', since there is a routine here. ' : sentence(', set by ', who(time.setBy), '. ');
  if (of.type === 'member') return sentence(`${capital(timeWords(time))}. `, typed('mine off'), ' ends it.');
  return sentence(capital(timeWords(time)), because, typed('digest off'), ' ends it.');
}
