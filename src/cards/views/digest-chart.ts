/** A digest as a picture: its days for a week, its SOPs for a day. */

import { optional } from '../../engine/optional.ts';
import type { Counts } from '../../engine/run/account.ts';
import type { Bar, Chart } from '../chart.ts';
import { byDay, bySop, type Digest, owedOf, totalOf } from '../digest.ts';
import { clip } from '../text.ts';
import { trendOf } from './digest-trend.ts';
import { counted, datesOf, dayLabel, shortDay, TITLES } from './digest-words.ts';

/** Bars of one picture: the SOPs with the most steps, in the order of the card. */
const MOST_BARS = 10;
/** Characters of a label: no more of it would fit beside its bar. */
const LONGEST = 60;

/** Undefined where there is nothing to draw: no step was owed. */
export function digestChart(digest: Digest): Chart | undefined {
  const total = totalOf(digest);
  if (owedOf(total) === 0) return undefined;
  const isWeek = digest.span === 'week';
  const { bars, more } = isWeek ? { bars: days(digest), more: 0 } : sops(digest);
  const trend = trendOf(digest);
  const rest = more > 0 ? [`${more} more are not drawn.`] : [];
  const said = bars.map(({ called, counts }) => `${called}: ${owedOf(counts) > 0 ? counted(counts) : 'nothing'}.`);
  return {
    title: TITLES[digest.span],
    subtitle: `${datesOf(digest)} · ${counted(total)}`,
    layout: isWeek ? 'columns' : 'rows',
    bars: bars.map(barOf),
    ...optional('trend', trend),
    alt: [`Steps ${isWeek ? 'day by day' : 'of each SOP'}.`, ...said, ...rest, ...(trend ? [trend] : [])].join(' '),
  };
}

interface Drawn {
  /** Beside its bar, and in a sentence. */
  readonly label: string;
  readonly called: string;
  readonly counts: Counts;
  readonly before?: number;
}

function barOf({ label, counts: { done, open, skipped, missed }, before }: Drawn): Bar {
  return { label, parts: { done, open, skipped, missed }, ...optional('before', before) };
}

function days(digest: Digest): readonly Drawn[] {
  const before = trendOf(digest) === undefined ? undefined : digest.before;
  return byDay(digest).map(({ at, counts }, day) => {
    const named = { label: shortDay(at, digest.zone), called: dayLabel(at, digest.zone) };
    return { ...named, counts, ...optional('before', before?.days[day]?.done || undefined) };
  });
}

function sops(digest: Digest): { readonly bars: readonly Drawn[]; readonly more: number } {
  const all = bySop(digest).filter(({ counts }) => owedOf(counts) > 0);
  const largest = all.toSorted((one, other) => owedOf(other.counts) - owedOf(one.counts)).slice(0, MOST_BARS);
  const bars = all
    .filter((one) => largest.includes(one))
    .map(({ title, counts }) => ({ label: clip(title, LONGEST), called: clip(title, LONGEST), counts }));
  return { bars, more: all.length - bars.length };
}
