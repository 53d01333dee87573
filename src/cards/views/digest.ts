/** What became of a day, or a week, in one conversation: what went wrong first, then who waited for whom, and the rest. */
import type { KnownDigest, Said } from '../../engine/digest/digest.ts';
import type { Counts } from '../../engine/run/account.ts';
import type { Card, Element, Tone } from '../card.ts';
import type { Chart } from '../chart.ts';
import { byDay, bySop, type Digest, type DigestRun, owedOf, totalOf } from '../digest.ts';
import { count, sentence, typed } from '../sentence.ts';
import { cancelledIn, countOf, exceptionsIn, missedIn, openRunsIn, part, skippedIn } from './digest-lines.ts';
import { comesWords } from './digest-times.ts';
import { trendOf } from './digest-trend.ts';
import { waitsIn } from './digest-waits.ts';
import { counted, datesOf, dayLabel, shortly, TITLES } from './digest-words.ts';

/** Lines of what went wrong, and of each other part; what does not fit is counted. */
const MOST = 6;
const MOST_OTHERS = 5;
const MOST_CANCELLED = 3;

export interface DigestMore {
  readonly picture?: { readonly file: string; readonly alt: string; readonly chart: Chart };
  /** It came by itself: when it does, and who set that. */
  readonly comes?: { readonly of: KnownDigest['of']; readonly time: Said };
}

export function digestCard(digest: Digest, { picture, comes }: DigestMore = {}): Card {
  if (digest.runs.length === 0) return nothing(digest);
  const total = totalOf(digest);
  const missed = missedIn(digest);
  const problems = exceptionsIn(digest);
  const isYesterday = digest.span === 'yesterday';
  const elements: readonly Element[] = [
    ...summary(digest, total),
    ...part('Missed', missed, MOST),
    ...part('Problems open', problems, MOST),
    ...(picture ? [{ type: 'image', ...picture, isWide: true } as const] : []),
    ...waitsIn(digest, MOST_OTHERS),
    ...part('Skipped', skippedIn(digest), MOST_OTHERS),
    ...part(isYesterday ? 'Still open when the day ended' : 'Still open', openRunsIn(digest), MOST_OTHERS),
    ...part('Cancelled', cancelledIn(digest), MOST_CANCELLED),
    ...(digest.span === 'week' ? dayFacts(digest) : picture ? [] : sopFacts(digest)),
    ...(digest.isCut ? [{ type: 'notice', tone: 'attention', text: CUT } as const] : []),
    ...(comes ? [{ type: 'context', text: comesWords(comes) } as const] : []),
  ];
  const title = TITLES[digest.span];
  return {
    ...{ title, subtitle: `${datesOf(digest)} · ${runsIn(digest)}`, elements, actions: [] },
    tone: toneOf({ missed: countOf(missed), problems: problems.length, isDone: isAllDone(digest, total) }),
    fallback: `${title}: ${newsOf(total, problems.length)}`,
  };
}

const CUT = 'There were more runs than a digest counts: only the newest are in it.';

function nothing(digest: Digest): Card {
  const text = sentence('Nothing ran in this conversation. ', typed('run'), ' shows what can run.');
  const title = TITLES[digest.span];
  return {
    ...{ title, subtitle: datesOf(digest), tone: 'neutral', elements: [{ type: 'text', text }], actions: [] },
    fallback: `${title}: nothing ran in this conversation`,
  };
}

function summary(digest: Digest, total: Counts): readonly Element[] {
  const owed = owedOf(total);
  const trend = trendOf(digest);
  return [
    ...(owed > 0 ? [{ type: 'progress', done: total.done, total: owed, label: counted(total) } as const] : []),
    ...(isAllDone(digest, total) ? [{ type: 'text', text: ALL_DONE, tone: 'good' } as const] : []),
    ...(trend === undefined ? [] : [{ type: 'text', text: trend } as const]),
  ];
}

const ALL_DONE = 'All of it was done, and nothing waits.';

function isAllDone({ runs }: Digest, total: Counts): boolean {
  const isOver = runs.every(({ account: { run } }) => run.status === 'ended' && run.outcome === 'completed');
  return isOver && total.done > 0 && total.done === owedOf(total);
}

function toneOf({ missed, problems, isDone }: { missed: number; problems: number; isDone: boolean }): Tone {
  if (missed > 0) return 'bad';
  if (problems > 0) return 'attention';
  return isDone ? 'good' : 'neutral';
}

/** What a phone shows before anybody opens it: what went wrong first. */
function newsOf(total: Counts, problems: number): string {
  const bad = [
    ...(total.missed > 0 ? [`${total.missed} missed`] : []),
    ...(problems > 0 ? [`${count(problems, 'problem')} open`] : []),
  ];
  const rest = counted({ ...total, missed: 0 }, owedOf(total));
  return bad.length > 0 ? `${bad.join(', ')}; ${rest}` : rest;
}

/** `4 runs: 2 completed, 1 incomplete, 1 open` */
function runsIn({ runs }: Digest): string {
  const many = (word: string, is: (run: DigestRun['account']['run']) => boolean) => {
    const found = runs.filter(({ account }) => is(account.run)).length;
    return found > 0 ? [`${found} ${word}`] : [];
  };
  const ended = (['completed', 'incomplete', 'cancelled'] as const).flatMap((outcome) =>
    many(outcome, (run) => run.status === 'ended' && run.outcome === outcome),
  );
  return `${count(runs.length, 'run')}: ${[...ended, ...many('open', (run) => run.status === 'open')].join(', ')}`;
}

/** Day by day, also for whom the picture is not drawn. */
function dayFacts(digest: Digest): readonly Element[] {
  const facts = byDay(digest).map(({ at, counts }) => ({ label: dayLabel(at, digest.zone), value: shortly(counts) }));
  return [
    { type: 'heading', text: 'Day by day' },
    { type: 'facts', facts },
  ];
}

/** In the place of the picture. */
function sopFacts(digest: Digest): readonly Element[] {
  const sops = bySop(digest);
  if (sops.length < 2) return [];
  const facts = sops.slice(0, MOST).map(({ title, counts }) => ({ label: title, value: shortly(counts) }));
  const left = sops.length - facts.length;
  return [{ type: 'facts', facts }, ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : [])];
}
