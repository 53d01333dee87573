/** Digests as people meet them: of the café's day, of its week, of a week too full to list. */
import type { Digest, DigestRun } from '../../src/cards/digest.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { type Counts, countsIn, summed, type Wait } from '../../src/engine/run/account.ts';
import type { EndedRun, OpenRun } from '../../src/engine/run/state.ts';
import {
  at,
  CAFE,
  CAFE_RUNS,
  done,
  ended,
  open,
  PEOPLE,
  person,
  REFUND,
  REFUND_RUNS,
  START,
  WIPE,
  WIPE_RUN,
} from './states.ts';

const DAY = 86_400_000;
const MIDNIGHT = START - 6.5 * 3_600_000;

const counts = (done: number, rest: Partial<Counts> = {}): Counts => ({
  ...{ done, skipped: 0, missed: 0, open: 0, notApplicable: 0, ...rest },
});

function told(run: OpenRun | EndedRun, definition: Definition, waits: readonly Wait[] = []): DigestRun {
  // Each is a run, and each SOP an SOP, of its own.
  const own = { ...run, run: `${run.run}-${run.key}-${run.status}`, sop: run.key };
  return { definition, account: { run: own, days: [countsIn(own, MIDNIGHT)], waits } };
}

const RUNS: readonly DigestRun[] = [
  told(CAFE_RUNS.completed, CAFE, [
    { step: 'doors', for: 'approval', role: 'shift_lead', waiting: person('ana'), since: at(20), until: at(70) },
    { step: 'unlock', for: 'work', assignee: 'ana', role: 'barista', since: at(0), until: at(5) },
  ]),
  told(CAFE_RUNS.incomplete, CAFE, [
    { step: 'fridge', for: 'work', role: 'barista', since: at(5), until: at(60) },
    { step: 'beans', for: 'work', role: 'barista', since: at(5), until: at(50) },
  ]),
  told(CAFE_RUNS.stopped, CAFE, [{ for: 'decision', role: 'manager', waiting: person('ana'), since: at(11) }]),
  told(CAFE_RUNS.cancelled, CAFE),
  told(WIPE_RUN, WIPE, [{ step: 'till', for: 'work', role: 'barista', since: at(5) }]),
  told(REFUND_RUNS.half, REFUND, [
    { step: 'pay', for: 'approval', role: 'approver', waiting: person('ana'), since: at(26) },
  ]),
];

const base = { zone: 'UTC', runs: RUNS, isCut: false, people: PEOPLE } as const;

export const DAYS_DIGEST: Digest = { ...base, span: 'today', marks: [MIDNIGHT, at(120)] };

const WEEK_DAYS: readonly Counts[] = [
  counts(12),
  counts(11, { skipped: 1 }),
  counts(9, { missed: 2, skipped: 1 }),
  counts(0),
  counts(14),
  counts(13, { notApplicable: 2 }),
  counts(8, { open: 4, skipped: 1, missed: 1 }),
];

export const WEEKS_DIGEST: Digest = {
  ...base,
  span: 'week',
  marks: [...WEEK_DAYS.map((_, day) => MIDNIGHT - (6 - day) * DAY), at(120)],
  // The first run stands for all that was counted day by day.
  runs: RUNS.map((one, index) => ({
    ...one,
    account: { ...one.account, days: index === 0 ? WEEK_DAYS : WEEK_DAYS.map(() => counts(0)) },
  })),
};

const BEFORE_DAYS: readonly Counts[] = [
  counts(10, { missed: 2 }),
  counts(11, { missed: 1 }),
  counts(12),
  counts(0),
  counts(12, { skipped: 2 }),
  counts(10, { missed: 3 }),
  counts(9, { open: 2 }),
];

/** As it comes by itself: against the week before. */
export const COMPARED_DIGEST: Digest = {
  ...WEEKS_DIGEST,
  before: { total: summed(BEFORE_DAYS), days: BEFORE_DAYS },
};

/** Said at 18:00: what happened since the one before. */
export const EVENING_DIGEST: Digest = { ...base, span: 'since', marks: [at(120) - DAY, at(120)] };

/** All is well. */
export const DONE_DIGEST: Digest = {
  ...base,
  span: 'yesterday',
  marks: [MIDNIGHT - DAY, MIDNIGHT + DAY],
  runs: [
    told(
      ended(open(CAFE, [done('unlock'), done('fridge'), done('beans'), done('doors')]), 'completed', {
        endedAt: at(40),
      }),
      CAFE,
    ),
  ],
};

export const EMPTY_DIGEST: Digest = { ...base, span: 'yesterday', marks: [MIDNIGHT - DAY, MIDNIGHT], runs: [] };

/** More runs, steps and words than any card holds. */
export const FULL_DIGEST: Digest = {
  ...DAYS_DIGEST,
  isCut: true,
  runs: Array.from({ length: 60 }, (_, index) =>
    RUNS.map((one): DigestRun => {
      const { run } = one.account;
      const named = {
        ...run,
        run: `${run.run}-${index}`,
        sop: `${run.sop}-${index}`,
        title: `${run.title} ${index} `.repeat(12),
      };
      return { ...one, account: { ...one.account, run: named } };
    }),
  ).flat(),
};

/** A week of 300 runs and more, against one that went better. */
export const FULL_WEEKS_DIGEST: Digest = {
  ...FULL_DIGEST,
  span: 'week',
  marks: WEEKS_DIGEST.marks,
  isCut: false,
  before: { total: summed(BEFORE_DAYS), days: BEFORE_DAYS },
};
