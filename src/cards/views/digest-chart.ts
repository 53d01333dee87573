/** A digest as a picture: its days for a week, its SOPs for a day. */
import type { Counts } from '../../engine/run/account.ts';
import type { Bar, Chart } from '../chart.ts';
import { byDay, bySop, type Digest, owedOf, totalOf } from '../digest.ts';
import { clip } from '../text.ts';
import { counted, datesOf, dayLabel, TITLES } from './digest-words.ts';

/** Bars of one picture: the SOPs with the most steps, in the order of the card. */
const MOST_BARS = 10;
/** Characters of a label: no more of it would fit beside its bar. */
const LONGEST = 60;

/** Undefined where there is nothing to draw: no step was owed. */
export function digestChart(digest: Digest): Chart | undefined {
  const total = totalOf(digest);
  if (owedOf(total) === 0) return undefined;
  const { bars, more } = digest.span === 'week' ? { bars: days(digest), more: 0 } : sops(digest);
  const rest = more > 0 ? ` ${more} more are not drawn.` : '';
  const said = bars.map(({ label, counts }) => `${label}: ${owedOf(counts) > 0 ? counted(counts) : 'nothing'}`);
  return {
    title: TITLES[digest.span],
    subtitle: `${datesOf(digest)} · ${counted(total)}`,
    layout: digest.span === 'week' ? 'columns' : 'rows',
    bars: bars.map(({ label, counts }) => barOf(label, counts)),
    alt: `Steps ${digest.span === 'week' ? 'day by day' : 'of each SOP'}. ${said.join('. ')}.${rest}`,
  };
}

function barOf(label: string, { done, open, skipped, missed }: Counts): Bar {
  return { label, parts: { done, open, skipped, missed } };
}

function days(digest: Digest) {
  return byDay(digest).map(({ at, counts }) => ({ label: dayLabel(at, digest.zone), counts }));
}

function sops(digest: Digest) {
  const all = bySop(digest).filter(({ counts }) => owedOf(counts) > 0);
  const largest = all.toSorted((one, other) => owedOf(other.counts) - owedOf(one.counts)).slice(0, MOST_BARS);
  const bars = all
    .filter((one) => largest.includes(one))
    .map(({ title, counts }) => ({ label: clip(title, LONGEST), counts }));
  return { bars, more: all.length - bars.length };
}
