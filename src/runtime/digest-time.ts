/** When a digest is to come, as people type it: `07:00`, `monday 8am Europe/Lisbon`, or nothing for the usual time. */
import type { DigestKind } from '../engine/digest/digest.ts';
import { USUAL_TIME } from '../engine/digest/times.ts';
import { isZone, spelled } from '../engine/zone.ts';
import type { Refusal } from './command.ts';
import { readSchedule } from './schedule/read.ts';
import { readWish } from './schedule/wish.ts';
import { type Speaker, type Talking, zoneOf } from './talking.ts';

/** What waits for somebody is told an hour later than what became of a day: they are at work by then. */
export const USUAL_OWN_TIME = USUAL_TIME + 60;

interface Typed {
  readonly kind: DigestKind;
  readonly when: string;
  /** Where none is typed; absent: that of whoever types. */
  readonly zone?: string;
}

export interface TimeTyped {
  readonly at: number;
  /** Of a week. */
  readonly weekday: number;
  readonly zone: string;
}

export async function timeAsked(
  talking: Talking,
  speaker: Speaker,
  { kind, when, zone: known }: Typed,
): Promise<{ readonly time: TimeTyped } | { readonly refusal: Refusal }> {
  const said = when.trim().replace(/^at\s+/i, '');
  // So that a zone may stand alone too, after the usual time.
  const { schedule, zone: typed, ...rest } = readWish(`at ${said}`);
  const zone = spelled(typed ?? known ?? (await zoneOf(talking, speaker)));
  if (!isZone(zone)) return { refusal: { code: 'zone_unknown', typed: zone } };
  // What else may follow the times of a routine follows no digest.
  const isPlain = Object.values(rest).every((part) => part === '');
  const time = isPlain ? timeIn(kind, schedule.replace(/^at\s*/, '')) : undefined;
  return time ? { time: { ...time, zone } } : { refusal: { code: 'digest_time_unclear', typed: said, kind } };
}

/** One time on every day or, of a week, on one day. */
function timeIn(kind: DigestKind, typed: string): Omit<TimeTyped, 'zone'> | undefined {
  for (const schedule of schedulesOf(kind, typed)) {
    const read = readSchedule(schedule);
    if (!read.ok) continue;
    const { times, days, months, weekdays } = read.slots;
    const [at = 0, ...more] = times;
    const isOne = more.length === 0 && days.length + months.length === 0;
    if (isOne && weekdays.length === (kind === 'week' ? 1 : 0)) return { at, weekday: weekdays[0] ?? 0 };
  }
  return undefined;
}

/** What may be meant, with what was left out. */
function schedulesOf(kind: DigestKind, said: string): readonly string[] {
  // `8`: the answer says which time that was taken for.
  const typed = said.replace(/(^|\s)(?:at )?(\d{1,2})$/i, '$1$2:00');
  if (kind === 'week')
    return [`weekly ${typed}`, `weekly ${typed} 07:00`, `weekly monday ${typed} 07:00`, `weekly monday ${typed}`];
  const usual = kind === 'own' ? USUAL_OWN_TIME : USUAL_TIME;
  return [`daily ${typed === '' ? `${usual / 60}:00` : typed}`];
}
