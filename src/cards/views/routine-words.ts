/** What the cards of routines say alike. */
import type { Instant } from '../../engine/instant.ts';
import type { KnownRoutine } from '../../engine/routine/routine.ts';
import type { Span, TimeStyle } from '../card.ts';
import { closingTyped, windowWords } from '../closing-words.ts';
import { scheduleWords } from '../schedule-words.ts';
import { timeIn } from '../time.ts';

/** Times shown ahead. */
export const AHEAD = 3;

/** `every weekday at 06:30, due at 07:30, until 09:00, also on holidays` */
export function timesOf({ schedule }: KnownRoutine): string {
  const days = schedule.holidays === undefined ? '' : DAYS[schedule.holidays];
  return [scheduleWords(schedule.slots), windowWords(schedule), days].filter((words) => words !== '').join(', ');
}

const DAYS = { except: 'except holidays', also: 'also on holidays' } as const;

/** The same as somebody would type it: `weekdays 06:30 due 07:30 until 09:00 Europe/Lisbon`. */
export function timesTyped({ schedule }: KnownRoutine): string {
  const { typed, due, closes, holidays, zone } = schedule;
  const parts = [
    ...(due ? [`due ${closingTyped(due)}`] : []),
    ...(closes ? [`${'at' in closes ? 'until' : 'for'} ${closingTyped(closes)}`] : []),
    ...(holidays === undefined ? [] : [DAYS[holidays]]),
  ];
  return [typed, ...parts, zone].join(' ');
}

export function moment(at: Instant): Span {
  return { type: 'time', at, style: 'date_time' };
}

/**
 * A time of a routine as its own clocks show it, whoever reads it where: `Mon 2 Mar, 06:30`, with its weekday, because routines
 * are thought of in those. The zone stands above it.
 */
export function slotWords(
  { schedule }: Pick<KnownRoutine, 'schedule'>,
  at: Instant,
  style: TimeStyle = 'day_time',
): string {
  return timeIn(schedule.zone)(at, style);
}
