import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definitionSchema } from '../../src/engine/definition.ts';
import type { Database } from '../../src/store/database.ts';
import { VersionConflict } from '../../src/store/errors.ts';
import { findFile, saveFileRow } from '../../src/store/files.ts';
import { findMember, findMemberByIdentity, listMembers, type Member, saveMember } from '../../src/store/members.ts';
import { forgetMessage, loadMessages, type Message, saveMessage } from '../../src/store/messages.ts';
import { grantRole, loadPeople, peopleVersion, revokeRole } from '../../src/store/people.ts';
import { sopsWithDraft } from '../../src/store/reads/library.ts';
import { loadRevision, saveRevision } from '../../src/store/revisions.ts';
import {
  listRuns,
  putApproval,
  putEvidence,
  putException,
  putStepRun,
  stepsOwedBy,
  stepsOwedByRole,
} from '../../src/store/runs.ts';
import { findSopByKey, freeKey, listSops, openRunOf } from '../../src/store/sops.ts';
import { type StreamRow, saveStream } from '../../src/store/streams.ts';
import { findWorkspace, listWorkspaces, saveWorkspace } from '../../src/store/workspaces.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

const member = (id: string, more: Partial<Member> = {}): Member & { at: number } => ({
  ...{ id, name: id, identity: `web:${id}`, kind: 'person', admin: false, active: true, at: 1, ...more },
});

describe.each(DATABASES)('a workspace on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let db: Database;
  let workspace: string;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    db = temporary.db;
  });
  beforeEach(async () => {
    workspace = randomUUID();
    await saveWorkspace(db, { id: workspace, name: 'Ward', timeZone: 'Europe/Lisbon', at: 1 });
  });
  afterAll(() => temporary.end());

  it('can be renamed, and keeps its people', async () => {
    await db.transaction((tx) => saveMember(tx, workspace, member('ana')));
    const version = await peopleVersion(db, workspace);
    await saveWorkspace(db, { id: workspace, name: 'Kitchen', timeZone: 'UTC', at: 2 });
    expect(await findWorkspace(db, workspace)).toEqual({ id: workspace, name: 'Kitchen', timeZone: 'UTC' });
    expect(await listWorkspaces(db)).toContainEqual({ id: workspace, name: 'Kitchen', timeZone: 'UTC' });
    expect(await peopleVersion(db, workspace)).toBe(version);
  });

  it('finds members by id and by identity, here and not elsewhere', async () => {
    const ana = { id: 'ana', name: 'Ana', identity: 'web:ana', kind: 'person', admin: true, active: true } as const;
    await db.transaction((tx) => saveMember(tx, workspace, { ...ana, timeZone: 'UTC', at: 1 }));
    await db.transaction((tx) => saveMember(tx, workspace, member('bot', { kind: 'bot' })));
    expect(await findMemberByIdentity(db, workspace, 'web:ana')).toEqual({ ...ana, timeZone: 'UTC' });
    expect(await findMember(db, workspace, 'ana')).toEqual({ ...ana, timeZone: 'UTC' });
    expect(await findMember(db, 'elsewhere', 'ana')).toBeUndefined();
    expect((await listMembers(db, workspace)).map(({ name }) => name).sort()).toEqual(['Ana', 'bot']);
  });

  it('gives one identity to one member', async () => {
    await db.transaction((tx) => saveMember(tx, workspace, member('ana')));
    const twin = db.transaction((tx) => saveMember(tx, workspace, member('twin', { identity: 'web:ana' })));
    await expect(twin).rejects.toThrow(VersionConflict);
  });

  it('knows who holds which role, without bots and those who left, and says when that changed', async () => {
    const versions = [await peopleVersion(db, workspace)];
    const change = async (work: Parameters<Database['transaction']>[0]) => {
      await db.transaction(work);
      versions.push(await peopleVersion(db, workspace));
    };
    await change((tx) => saveMember(tx, workspace, member('ana', { admin: true })));
    await change((tx) => saveMember(tx, workspace, member('ben')));
    await change((tx) => saveMember(tx, workspace, member('bot', { kind: 'bot' })));
    await change((tx) => saveMember(tx, workspace, member('gone', { active: false, admin: true })));
    for (const id of ['ana', 'ben', 'bot', 'gone']) await change((tx) => grantRole(tx, workspace, 'cook', id));
    expect(await loadPeople(db, workspace)).toEqual({
      members: ['ana', 'ben'],
      holders: { cook: ['ana', 'ben'] },
      standIns: {},
      admins: ['ana'],
    });
    await change((tx) => revokeRole(tx, workspace, 'cook', 'ana'));
    expect(await loadPeople(db, workspace)).toMatchObject({ holders: { cook: ['ben'] } });
    expect(new Set(versions).size).toBe(versions.length);
    await change((tx) => grantRole(tx, workspace, 'cook', 'ben'));
    expect(versions.at(-1)).toBe(versions.at(-2));
  });

  const sop = (id: string, key: string, status = 'active'): StreamRow<'sop'> => ({
    ...{
      workspace_id: workspace,
      id,
      key,
      title: key,
      document: null,
      open_proposals: 0,
      workstream: null,
      draft_edited_at: null,
      status,
      revision: 1,
      version: 1,
      head: 'h',
      state: {},
      updated_at: 1,
    },
  });

  it('gives one key to one SOP, until that is discarded', async () => {
    await db.transaction(async (tx) => saveStream(tx, 'sop', sop('s1', 'opening'), 0));
    const second = () => db.transaction(async (tx) => saveStream(tx, 'sop', sop('s2', 'opening'), 0));
    await expect(second()).rejects.toThrow(VersionConflict);
    expect(await findSopByKey(db, workspace, 'opening')).toMatchObject({ id: 's1' });
    const discarded = { ...sop('s1', 'opening', 'discarded'), version: 2 };
    await db.transaction(async (tx) => saveStream(tx, 'sop', discarded, 1));
    expect(await findSopByKey(db, workspace, 'opening')).toBeUndefined();
    await second();
    expect(await listSops(db, workspace)).toEqual([
      { id: 's2', key: 'opening', title: 'opening', status: 'active', revision: 1 },
    ]);
  });

  it('finds the drafts that wait, what was edited last first', async () => {
    const drafts: readonly (readonly [string, number | null])[] = [
      ['a', 5],
      ['b', null],
      ['c', 9],
      ['d', 5],
    ];
    await db.transaction(async (tx) => {
      for (const [id, at] of drafts) saveStream(tx, 'sop', { ...sop(id, id), draft_edited_at: at }, 0);
    });
    expect(await sopsWithDraft(db, workspace, 9)).toEqual(['c', 'a', 'd']);
    expect(await sopsWithDraft(db, workspace, 1)).toEqual(['c']);
    expect(await sopsWithDraft(db, 'another', 9)).toEqual([]);
    await db.transaction(async (tx) => saveStream(tx, 'sop', { ...sop('c', 'c'), version: 2 }, 1));
    expect(await sopsWithDraft(db, workspace, 9)).toEqual(['a', 'd']);
  });

  it('numbers a key that is taken, and keeps it short enough', async () => {
    const long = `${'a'.repeat(54)}-${'b'.repeat(5)}`;
    const keys = ['opening', 'opening-2', 'opening-checks', long];
    await db.transaction(async (tx) => {
      for (const [index, key] of keys.entries()) saveStream(tx, 'sop', sop(`s${index}`, key), 0);
    });
    expect(await freeKey(db, workspace, 'closing', 'new')).toBe('closing');
    expect(await freeKey(db, workspace, 'opening', 'new')).toBe('opening-3');
    expect(await freeKey(db, workspace, 'opening', 's0')).toBe('opening');
    const free = await freeKey(db, workspace, long, 'new');
    expect(free).toMatch(/^a+-2$/);
    expect(free.length).toBeLessThanOrEqual(60);
  });

  it('keeps a published revision as it is', async () => {
    const definition = definitionSchema.parse({ sop: 'opening', title: 'Opening', steps: [{ id: 'a', title: 'A' }] });
    const published = { workspace, sop: 's', revision: 1, definition, at: 1, by: { type: 'member' } };
    await db.transaction(async (tx) => saveRevision(tx, published));
    expect(await loadRevision(db, workspace, 's', 1)).toEqual(definition);
    expect(await loadRevision(db, workspace, 's', 2)).toBeUndefined();
    expect(await loadRevision(db, 'elsewhere', 's', 1)).toBeUndefined();
    await expect(db.transaction(async (tx) => saveRevision(tx, published))).rejects.toThrow(VersionConflict);
  });

  const run = (id: string, more: Partial<StreamRow<'run'>> = {}): StreamRow<'run'> => ({
    ...{ workspace_id: workspace, id, sop_id: 's', sop_key: 'opening', title: 'Opening', revision: 1, place: 'web:C1' },
    ...{ status: 'open', outcome: null, exclusive: null, version: 1, head: 'h', state: {}, updated_at: 1 },
    ...{ started_at: 1, started_by: '{}', ended_at: null, ...more },
  });

  it('lists runs newest first, by page, status and SOP', async () => {
    await db.transaction(async (tx) => {
      for (const started_at of [1, 2, 3, 4]) saveStream(tx, 'run', run(`r${started_at}`, { started_at }), 0);
      saveStream(tx, 'run', run('other', { started_at: 5, sop_id: 'other', status: 'ended', outcome: 'completed' }), 0);
    });
    const ids = async (filter: Parameters<typeof listRuns>[2]) =>
      (await listRuns(db, workspace, filter)).map(({ id }) => id);
    expect(await ids({ limit: 2 })).toEqual(['other', 'r4']);
    expect(await ids({ limit: 2, before: 4 })).toEqual(['r3', 'r2']);
    expect(await ids({ limit: 9, status: 'ended' })).toEqual(['other']);
    expect(await ids({ limit: 9, sop: 's', status: 'open', before: 3 })).toEqual(['r2', 'r1']);
    expect(await listRuns(db, 'elsewhere', { limit: 9 })).toEqual([]);
  });

  it('lets one run of a one-at-a-time SOP be open', async () => {
    const start = (id: string) => db.transaction(async (tx) => saveStream(tx, 'run', run(id, { exclusive: 's' }), 0));
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(start));
    const open = ['a', 'b', 'c'].filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(open).toHaveLength(1);
    expect(await openRunOf(db, workspace, 's')).toBe(open[0]);
    const ended = run(open[0] ?? '', { status: 'ended', outcome: 'completed', ended_at: 2, version: 2 });
    await db.transaction(async (tx) => saveStream(tx, 'run', ended, 1));
    expect(await openRunOf(db, workspace, 's')).toBeUndefined();
    await start('d');
  });

  it('tells what a member and a role owe, and no more once it is done', async () => {
    await db.transaction(async (tx) => saveStream(tx, 'run', run('r'), 0));
    const step = {
      workspace_id: workspace,
      run_id: 'r',
      state: 'waiting_human',
      due: 9,
      ended_at: null,
      ended_by: null,
    };
    const put = (rows: Parameters<typeof putStepRun>[1][]) =>
      db.transaction(async (tx) => {
        for (const row of rows) putStepRun(tx, row);
      });
    const mine = { ...step, step: 'mine', sequence_order: 1, role: 'cook', assignee: 'ana', since: 2, attempt: 1 };
    const ours = { ...step, step: 'ours', sequence_order: 2, role: 'cook', assignee: null, since: 1, attempt: 1 };
    await put([mine, ours, { ...ours, step: 'later', sequence_order: 3, since: null, state: 'waiting_needs' }]);
    expect(await stepsOwedBy(db, workspace, 'ana', 9)).toMatchObject([
      { run: 'r', title: 'Opening', step: 'mine', due: 9 },
    ]);
    expect(await stepsOwedByRole(db, workspace, 'cook', 9)).toMatchObject([{ step: 'ours', since: 1 }]);
    await put([
      { ...mine, state: 'completed', ended_at: 3, ended_by: '{}' },
      { ...ours, assignee: 'ana' },
    ]);
    expect(await stepsOwedBy(db, workspace, 'ana', 9)).toMatchObject([{ step: 'ours' }]);
    expect(await stepsOwedByRole(db, workspace, 'cook', 9)).toEqual([]);
  });

  it('takes evidence, approvals and exceptions as they come and as they change', async () => {
    const base = { workspace_id: workspace, run_id: 'r' };
    const recorded = { ...base, id: 'e1', step: 'a', item: 'temp', value: '9', unit: '°C', within_limits: 0 as const };
    const exception = {
      ...base,
      id: 'x1',
      step: 'a',
      kind: 'out_of_limits',
      owner: null,
      cause: '{"type":"reported","note":"warm"}',
      raised_by: '{}',
    };
    const open = { ...exception, status: 'open' as const, resolution: null, reason: null, raised_at: 1 };
    const approval = { ...base, step: 'a', attempt: 1, member_id: 'ana', reason: null, standing_in_for: null };
    await db.transaction(async (tx) => {
      putEvidence(tx, { ...recorded, file: null, by_actor: '{}', at: 1, attempt: 1 });
      putException(tx, { ...open, resolved_by: null, resolved_at: null, change: null });
      putApproval(tx, { ...approval, decision: 'approve', at: 1 });
    });
    await db.transaction(async (tx) => {
      const resolved = { resolution: 'retry', resolved_by: '{}', resolved_at: 2, change: '{}' };
      putException(tx, { ...open, ...resolved, status: 'resolved' });
      putApproval(tx, { ...approval, decision: 'reject', reason: 'cold', at: 2 });
    });
    const again = db.transaction(async (tx) =>
      putEvidence(tx, { ...recorded, file: null, by_actor: '{}', at: 2, attempt: 1 }),
    );
    await expect(again).rejects.toThrow(VersionConflict);
  });

  it('registers every posted copy of a view, and forgets one that was deleted', async () => {
    const posted = { workspace, viewKey: 'run:r', platform: 'web', place: 'C1', platformId: 'm1' };
    const message: Message = { ...posted, shown: 'one', effect: 'e', at: 1 };
    await saveMessage(db, message);
    await saveMessage(db, { ...message, place: 'C2', thread: 'm0', platformId: 'm2', at: 2 });
    await saveMessage(db, { ...message, shown: 'two', at: 3 });
    expect(await loadMessages(db, workspace, 'run:r')).toEqual([
      { ...message, shown: 'two' },
      { ...message, place: 'C2', thread: 'm0', platformId: 'm2', at: 2 },
    ]);
    await forgetMessage(db, workspace, 'run:r', 'm1');
    expect((await loadMessages(db, workspace, 'run:r')).map(({ platformId }) => platformId)).toEqual(['m2']);
  });

  it('shows a file only to its workspace', async () => {
    const file = { workspace, id: 'f'.repeat(64), name: 'fridge.jpg', mime: 'image/jpeg', bytes: 5, at: 1 };
    await saveFileRow(db, file);
    await saveFileRow(db, { ...file, name: 'again.jpg' });
    expect(await findFile(db, workspace, file.id)).toEqual(file);
    expect(await findFile(db, 'elsewhere', file.id)).toBeUndefined();
  });
});
