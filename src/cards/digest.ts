/** What a digest tells of: the runs of one conversation over some days, and what of them is counted. */
import type { Definition } from '../engine/definition.ts';
import type { Instant } from '../engine/instant.ts';
import { type Account, type Counts, countsIn, summed } from '../engine/run/account.ts';
import type { People } from '../engine/run/context.ts';

export const DIGEST_SPANS = ['today', 'yesterday', 'week'] as const;
export type DigestSpan = (typeof DIGEST_SPANS)[number];
/** `since`: what happened since the digest before, where that is said in the second half of the day. */
export type DigestDays = DigestSpan | 'since';

export interface DigestRun {
  readonly definition: Definition;
  readonly account: Account;
}

export interface Digest {
  readonly span: DigestDays;
  /** When each day begins, and when the last one ends: today ends now. */
  readonly marks: readonly Instant[];
  /** IANA name of the zone whose days these are. */
  readonly zone: string;
  /** In the order in which they began. */
  readonly runs: readonly DigestRun[];
  /** There were more runs than are counted. */
  readonly isCut: boolean;
  readonly people: People;
  /** Of a week: what the week before was like. Absent where it cannot be compared. */
  readonly before?: Before;
}

export interface Before {
  readonly total: Counts;
  /** One for each day. */
  readonly days: readonly Counts[];
}

/** When the digest's last day ends. */
export function endOf({ marks }: Pick<Digest, 'marks'>): Instant {
  return marks.at(-1) ?? 0;
}

/** Of all days together: each step counts once, as it stood in the end. */
export function totalOf({ runs, marks }: Pick<Digest, 'runs' | 'marks'>): Counts {
  return summed(runs.map(({ account }) => countsIn(account.run, marks[0] ?? 0)));
}

/** One for each day: what ended in it, and what was open at its end. */
export function byDay({
  runs,
  marks,
}: Pick<Digest, 'runs' | 'marks'>): readonly { readonly at: Instant; readonly counts: Counts }[] {
  return marks.slice(0, -1).map((at, day) => {
    const counts = runs.flatMap(({ account }) => account.days[day] ?? []);
    return { at, counts: summed(counts) };
  });
}

/** One for each SOP, under the title of its newest run, in the order of their first runs. */
export function bySop(digest: Digest): readonly { readonly title: string; readonly counts: Counts }[] {
  const sops = [...new Set(digest.runs.map(({ account }) => account.run.sop))];
  return sops.map((sop) => {
    const runs = digest.runs.filter(({ account }) => account.run.sop === sop);
    return { title: runs.at(-1)?.account.run.title ?? sop, counts: totalOf({ ...digest, runs }) };
  });
}

/** What was to be done: without what did not apply. */
export function owedOf({ done, skipped, missed, open }: Counts): number {
  return done + skipped + missed + open;
}
