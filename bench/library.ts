/** The library and the HTTP API over many SOPs and very many runs, and how soon those who listen hear of a change. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { httpApi } from '../src/adapters/api/server.ts';
import { createCourier } from '../src/adapters/webhooks/courier.ts';
import { makeToken } from '../src/runtime/access.ts';
import { createFeed } from '../src/runtime/feed.ts';
import type { Files, Layout, Packs } from '../src/runtime/ports.ts';
import { sealWith } from '../src/runtime/sealed.ts';
import { inFolder } from './folder.ts';
import { openHouse, WORKSPACE } from './house.ts';
import { listenersOf } from './library-listeners.ts';
import { pagesOf } from './library-pages.ts';
import { programOver } from './library-program.ts';
import { oneAtATime, type Paced, quantile } from './measure.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns, publishWorkload, type Workload } from './workload.ts';

const SOPS = 1_000;
/** Finished runs of each SOP; each has ten steps. */
const RUNS = 100;
const STEPS = 10;
/** As many as fill a page. */
const FEW = 25;
const READS = 400;
const LISTENERS = 500;
const CHANGES = 40;
/** Milliseconds. */
const LIST = 50;
const DETAIL = 20;
/** How much dearer a read may be than where hardly anything ran. */
const GROWTH = 1.3;

export function library(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const [few, many] = [join(folder, 'few.db'), join(folder, 'many.db')];
    const sops = await fill(few);
    await copyFile(few, many);
    multiply(few, FEW);
    multiply(many, RUNS);
    const before = await readsOf(few, sops);
    const after = await readsOf(many, sops);
    const told = await tellingOf(many);
    const program = await programOver(many, sops[0] ?? '');
    const [pages, listening] = [await pagesOf(program), await listenersOf(program)];
    await program.end();
    return [
      ...lines(before, after),
      ...pages,
      ...listening,
      {
        what: `a commit, until the last of ${LISTENERS} who listen has heard (${CHANGES})`,
        measured: `p50 ${short(quantile(told, 0.5))} ms, p99 ${short(quantile(told, 0.99))} ms`,
      },
    ];
  });
}

interface Reads {
  readonly list: Paced;
  readonly detail: Paced;
}

function lines(before: Reads, after: Reads): readonly Line[] {
  const among = `${short(SOPS)} SOPs and ${short(SOPS * RUNS * STEPS)} step runs`;
  const told = ({ p50, p99 }: Paced) => `p50 ${short(p50)} ms, p99 ${short(p99)} ms`;
  const goals = (is: Paced, was: Paced, most: number) => [
    { value: is.p99, unit: ' ms', bound: 'at most' as const, target: most },
    { value: is.p50 / was.p50, unit: ' ×', bound: 'at most' as const, target: GROWTH },
  ];
  const rows = [
    { what: 'GET /api/sops, 50 of', is: after.list, was: before.list, most: LIST },
    { what: 'GET /api/sops/{id} of', is: after.detail, was: before.detail, most: DETAIL },
  ];
  return rows.flatMap(({ what, is, was, most }): Line[] => {
    const [slowest, grown] = goals(is, was, most);
    return [
      { what: `${what} ${among}`, measured: told(is), ...(slowest && { goal: slowest }) },
      {
        what: `against ${FEW} runs of each SOP`,
        measured: `p50 ${short(is.p50 / was.p50)} ×`,
        beside: told(was),
        ...(grown && { goal: grown }),
      },
    ];
  });
}

/** So many SOPs, each with a run that has ended and one in flight. Gives their ids. */
async function fill(file: string): Promise<readonly string[]> {
  const { db, handle } = await openHouse({ file });
  const works: Workload[] = [];
  for (let copy = 0; copy < SOPS; copy++) works.push(await publishWorkload(handle, WORKSPACE, `-${copy}`));
  const runs = newRuns(2 * SOPS);
  await Promise.all(
    works.map(async (work, at) => {
      const [done = '', open = ''] = runs.slice(2 * at, 2 * at + 2);
      expectAccepted(await handle(work.start(done)));
      for (const one of work.taps(done)) expectAccepted(await handle(one));
      expectAccepted(await handle(work.start(open)));
    }),
  );
  await db.close();
  return works.map((work) => work.sop);
}

/** Each run that has ended once more, and again: rows as the program wrote them, under other ids. */
function multiply(file: string, times: number): void {
  const db = new Sqlite(file);
  const copies = `(with recursive n(i) as (select 1 union all select i + 1 from n where i < ${times}) select i from n)`;
  const columnsOf = (table: string) =>
    (db.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[]).map(({ name }) => name);
  const copy = (table: string, id: string, changed: Readonly<Record<string, string>>, where: string) => {
    const columns = columnsOf(table);
    const values = columns.map((name) => (name === id ? `t.${id} || '-' || c.i` : (changed[name] ?? `t.${name}`)));
    db.exec(
      `insert into ${table} (${columns.join()}) select ${values.join()} from ${table} t, ${copies} c where ${where}`,
    );
  };
  db.exec('begin');
  const ended = 'select id from runs where ended_at is not null';
  copy('step_runs', 'run_id', {}, `t.run_id in (${ended})`);
  copy(
    'runs',
    'id',
    { started_at: 't.started_at - c.i * 60000', ended_at: 't.ended_at - c.i * 60000' },
    't.ended_at is not null',
  );
  db.exec('commit; analyze');
  db.close();
}

async function readsOf(file: string, sops: readonly string[]): Promise<Reads> {
  const { db, handle, memory } = await openHouse({ file });
  const seal = sealWith('a secret for a bench that nobody reads', 'webhook secrets');
  const webhooks = {
    db,
    memory,
    seal,
    courier: createCourier([]),
    now: Date.now,
    look: () => {},
    send: async () => {},
  };
  const looking = { db, memory, chats: new Map(), now: Date.now, webhooks };
  const api = httpApi({ ...looking, handle, files, layout, packs, feed: createFeed(db, fail), failed: fail });
  let token = '';
  let asked = 0;
  const read = async (path: string) => {
    // One alone would be asked to wait.
    if (asked++ % 100 === 0) token = await tokenFor();
    const response = await api.request(`/api${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  };
  const wanted = { workspace: WORKSPACE, name: 'bench', member: 'ana', createdBy: 'cli', createdAt: 0 };
  const tokenFor = async () => (await makeToken(db, { ...wanted, scopes: ['read'] })).token;
  const pages = Array.from({ length: READS }, (_, at) => `/sops?after=morning-round-${(at * 7) % SOPS}`);
  const details = Array.from({ length: READS }, (_, at) => `/sops/${sops[(at * 13) % SOPS]}`);
  for (const path of [...pages.slice(0, 50), ...details.slice(0, 50)]) await read(path);
  const list = await oneAtATime(pages.map((path) => () => read(path)));
  const detail = await oneAtATime(details.map((path) => () => read(path)));
  await db.close();
  return { list, detail };
}

/** How long after each commit, in milliseconds, the last of many has heard of it. */
async function tellingOf(file: string): Promise<readonly number[]> {
  let wake = (): void => undefined;
  const { db, handle, work } = await openHouse({ file }, { committed: () => wake() });
  const feed = createFeed(db, fail);
  wake = feed.wake;
  const ended = new AbortController();
  let heard = 0;
  let all = Promise.withResolvers<void>();
  const listen = async () => {
    for await (const _ of feed.changes(WORKSPACE, ended.signal)) if (++heard % LISTENERS === 0) all.resolve();
  };
  const listening = Array.from({ length: LISTENERS }, listen);
  const times: number[] = [];
  for (const run of newRuns(CHANGES)) {
    all = Promise.withResolvers();
    expectAccepted(await handle(work.start(run)));
    const began = performance.now();
    await all.promise;
    times.push(performance.now() - began);
  }
  ended.abort();
  await Promise.all(listening);
  await db.close();
  return times;
}

const fail = (error: unknown): never => {
  throw error;
};
const none = async (): Promise<never> => fail(new Error('nothing here reads a file'));
const files: Files = { put: none, get: none };
const layout: Layout = { arrange: none, close: none };
const packs: Packs = {
  pdf: () => fail(new Error('nothing here is packed')),
  zip: () => fail(new Error('nothing here is packed')),
};
