/** The days on which the routines of a workspace rest. */
import type { DaysOff } from '../../engine/routine/days-off.ts';
import type { ClosedDays } from '../../engine/settings/settings.ts';
import type { Card, Element } from '../card.ts';
import { dateWords } from '../day-words.ts';
import { count, sentence, typed } from '../sentence.ts';

/** Holidays that are told ahead. */
const MOST_HOLIDAYS = 6;
const MOST_CLOSED = 30;

/** `of`: whose holidays count, by name; absent: none do. `today`: `2026-12-24`. */
export function holidaysCard({
  of,
  days,
  closed,
  today,
}: {
  readonly of?: string;
  readonly days: DaysOff;
  readonly closed: readonly ClosedDays[];
  readonly today: string;
}): Card {
  const coming = Object.entries(days.holidays)
    .filter(([date]) => date >= today)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, MOST_HOLIDAYS);
  const open = closed.filter(({ to }) => to >= today);
  const facts = [
    { label: 'Public holidays', value: of ?? 'none are set' },
    ...coming.map(([date, name]) => ({ label: dateWords(date, 'year'), value: name })),
  ];
  const title = 'Holidays and closed days';
  const rests = of === undefined && open.length === 0 ? 'Routines rest on no day.' : RESTS;
  return {
    ...{ title, tone: 'neutral', actions: [] },
    elements: [
      { type: 'facts', facts },
      ...closedElements(open),
      { type: 'context', text: sentence(rests, ' ', ...HOW) },
    ],
    fallback: `${title}: ${of === undefined ? 'no public holidays' : `those of ${of}`}, closed ${count(open.length, 'time')}`,
  };
}

function closedElements(open: readonly ClosedDays[]): readonly Element[] {
  if (open.length === 0) return [];
  const facts = open.slice(0, MOST_CLOSED).map(({ from, to, reason }) => ({
    label: from === to ? dateWords(from, 'year') : `${dateWords(from, 'year')} to ${dateWords(to, 'year')}`,
    value: reason === '' ? 'all day' : reason,
  }));
  const more = open.length - facts.length;
  return [
    { type: 'heading', text: 'Closed' },
    { type: 'facts', facts },
    ...(more > 0 ? [{ type: 'context', text: `and ${more} more` } as const] : []),
  ];
}

const RESTS = 'Routines rest on these days, unless they are set to run on holidays too.';
const HOW = [
  'Administrators set them: ',
  ...[typed('holidays GB-ENG'), ', ', typed('closed 24 December to 26 December stocktaking'), '.'],
] as const;
