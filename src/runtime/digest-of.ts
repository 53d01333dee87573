/** What a digest tells: the histories of a conversation's runs, folded day by day. */
import { setImmediate } from 'node:timers/promises';
import { type Before, byDay, type Digest, type DigestDays, type DigestRun, totalOf } from '../cards/digest.ts';
import type { Instant } from '../engine/instant.ts';
import { optional } from '../engine/optional.ts';
import { accountOf } from '../engine/run/account.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { historiesOf, runsUnderWay } from '../store/reads/digest.ts';
import type { Talking } from './talking.ts';

/** Runs that one digest counts. */
const MOST_RUNS = 300;
/** Histories that are folded before anybody else has a turn. */
const AT_ONCE = 8;

type Reading = Pick<Talking, 'db' | 'memory'>;

export interface Where {
  readonly workspace: string;
  readonly place: string;
}

export interface Days {
  readonly span: DigestDays;
  /** When each day begins, and when the last one ends. */
  readonly marks: readonly Instant[];
  /** Those of the days that it is compared with. */
  readonly before?: readonly Instant[];
  /** IANA name of the zone whose days these are. */
  readonly zone: string;
}

/** Of the conversation's own runs only. */
export async function digestOf(reading: Reading, where: Where, { before, ...days }: Days): Promise<Digest> {
  const told = await runsIn(reading, where, days.marks);
  // Of more runs than are counted nothing is compared: it would be told what is not so.
  const isCompared = before !== undefined && told.runs.length > 0 && !told.isCut;
  const compared = isCompared ? await beforeIn(reading, where, before) : undefined;
  const people = await reading.memory.people(reading.db, where.workspace);
  return { ...days, ...told, people, ...optional('before', compared) };
}

async function beforeIn(reading: Reading, where: Where, marks: readonly Instant[]): Promise<Before | undefined> {
  const { runs, isCut } = await runsIn(reading, where, marks);
  const days = byDay({ runs, marks }).map(({ counts }) => counts);
  return isCut ? undefined : { total: totalOf({ runs, marks }), days };
}

async function runsIn(
  { db, memory }: Reading,
  { workspace, place }: Where,
  marks: readonly Instant[],
): Promise<Pick<Digest, 'runs' | 'isCut'>> {
  const [from = 0, to = 0] = [marks[0], marks.at(-1)];
  const found = await runsUnderWay(db, { workspace, place, from, to, limit: MOST_RUNS });
  const isCut = found.length > MOST_RUNS;
  const rows = isCut ? found.slice(1) : found;
  const runs: DigestRun[] = [];
  for (let first = 0; first < rows.length; first += AT_ONCE) {
    const some = rows.slice(first, first + AT_ONCE);
    const ids = some.map((one) => one.id);
    const histories = new Map((await historiesOf(db, workspace, ids)).map((one) => [one.run, one.events]));
    for (const { id, sop, revision } of some) {
      const account = accountOf((histories.get(id) ?? []) as readonly RunEvent[], marks);
      const definition = await memory.definition(db, workspace, sop, revision);
      if (account) runs.push({ account, definition });
    }
    // A busy week is thousands of events: buttons that are pressed meanwhile do not wait for all of them.
    await setImmediate();
  }
  return { runs, isCut };
}
