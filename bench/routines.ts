/** 5,000 routines that fall due at one instant: timers fire them, effects start their runs. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Handle } from '../src/runtime/handle.ts';
import type { Outgoing } from '../src/runtime/ports.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { query } from '../src/store/query.ts';
import { countingChat } from './counting-chat.ts';
import { type Delivering, delivering, openDelivering } from './delivery.ts';
import { inFolder } from './folder.ts';
import { CHANNELS, fillWithRoutines, OF_A_CHANNEL, ROUTINES, SEVEN } from './many-routines.ts';
import { median, quantile } from './measure.ts';
import { pacedChat } from './paced-chat.ts';
import { openRawSqlite } from './raw-sqlite.ts';
import { type RowWrite, recording } from './recording.ts';
import { type Line, short } from './report.ts';
import { expectAccepted } from './workload.ts';

const ROUNDS = 3;
/** Seconds until every run is durable. */
const DURABLE = 2;
const PER_SECOND = 50;
/** Runs that are tapped, each once: enough for all the seconds of a round. */
const RUNNING = 1_500;
/** A run's own card, and that of its first step. */
const CARDS = 2;

export function routines(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const ready = join(folder, 'ready.db');
    const runs = await fillWithRoutines(ready, RUNNING);
    const fresh = async (name: string) => {
      const file = join(folder, `${name}.db`);
      await copyFile(ready, file);
      return file;
    };
    const rows = await recordedRows(await fresh('recorded'));
    const rounds: (Burst & { raw: number })[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const raw = writeRaw(await fresh(`raw${round}`), rows);
      rounds.push({ ...(await burst(await fresh(`ours${round}`))), raw });
    }
    const tapped: Burst[] = [];
    for (let round = 0; round < ROUNDS; round++) tapped.push(await burst(await fresh(`tapped${round}`), runs));
    return [...lines(rounds, rows.length, tapped), ...(await paced(await fresh('paced')))];
  });
}

function lines(
  rounds: readonly (Burst & { readonly raw: number })[],
  rows: number,
  tapped: readonly Burst[],
): readonly Line[] {
  const of = (bursts: readonly Burst[], pick: (one: Burst) => number) => median(bursts.map(pick)) / 1_000;
  const [durable, raw] = [of(rounds, (one) => one.durable), median(rounds.map((one) => one.raw)) / 1_000];
  const taps = tapped.flatMap((one) => one.taps);
  const p99 = quantile(taps, 0.99);
  return [
    {
      what: `${short(ROUTINES)} routines due at one instant, every run durable`,
      measured: `${short(durable)} s (${short(ROUTINES / durable)}/s)`,
      beside: `raw, the same ${short(rows / ROUTINES)} rows each in one transaction: ${short(raw)} s`,
      goal: { value: durable, unit: ' s', bound: 'at most', target: DURABLE },
    },
    {
      what: 'the same as a share of raw',
      measured: `${short(median(rounds.map((one) => one.raw / one.durable)) * 100)} %`,
      goal: { value: median(rounds.map((one) => one.raw / one.durable)), unit: ' ×', bound: 'at least', target: 0.35 },
    },
    {
      what: 'until the last card is handed to a chat without limits',
      measured: `${short(of(rounds, (one) => one.shown))} s`,
    },
    {
      what: `taps meanwhile, ${PER_SECOND}/s, until the last card (${short(taps.length)})`,
      measured: `p50 ${short(quantile(taps, 0.5))} ms, p99 ${short(p99)} ms`,
      beside: `every run durable after ${short(of(tapped, (one) => one.durable))} s`,
      goal: { value: p99, unit: ' ms', bound: 'at most', target: 50 },
    },
  ];
}

/** Milliseconds since the instant. */
interface Burst {
  readonly durable: number;
  readonly shown: number;
  /** How long each tap took, from the moment that it was due. */
  readonly taps: readonly number[];
}

/** The instant comes. `runs`: people go on with these meanwhile. */
async function burst(file: string, runs: readonly string[] = []): Promise<Burst> {
  const clock = clockBefore();
  const starts = counted();
  const house = await openDelivering({ file }, { now: clock.now, through: starts.through });
  const { db, worker, chat } = house;
  await worker.idle();
  const posts = chat.posts();
  const at = await runsOf(db);
  clock.comes();
  const began = performance.now();
  worker.wake();
  let isOver = false;
  const tapping = tapEvenly(house, runs, () => isOver);
  while (starts.accepted() < ROUTINES) await setImmediate();
  const durable = performance.now() - began;
  await expectBegun(db, at + ROUTINES);
  await worker.idle();
  const shown = performance.now() - began;
  isOver = true;
  const taps = await tapping;
  const told = chat.posts() - posts;
  if (told < ROUTINES * CARDS) throw new Error(`${told} messages were posted for ${ROUTINES} runs with two cards each`);
  await worker.stop();
  await db.close();
  return { durable, shown, taps };
}

/** One tap on each run, at an even pace. What holds up the whole process counts as well: a tap is due when it is due. */
async function tapEvenly(
  { handle, work }: Pick<Delivering, 'handle' | 'work'>,
  runs: readonly string[],
  isOver: () => boolean,
): Promise<readonly number[]> {
  const times: Promise<number>[] = [];
  const began = performance.now();
  for (const [index, run] of runs.entries()) {
    const due = began + ((index + 1) * 1_000) / PER_SECOND;
    const wait = due - performance.now();
    if (wait > 0) await setTimeout(wait);
    if (isOver()) break;
    const [tap] = work.taps(run);
    if (!tap) throw new Error('a run has no first tap');
    times.push(handle(tap).then((reply) => expectAccepted(reply) && performance.now() - due));
  }
  return Promise.all(times);
}

/** What the burst writes, until every run is durable. */
async function recordedRows(file: string): Promise<readonly RowWrite[]> {
  const clock = clockBefore();
  const starts = counted();
  const recorder = recording(await openDatabase({ file }));
  // Nothing is handed over before the end, so that no row of a delivery is among them.
  const end = Promise.withResolvers<void>();
  const chat = countingChat();
  const slow = { ...chat, post: (message: Outgoing) => end.promise.then(() => chat.post(message)) };
  const { db, worker } = await delivering(recorder.db, { now: clock.now, through: starts.through, chat: slow });
  recorder.taken();
  const at = await runsOf(recorder.db);
  clock.comes();
  worker.wake();
  while (starts.accepted() < ROUTINES) await setImmediate();
  const rows = recorder.taken();
  await expectBegun(recorder.db, at + ROUTINES);
  end.resolve();
  await worker.stop();
  await db.close();
  return rows;
}

function writeRaw(file: string, rows: readonly RowWrite[]): number {
  const raw = openRawSqlite(file);
  const began = performance.now();
  raw.write(rows);
  const took = performance.now() - began;
  raw.close();
  return took;
}

/**
 * One message a second in each channel. The clock is the machine's, but where nobody has anything to do before some
 * moment, it is that moment at once.
 */
async function paced(file: string): Promise<readonly Line[]> {
  let skipped = SEVEN - 1;
  const origin = performance.now();
  const now = () => skipped + (performance.now() - origin);
  const chat = pacedChat(now);
  const { worker, jobs, db } = await delivering(await openDatabase({ file }), { now, chat });
  await worker.idle();
  for (;;) {
    const wait = ((await jobs.nextDue()) ?? Number.POSITIVE_INFINITY) - now();
    if (wait > HOUR) break;
    skipped += Math.max(0, wait);
    await worker.idle();
  }
  await worker.stop();
  await db.close();
  const channels = [...chat.taken.values()];
  const messages = channels.reduce((sum, times) => sum + times.length, 0);
  if (messages < ROUTINES * CARDS) throw new Error(`${messages} messages were taken`);
  const most = Math.max(...channels.map((times) => times.length));
  const seconds = (Math.max(...channels.map((times) => times.at(-1) ?? 0)) - SEVEN) / 1_000;
  return [
    {
      what: `${CHANNELS} channels, ${OF_A_CHANNEL} routines in each, one message a second in a channel: until the last card`,
      measured: `${short(seconds)} s`,
      beside: `${most} messages in a channel take at least ${most - 1} s`,
      goal: { value: seconds / (most - 1), unit: ' ×', bound: 'at most', target: 1.25 },
    },
  ];
}

const counting = query((build) => build.selectFrom('runs').select(({ fn }) => fn.countAll<number>().as('many')));

async function runsOf(db: Database): Promise<number> {
  return Number((await db.one(counting, {}))?.many);
}

async function expectBegun(db: Database, expected: number): Promise<void> {
  const found = await runsOf(db);
  if (found !== expected) throw new Error(`${found} runs are in the database, and not ${expected}`);
}

const HOUR = 3_600_000;

function clockBefore(): { readonly now: () => number; readonly comes: () => void } {
  let at = SEVEN - 1;
  return {
    now: () => at,
    comes: () => {
      at = SEVEN;
    },
  };
}

/** Counts slots on record: the run of each begins in its commit. */
function counted(): { readonly through: (handle: Handle) => Handle; readonly accepted: () => number } {
  let accepted = 0;
  return {
    through: (handle) => async (envelope) => {
      const reply = await handle(envelope);
      if (envelope.command.type === 'fireRoutine' && reply.status === 'accepted') accepted += 1;
      return reply;
    },
    accepted: () => accepted,
  };
}
