import { afterEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/runtime/command.ts';
import { decideOn } from '../../src/runtime/decide-on.ts';
import { createMemory } from '../../src/runtime/memory.ts';
import { grantRole } from '../../src/store/people.ts';
import { dynamic } from '../../src/store/query.ts';
import { loadRevision, revisionRow } from '../../src/store/revisions.ts';
import { drafted } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { tea } from '../support/sops.ts';

const SOP = tea('{id: boil, title: Boil water, role: opener}');

describe.each(DATABASES)('what is remembered, on %s', (kind) => {
  let work: Workplace;
  afterEach(() => work.end());

  it('is not a definition whose publication was rolled back', async () => {
    work = await openWorkplace(kind);
    const { db, workspace, handle } = work.app;
    const memory = createMemory();
    const sop = await drafted(work, SOP);
    const actor = { type: 'member', id: 'eva', identity: 'web:eva' } as const;
    const tell = async (command: Command) =>
      expect(await handle({ workspace, key: command.type, actor, command })).toMatchObject({ status: 'accepted' });
    await tell({ type: 'publishDraft', sop });
    const first = await loadRevision(db, workspace, sop, 1);
    if (!first) throw new Error('it is published');
    const second = (title: string) =>
      revisionRow({ workspace, sop, revision: 2, definition: { ...first, title }, at: 1, by: actor });

    // Revision 2 is published and a run of it begins, both in a transaction that fails.
    const failing = db.transaction(async (tx) => {
      await tx.run(
        dynamic((build) => build.insertInto('sop_revisions').values(second('Tea'))),
        {},
      );
      await tx.run(
        dynamic((build) => build.updateTable('sops').set({ revision: 2 }).where('id', '=', sop)),
        {},
      );
      const command = { type: 'startRun', run: 'r1', sop, inputs: {}, place: 'web:kitchen' } as const;
      const outcome = await decideOn(tx, memory, { workspace, actor, command, now: work.clock.at }, undefined);
      expect(outcome).toMatchObject({ status: 'accepted', after: { revision: 2 } });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await db.run(
      dynamic((build) => build.insertInto('sop_revisions').values(second('Coffee'))),
      {},
    );
    expect((await memory.definition(db, workspace, sop, 2)).title).toBe('Coffee');
  });

  it('is not who held a role in a transaction that was rolled back', async () => {
    work = await openWorkplace(kind);
    const { db, workspace } = work.app;
    const memory = createMemory();
    const failing = db.transaction(async (tx) => {
      await grantRole(tx, workspace, 'taster', 'eva');
      expect((await memory.people(tx, workspace)).holders.taster).toEqual(['eva']);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await db.transaction(async (tx) => grantRole(tx, workspace, 'buyer', 'eva'));
    const { holders } = await memory.people(db, workspace);
    expect([holders.taster, holders.buyer]).toEqual([undefined, ['eva']]);
  });

  it('is not who was there before a change of the same transaction', async () => {
    work = await openWorkplace(kind);
    const { db, workspace } = work.app;
    const memory = createMemory();
    const actor = { type: 'member', id: 'ben', identity: 'web:ben' } as const;
    const command = { type: 'setAway', settings: 'settings', member: 'ben', standIn: 'eva' } as const;
    await db.transaction(async (tx) => {
      const outcome = await decideOn(tx, memory, { workspace, actor, command, now: work.clock.at }, undefined);
      if (outcome.status === 'refused') throw new Error(outcome.refusal.code);
      outcome.save(tx, { version: 1, hash: 'h' }, 0);
      // Another command of the same commit, decided before the settings are written.
      await memory.people(tx, workspace);
    });
    expect((await memory.people(db, workspace)).standIns).toMatchObject({ ben: { standIn: 'eva' } });
  });
});
