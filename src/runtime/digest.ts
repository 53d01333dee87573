/** The digest of a conversation: its runs' histories folded day by day, with a picture. */
import { setImmediate } from 'node:timers/promises';
import type { Chart } from '../cards/chart.ts';
import { type Digest, type DigestRun, type DigestSpan, endOf } from '../cards/digest.ts';
import { digestCard } from '../cards/views/digest.ts';
import { digestChart } from '../cards/views/digest-chart.ts';
import type { Instant } from '../engine/instant.ts';
import { accountOf } from '../engine/run/account.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { dayIn, firstShown, offset } from '../engine/zone.ts';
import { saveFileRow } from '../store/files.ts';
import { historiesOf, runsUnderWay } from '../store/reads/digest.ts';
import { findWorkspace } from '../store/workspaces.ts';
import { withNames } from './answering.ts';
import type { Answer, Said, StoredFile } from './conversation.ts';
import { type Files, FilesFull } from './ports.ts';
import type { Talking } from './talking.ts';

/** Runs that one digest counts. */
const MOST_RUNS = 300;
/** Histories that are folded before anybody else has a turn. */
const AT_ONCE = 8;
const DAY = 86_400_000;

/** What was done in this conversation, for whoever asks: of its own runs only. */
export async function digestAnswer(talking: Talking, said: Said, span: DigestSpan): Promise<Answer> {
  const digest = await digestOf(talking, said, span);
  const chart = digestChart(digest);
  const drawn = chart && (await kept(talking, { workspace: said.workspace, chart, day: dateOf(digest) }));
  const picture = chart && drawn && { file: drawn.file, alt: chart.alt };
  const answer = await withNames(talking, said, digestCard(digest, picture));
  return drawn ? { ...answer, drawn: [drawn] } : answer;
}

/** The days are those of the workspace's time zone. */
export async function digestOf(
  talking: Pick<Talking, 'db' | 'memory' | 'now'>,
  { workspace, place }: Pick<Said, 'workspace' | 'place'>,
  span: DigestSpan,
): Promise<Digest> {
  const { db, memory } = talking;
  const zone = (await findWorkspace(db, workspace))?.timeZone ?? 'UTC';
  const marks = marksOf(span, zone, talking.now());
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
  return { span, marks, zone, runs, isCut, people: await memory.people(db, workspace) };
}

/** When the days begin, and when the last one ends; a day that is not over ends with what happened until now. */
function marksOf(span: DigestSpan, zone: string, now: Instant): readonly Instant[] {
  const today = dayIn(zone, now);
  // Where clocks are put forward at midnight, the day begins an hour later.
  const day = (before: number) => firstShown((today - before) * DAY, zone);
  switch (span) {
    case 'today':
      return [day(0), now + 1];
    case 'yesterday':
      return [day(1), day(0)];
    case 'week':
      return [6, 5, 4, 3, 2, 1, 0].map(day).concat(now + 1);
  }
}

/** `2026-05-31`: its last day, as its own zone counts it. */
function dateOf({ marks, zone }: Digest): string {
  const last = endOf({ marks }) - 1;
  return new Date(last + offset(last, zone)).toISOString().slice(0, 10);
}

/** A picture in the file store, as photos are; undefined where it cannot be drawn or kept. */
async function kept(
  { pictures, db, now }: Talking,
  { workspace, chart, day }: { readonly workspace: string; readonly chart: Chart; readonly day: string },
): Promise<StoredFile | undefined> {
  const bytes = await pictures?.charts.draw(chart);
  const file = bytes && (await put(pictures?.files, bytes));
  if (!bytes || file === undefined) return undefined;
  const name = `digest-${day}.png`;
  const about = { name, mime: 'image/png', bytes: bytes.length };
  await saveFileRow(db, { workspace, id: file, ...about, at: now() });
  return { file, ...about };
}

/** A full disk takes the picture away, not the answer: all that it shows is said in words as well. */
async function put(files: Files | undefined, bytes: Uint8Array): Promise<string | undefined> {
  try {
    return await files?.put(bytes);
  } catch (error) {
    if (error instanceof FilesFull) return undefined;
    throw error;
  }
}
