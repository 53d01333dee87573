/** Routines as lists, on both databases in one order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRoutine, listRoutines, routinesElsewhere, routinesOfPlace } from '../../src/store/routines.ts';
import { saveStream } from '../../src/store/streams.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe.each(DATABASES)('routines on %s', (kind) => {
  let temporary: TemporaryDatabase;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    await saved('paused', { status: 'paused', next: null });
    await saved('later', { next: 300 });
    await saved('soon', { next: 100 });
    await saved('bar', { next: 200, place: 'web:bar' });
    await saved('over', { status: 'ended', next: null });
    await saved('theirs', { next: 1, workspace: 'v' });
    await saved('again', { next: 900, place: 'web:cellar', sop: 'soon' });
    await saved('rests', { status: 'paused', next: null, place: 'web:attic', sop: 'soon' });
  });
  afterAll(() => temporary.end());

  interface Kept {
    readonly status?: string;
    readonly next: number | null;
    readonly place?: string;
    readonly workspace?: string;
    readonly sop?: string;
  }
  const saved = (id: string, { status = 'active', next, place = 'web:kitchen', workspace = 'w', sop = id }: Kept) =>
    temporary.db.transaction(async (tx) => {
      const stream = { workspace_id: workspace, id, status, version: 1, head: id, state: { id }, updated_at: 1 };
      saveStream(tx, 'routine', { ...stream, sop_id: sop, place, next }, 0);
    });
  const ids = (rows: readonly { readonly id: string }[]) => rows.map((one) => one.id);

  it('come what is next first and what is paused last, without those that have ended', async () => {
    const { db } = temporary;
    expect(ids(await listRoutines(db, 'w', 10))).toEqual(['soon', 'bar', 'later', 'again', 'paused', 'rests']);
    expect(ids(await listRoutines(db, 'w', 2))).toEqual(['soon', 'bar']);
    const here = await routinesOfPlace(db, 'w', { place: 'web:kitchen', limit: 2 });
    expect(here).toEqual([
      { id: 'soon', place: 'web:kitchen', state: { id: 'soon' } },
      { id: 'later', place: 'web:kitchen', state: { id: 'later' } },
    ]);
  });

  it('of one SOP are counted in other places, while they start its runs', async () => {
    const elsewhere = (sop: string, place: string, workspace = 'w') =>
      routinesElsewhere(temporary.db, workspace, { sop, place });
    expect(await elsewhere('soon', 'web:kitchen')).toBe(1);
    expect(await elsewhere('soon', '')).toBe(2);
    expect(await elsewhere('later', 'web:kitchen')).toBe(0);
    expect(await elsewhere('soon', '', 'v')).toBe(0);
  });

  it('are found by their SOP and place until they end', async () => {
    const found = (sop: string, place = 'web:kitchen') => findRoutine(temporary.db, 'w', { sop, place });
    expect(await found('paused')).toBe('paused');
    expect(await found('bar')).toBeUndefined();
    expect(await found('over')).toBeUndefined();
    expect(await found('theirs')).toBeUndefined();
  });
});
