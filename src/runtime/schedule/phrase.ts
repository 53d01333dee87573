/** A schedule in people's words. */
import type { Slots } from '../../engine/routine/slots.ts';
import { CLAUSES, type Said } from './clauses.ts';

const DAY = 1_440;
const QUARTERS = [1, 4, 7, 10];

/**
 * `weekdays at 6:30`, `every 2 hours from 8:00 to 18:00 on Mondays`: one clause for the days, one for the times, in any
 * order. Undefined if a word of it is not understood, if it has days and no time, and if an hour may be before noon or after.
 */
export function readPhrase(typed: string): Slots | undefined {
  const said = clausesOf(plainly(typed));
  const times = said && timesOf(said);
  if (!said || !times || !isSound(said)) return undefined;
  const months = said.period === 'quarterly' ? QUARTERS : (said.months ?? []);
  return { times, days: said.days ?? [], months, weekdays: said.weekdays ?? [] };
}

function plainly(typed: string): string {
  const text = typed.normalize('NFKC').toLowerCase();
  const dashed = text
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll('’', "'")
    .replaceAll('&', ' and ');
  return dashed
    .replaceAll(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[ .!;,]+$/, '');
}

function clausesOf(text: string): Said | undefined {
  let said: Said = {};
  let rest = text;
  while (rest !== '') {
    const clause = firstOf(rest);
    if (!clause || Object.keys(clause.value).some((key) => key in said)) return undefined;
    said = { ...said, ...clause.value };
    const after = rest.slice(clause.length);
    const next = after.replace(/^[ ,:;]+/, '');
    // Two clauses without anything between them are one word that was cut.
    if (next !== '' && next === after) return undefined;
    rest = next;
  }
  return said;
}

function firstOf(text: string) {
  for (const clause of CLAUSES) {
    const taken = clause(text);
    if (taken && taken.length > 0) return taken;
  }
  return undefined;
}

/** Whether the clauses go together and leave nothing open. */
function isSound(said: Said): boolean {
  const { daily, count, weekdays, isJoined, days, months, period, every, part, clocks } = said;
  const hasDays = days !== undefined || weekdays !== undefined;
  // "the 1st Monday" is neither the 1st nor every Monday.
  if (days && weekdays && !isJoined) return false;
  if (daily ? hasDays : !hasDays && every === undefined) return false;
  if (count !== undefined && clocks?.length !== count) return false;
  if (part && !clocks?.every((time) => isIn(part, time))) return false;
  if (period === undefined) return true;
  switch (period) {
    case 'weekly':
      return weekdays !== undefined && days === undefined;
    case 'monthly':
    case 'quarterly':
      return days !== undefined && weekdays === undefined && months === undefined;
    case 'yearly':
      return days !== undefined && months !== undefined;
  }
}

/** Nobody says "every evening at 6" of six in the morning, but what they wrote says so: it is asked about. */
function isIn(part: NonNullable<Said['part']>, time: number): boolean {
  switch (part) {
    case 'morning':
      return time < DAY / 2;
    case 'afternoon':
    case 'evening':
      return time >= DAY / 2;
    case 'night':
      return time < DAY / 4 || time >= (DAY * 3) / 4;
  }
}

function timesOf({ every, window, clocks, daily, days, weekdays }: Said): readonly number[] | undefined {
  if (every === undefined) return window ? undefined : clocks;
  if (clocks) return undefined;
  // Every 7 minutes go round no day, but what is wrong with them is that they are too many.
  if (!window) return every < DAY && (DAY % every === 0 || every < 15) ? stepped(0, DAY - 1, every) : undefined;
  const { from, to } = window;
  // Through the night: on which day its morning falls is plain where all days are meant.
  const isEveryDay = daily === true || (days === undefined && weekdays === undefined);
  const end = to > from || !isEveryDay ? to : to + DAY;
  return end - from < every || end - from >= DAY ? undefined : stepped(from, end, every).map((time) => time % DAY);
}

function stepped(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}
