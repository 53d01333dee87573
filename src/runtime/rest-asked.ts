/**
 * What somebody asks of everybody's quiet hours and of the days off, out of the words that they typed in chat or in a form of a
 * page: the command, or why nobody knows what was meant.
 */

import type { SettingsCommand } from '../engine/settings/commands.ts';
import type { QuietHours } from '../engine/settings/quiet.ts';
import { SETTINGS } from '../engine/settings/settings.ts';
import { readDays } from './closed-days.ts';
import type { Refusal } from './command.ts';
import { placeMeant } from './holiday-place.ts';
import type { Calendar } from './ports.ts';
import { takeClock } from './schedule/times.ts';

export type RestAsked = { readonly command: SettingsCommand } | { readonly refusal: Refusal };

const LONGEST_PLACE = 100;

/** Of everybody who has no hours of their own. */
export function quietAsked(hours: string): RestAsked {
  const quiet = readQuiet(hours);
  if (quiet === undefined) return { refusal: { code: 'quiet_unclear', typed: hours } };
  return { command: { type: 'setQuietHours', settings: SETTINGS, ...(quiet === 'none' ? {} : { quiet }) } };
}

/** `GB-ENG`, `Portugal`, `off`. */
export async function holidaysAsked(calendar: Calendar | undefined, place: string): Promise<RestAsked> {
  if (/^(?:off|none|no)$/i.test(place)) return { command: { type: 'clearHolidays', settings: SETTINGS } };
  const meant = placeMeant(place.slice(0, LONGEST_PLACE), (await calendar?.countries()) ?? []);
  if ('refusal' in meant) return meant;
  return { command: { type: 'setHolidays', settings: SETTINGS, ...meant.where } };
}

/** `24 December to 26 December stocktaking`; `today` is a date: `2026-12-01`. */
export function closedAsked(change: 'add' | 'remove', typed: string, today: string): RestAsked {
  const days = readDays(typed, today);
  if (!days) return { refusal: { code: 'day_unclear', typed } };
  const { from, to, rest: reason } = days;
  return change === 'remove'
    ? { command: { type: 'openDays', settings: SETTINGS, from } }
    : { command: { type: 'closeDays', settings: SETTINGS, from, to, reason } };
}

/** `20:00-07:00`, `20-7`, `8 pm to 7 am`, `off`. Undefined if it is none of these. */
export function readQuiet(typed: string): QuietHours | 'none' | undefined {
  const words = typed.trim().toLowerCase().replaceAll(/[–—]/g, '-');
  if (/^(?:off|none|no|never)$/.test(words)) return 'none';
  const from = takeClock(words.replace(/^from /, ''));
  const rest = from && words.replace(/^from /, '').slice(from.length);
  const [between] = /^(?:\s*-\s*|\s+(?:to|until|till)\s+)/.exec(rest ?? '') ?? [];
  const to = between === undefined ? undefined : takeClock((rest ?? '').slice(between.length));
  if (!from || !to || (rest ?? '').length !== (between ?? '').length + to.length) return undefined;
  const [kinds, times] = [
    [from.value.kind, to.value.kind],
    [from.value.time, to.value.time],
  ];
  // `20-7`: past noon by its number, so neither is of a clock with twelve hours.
  const isOfDay = !kinds.includes('half') && times.some((time) => time > 720);
  const isPlain = isOfDay || !kinds.includes('bare');
  return isPlain ? { from: from.value.time, to: to.value.time } : undefined;
}
