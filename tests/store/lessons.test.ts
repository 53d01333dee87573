/** The rows that lessons are looked for in. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { sopsInTrouble, sopsProposing, troublesOfSop, troublesOfStep } from '../../src/store/reads/lessons.ts';
import { saveStream } from '../../src/store/streams.ts';
import type { Tables } from '../../src/store/tables.ts';
import { putTrouble } from '../../src/store/troubles.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe.each(DATABASES)('cases on record, on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let workspace: string;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
  });
  beforeEach(() => {
    workspace = randomUUID();
  });
  afterAll(() => temporary.end());

  const put = (...rows: Partial<Tables['troubles']>[]) =>
    db.transaction(async (tx) => {
      for (const row of rows) {
        const plain = { step: 'a', kind: 'skipped', revision: 1, asked: 0, sop_id: 's', run_id: 'r', at: 1 } as const;
        putTrouble(tx, { workspace_id: workspace, ref: 'x1', ...plain, ...row });
      }
    });
  const sop = (id: string, key: string, more: Partial<Tables['sops']> = {}) =>
    db.transaction(async (tx) => {
      const plain = {
        title: key.toUpperCase(),
        document: null,
        open_proposals: 0,
        workstream: null,
        draft_edited_at: null,
        status: 'active',
        revision: 1,
      };
      const row = { workspace_id: workspace, id, key, ...plain, version: 1, head: id, updated_at: 1, ...more };
      saveStream(tx, 'sop', { ...row, state: {} }, 0);
    });

  it('are those of a step since then, newest first, at most so many, each once', async () => {
    await put(
      { run_id: 'r1', at: 10 },
      { run_id: 'r2', at: 30, asked: 1, kind: 'late', revision: 4 },
      { run_id: 'r3', at: 20 },
      { run_id: 'r4', at: 9 },
      { run_id: 'r5', at: 20, step: 'b' },
      { run_id: 'r6', at: 20, step: '' },
      { run_id: 'r7', at: 20, sop_id: 'other' },
      { run_id: 'r8', at: 20, workspace_id: randomUUID() },
    );
    // A case that is told again, of a step that was done again for instance, is the same.
    await put({ run_id: 'r1', at: 10 });
    const ask = (more: { step?: string; limit?: number } = {}) =>
      troublesOfStep(db, { workspace, sop: 's', step: 'a', since: 10, limit: 10, ...more });
    expect(await ask()).toEqual([
      { run: 'r2', ref: 'x1', step: 'a', kind: 'late', revision: 4, asked: 1, at: 30 },
      { run: 'r3', ref: 'x1', step: 'a', kind: 'skipped', revision: 1, asked: 0, at: 20 },
      { run: 'r1', ref: 'x1', step: 'a', kind: 'skipped', revision: 1, asked: 0, at: 10 },
    ]);
    expect((await ask({ limit: 2 })).map((one) => one.run)).toEqual(['r2', 'r3']);
    expect((await ask({ step: '' })).map((one) => one.run)).toEqual(['r6']);
    const whole = await troublesOfSop(db, { workspace, sop: 's', since: 15, limit: 10 });
    expect(whole.map((one) => one.run).toSorted()).toEqual(['r2', 'r3', 'r5', 'r6']);
  });

  it('are counted by SOP: of those that are run, those with the most first', async () => {
    await sop('s', 'opening');
    await sop('t', 'closing');
    await sop('u', 'archived', { status: 'archived' });
    await put({ run_id: 'r1', at: 10 }, { run_id: 'r2', at: 5 }, { sop_id: 'u', run_id: 'r3', at: 10 });
    await put({ sop_id: 't', run_id: 'r4', at: 10 }, { sop_id: 't', run_id: 'r5', at: 11 });
    expect(await sopsInTrouble(db, { workspace, since: 10, limit: 9 })).toEqual([
      { id: 't', key: 'closing', title: 'CLOSING', cases: 2 },
      { id: 's', key: 'opening', title: 'OPENING', cases: 1 },
    ]);
    expect(await sopsInTrouble(db, { workspace, since: 10, limit: 1 })).toHaveLength(1);
    expect(await sopsInTrouble(db, { workspace: randomUUID(), since: 0, limit: 9 })).toEqual([]);
  });

  it('lead to proposals, of which those are listed that are open', async () => {
    await sop('s', 'opening', { open_proposals: 1 });
    await sop('t', 'closing', { open_proposals: 3 });
    await sop('u', 'stock');
    expect(await sopsProposing(db, workspace, 9)).toEqual(['t', 's']);
    expect(await sopsProposing(db, randomUUID(), 9)).toEqual([]);
  });
});
