/** Costs stay flat as history grows: what is asked about open work goes through indexes that only know open work. */

import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitTogether } from '../../src/store/commit.ts';
import type { Db } from '../../src/store/database.ts';
import { parkedEffects } from '../../src/store/effects.ts';
import { leaseLoop } from '../../src/store/lease-loop.ts';
import { sopsInTrouble, sopsProposing, troublesOfSop, troublesOfStep } from '../../src/store/reads/lessons.ts';
import { sopsOnMap } from '../../src/store/reads/map.ts';
import { findReceipt, keepReceipt } from '../../src/store/receipts.ts';
import { listRuns, stepsOwedBy, stepsOwedByRole } from '../../src/store/runs.ts';
import { findSopByKey, openRunOf } from '../../src/store/sops.ts';
import { loadStream } from '../../src/store/streams.ts';
import { type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe('questions about open work, on SQLite', () => {
  let temporary: TemporaryDatabase;
  let file: string;
  beforeAll(async () => {
    temporary = await temporaryDatabase('sqlite');
    file = 'file' in temporary.where ? temporary.where.file : '';
  });
  afterAll(() => temporary.end());

  /** How SQLite goes about what is asked, a line for each table it looks into. */
  async function plan(ask: (db: Db) => Promise<unknown>): Promise<string[]> {
    const connection = new Sqlite(file);
    const lines: string[] = [];
    const explain: Db['all'] = async (query, params) => {
      const statement = connection.prepare<unknown[], { detail: string }>(
        `explain query plan ${query.statement('sqlite').sql}`,
      );
      for (const { detail } of statement.all(...query.values('sqlite', params))) lines.push(detail);
      return [];
    };
    const one: Db['one'] = async (query, params) => {
      await explain(query, params);
      return undefined;
    };
    await ask({ ...temporary.db, all: explain, one });
    connection.close();
    return lines.filter((line) => /^(SEARCH|SCAN) (?!json_each|first)/.test(line));
  }

  it.each<[string, (db: Db) => Promise<unknown>, RegExp]>([
    [
      'what a member owes',
      (db) => stepsOwedBy(db, 'w', 'ana', 9),
      /step_runs_of_member \(workspace_id=\? AND assignee=\?/,
    ],
    [
      'what a role owes',
      (db) => stepsOwedByRole(db, 'w', 'cook', 9),
      /step_runs_of_role \(workspace_id=\? AND role=\?/,
    ],
    ['the map', (db) => sopsOnMap(db, { workspace: 'w', drafts: false, limit: 9 }), /sops_key \(workspace_id=\?\)/],
    [
      'the map with drafts',
      (db) => sopsOnMap(db, { workspace: 'w', drafts: true, limit: 9 }),
      /sops_key \(workspace_id=\?\)/,
    ],
    ['the open runs', (db) => listRuns(db, 'w', { status: 'open', limit: 9 }), /INDEX runs_open \(workspace_id=\?\)/],
    ['the open run of an SOP', (db) => openRunOf(db, 'w', 's'), /runs_open_of \(workspace_id=\? AND sop_id=\?\)/],
    [
      'the runs of an SOP',
      (db) => listRuns(db, 'w', { sop: 's', limit: 9 }),
      /runs_of_sop \(workspace_id=\? AND sop_id=\?\)/,
    ],
    ['an SOP by its key', (db) => findSopByKey(db, 'w', 'k'), /sops_key \(workspace_id=\? AND key=\?\)/],
    ['a stream', (db) => loadStream(db, 'run', 'w', 'r'), /\(workspace_id=\? AND id=\?\)/],
    ['a receipt', (db) => findReceipt(db, 'w', 'k'), /PRIMARY KEY \(workspace_id=\? AND key=\?\)/],
    [
      'the cases on a step',
      (db) => troublesOfStep(db, { workspace: 'w', sop: 's', step: 'a', since: 1, limit: 9 }),
      /troubles_of_step \(workspace_id=\? AND sop_id=\? AND step=\? AND at>\?\)/,
    ],
    [
      'the cases of an SOP',
      (db) => troublesOfSop(db, { workspace: 'w', sop: 's', since: 1, limit: 9 }),
      /troubles_of_sop \(workspace_id=\? AND sop_id=\? AND at>\?\)/,
    ],
    [
      'SOPs whose runs had trouble',
      (db) => sopsInTrouble(db, { workspace: 'w', since: 1, limit: 9 }),
      /troubles_at \(workspace_id=\? AND at>\?\)/,
    ],
    ['SOPs with proposals', (db) => sopsProposing(db, 'w', 9), /sops_proposing \(workspace_id=\?\)/],
    ['parked effects', (db) => parkedEffects(db, 'w', 9), /effects_parked \(workspace_id=\?\)/],
  ])('%s', async (_, ask, first) => {
    const [line = ''] = await plan(ask);
    expect(line).toMatch(first);
  });

  it('what is due next is read off the ends of indexes', async () => {
    const jobs = (db: Db) => leaseLoop({ db: { ...temporary.db, ...db } });
    expect(await plan((db) => jobs(db).nextDue())).toEqual([
      'SCAN e USING INDEX effects_due',
      'SEARCH b USING PRIMARY KEY (workspace_id=? AND stream=? AND position<?)',
      'SCAN timers USING COVERING INDEX timers_due',
    ]);
    expect(await plan((db) => jobs(db).dueTimers(1, 9))).toEqual(['SEARCH timers USING INDEX timers_due (due<?)']);
  });
});

describe('the log of SQLite', () => {
  it('starts over now and then, without a writer that waits for it', async () => {
    const temporary = await temporaryDatabase('sqlite');
    const file = 'file' in temporary.where ? temporary.where.file : '';
    const submit = commitTogether(temporary.db);
    const reader = new Sqlite(file, { readonly: true });
    const reply = 'x'.repeat(200);
    const write = (key: string) =>
      submit(key, async (tx) => keepReceipt(tx, { workspace: 'w', key, stream: 's', at: 1, request: 'r', reply }));
    // Bytes 12 to 15 of the log's header count how often it started over (sqlite.org/fileformat2.html#walformat).
    const { readFile } = process.getBuiltinModule('node:fs/promises');
    const startedOver = async () => (await readFile(`${file}-wal`)).readUInt32BE(12);
    const before = await startedOver();
    let written = 0;
    const writeOn = async () => {
      await Promise.all(Array.from({ length: 500 }, () => write(`key ${written++}`)));
      return startedOver();
    };
    await expect.poll(writeOn, { timeout: 20_000, interval: 1 }).toBeGreaterThan(before);
    const { count } = reader.prepare<[], { count: number }>('select count(*) as count from receipts').get() ?? {};
    expect(count).toBe(written);
    reader.close();
    await temporary.end();
  });
});
