/** What was done to a database or an evidence file behind the program's back, and what `sopwith verify` says of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHistory } from '../../src/runtime/check-history.ts';
import { checkTrail } from '../../src/runtime/check-trail.ts';
import { type EvidenceTrail, evidenceTrail } from '../../src/runtime/evidence-trail.ts';
import { createMemory } from '../../src/runtime/memory.ts';
import { listHistories } from '../../src/store/audit.ts';
import { GENESIS, link } from '../../src/store/chain.ts';
import type { Db } from '../../src/store/database.ts';
import type { StoredEvent } from '../../src/store/events.ts';
import { listRuns } from '../../src/store/runs.ts';
import { published } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { nightRound, tea } from '../support/sops.ts';

const SOP = nightRound({ reading: ', max: 100', step: 'on: {out_of_limits: continue}' });

/** A run with a file, an exception, a rejection and an approval; a draft that waits; and an import that failed. */
async function worked(work: Workplace): Promise<string> {
  await published(work, SOP);
  await work.say('ana', 'run night-round');
  const { run } = await work.run('kitchen');
  const seal = await work.upload('seal.png', 'image/png', Buffer.from('not much of a picture'));
  const step = { v: 1, run, step: 'meter' } as const;
  await work.send('ana', { ...step, verb: 'complete' }, { reading: 120, seal });
  await work.send('ben', { ...step, verb: 'reject' }, { reason: 'Read it again' });
  await work.send('ana', { ...step, verb: 'complete' }, { reading: 90, seal });
  await work.send('ben', { ...step, verb: 'approve' });
  const exception = (await work.run('kitchen')).exceptions[0]?.id ?? '';
  await work.send('ben', { v: 1, verb: 'resolve', run, exception, resolution: 'override' }, { reason: 'Known' });
  await work.say('ana', 'routine night-round daily 22:00 UTC');
  await published(work, tea('{id: boil, title: Boil water, role: opener}', '{id: pour, title: Pour it, role: opener}'));
  await work.say('ana', 'run tea', { channel: 'support' });
  await work.say('ben', 'revise night-round');
  const paper = await work.upload('paper.txt', 'text/plain', Buffer.from(''));
  await work.say('ana', 'import paper.txt', { files: [paper] });
  await work.idle();
  expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
  return run;
}

async function brokenOf(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const history of await listHistories(db)) {
    const checked = await checkHistory(db, history);
    if (checked.status === 'broken') found.push(`${history.stream}: ${checked.where}`);
  }
  return found;
}

describe.each(DATABASES)('a database on %s', (kind) => {
  let work: Workplace;
  let run: string;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    run = await worked(work);
  });
  afterAll(() => work.end());

  /** What is found wrong after these statements, which are taken back. */
  async function tampered(...statements: string[]): Promise<string> {
    let found: string[] = [];
    const undo = new Error('taken back');
    const { db } = work.app;
    const tampering = db.transaction(async (tx) => {
      for (const sql of statements) await tx.run({ statement: () => ({ sql }), values: () => [] }, {});
      found = await brokenOf(tx);
      throw undo;
    });
    await expect(tampering).rejects.toBe(undo);
    return found.join('\n');
  }

  const unguarded =
    kind === 'sqlite'
      ? ['drop trigger events_no_update', 'drop trigger events_no_delete']
      : ['drop trigger events_no_change on events'];

  it('that nobody touched is whole', async () => {
    expect(await brokenOf(work.app.db)).toEqual([]);
    const streams = (await listHistories(work.app.db)).map((one) => one.stream);
    expect(streams).toContain(run);
  });

  it.each([
    [
      'what was done',
      `update events set data = replace(data, '90', '91') where type = 'EvidenceRecorded'`,
      'was changed',
    ],
    ['who did it', `update events set actor = replace(actor, 'ben', 'ana') where type = 'StepApproved'`, 'was changed'],
    ['when', `update events set at = at + 1 where type = 'StepApproved'`, 'was changed'],
    ['an event in the middle', `delete from events where type = 'StepRejected'`, 'is missing'],
    ['the first event', `delete from events where type = 'RunStarted'`, 'is missing'],
    ['the last event', `delete from events where type = 'RunCompleted'`, 'rows in runs'],
    ['all events of a run', `delete from events where stream in (select id from runs)`, 'nothing says how'],
  ])('is broken by a change of %s', async (_, sql, where) => {
    expect(await tampered(...unguarded, sql)).toContain(where);
  });

  it.each([
    ['the state of a run', `update runs set state = replace(state, '"completed"', '"cancelled"')`, 'runs'],
    ['how a run ended', `update runs set outcome = 'cancelled'`, 'runs'],
    ['who started a run', `update runs set started_by = 'eva'`, 'runs'],
    ['the head of a run', `update runs set version = version + 1`, 'runs'],
    ['a run, taken away', `delete from runs`, 'runs'],
    ['when a routine starts', `update routines set next = next + 1`, 'routines'],
    ['when a digest comes', `update digests set state = replace(state, '420', '421')`, 'digests'],
    ['a digest, taken away', `delete from digests`, 'digests'],
    ['the state of an SOP', `update sops set state = replace(state, 'kWh', 'MWh')`, 'sops'],
    ['what is published', `update sop_revisions set definition = replace(definition, '100', '900')`, 'sop_revisions'],
    ['the hash of it', `update sop_revisions set hash = 'x'`, 'sop_revisions'],
    ['who published it', `update sop_revisions set published_by = '{}'`, 'sop_revisions'],
    ['a step', `update step_runs set ended_by = 'eva'`, 'step_runs'],
    ['a step, taken away', `delete from step_runs`, 'step_runs'],
    ['a reading', `update evidence set value = '91' where value = '90'`, 'evidence'],
    ['a limit that was broken', `update evidence set within_limits = 1`, 'evidence'],
    ['a file', `update evidence set file = 'x' where file is not null`, 'evidence'],
    ['an approver', `update approvals set member_id = 'eva' where decision = 'approve'`, 'approvals'],
    ['a rejection, taken away', `delete from approvals where decision = 'reject'`, 'approvals'],
    ['an exception', `update exceptions set cause = '{}'`, 'exceptions'],
    ['an import', `update imports set status = 'drafted'`, 'imports'],
  ])('is broken by another %s', async (_, sql, table) => {
    expect(await tampered(sql)).toContain(`its rows in ${table} are not what its`);
  });

  it('is broken by rows that no event gave', async () => {
    const columns = 'workspace_id, run_id, step, attempt, member_id, decision, at';
    const forged = (id: string) =>
      `insert into approvals (${columns}) values ('local', '${id}', 'meter', 9, 'eva', 'approve', 1)`;
    expect(await tampered(forged(run))).toContain('rows in approvals');
    expect(await tampered(forged('nothing'))).toContain('nothing: it is saved, but nothing says how it came about');
  });

  it('has no row of a step before its turn has come, or the one that older versions wrote', async () => {
    const { db, workspace } = work.app;
    const [open] = await listRuns(db, workspace, { key: 'tea', limit: 1 });
    const row = (more: Readonly<Record<string, string | number>> = {}) => {
      const cells = { workspace_id: `'local'`, run_id: `'${open?.id}'`, step: `'pour'`, sequence_order: 2, attempt: 1 };
      const all = Object.entries({ ...cells, state: `'waiting_needs'`, ...more });
      const [names, values] = [all.map(([name]) => name), all.map(([, value]) => value)];
      return `insert into step_runs (${names.join(', ')}) values (${values.join(', ')})`;
    };
    expect(await tampered(row())).toBe('');
    expect(await tampered(row({ attempt: 2 }))).toContain('rows in step_runs');
    expect(await tampered(row({ role: `'opener'`, since: 1 }))).toContain('rows in step_runs');
    expect(await tampered(row({ step: `'stir'` }))).toContain('rows in step_runs');
    expect(await tampered(`update step_runs set state = 'waiting_needs' where run_id = '${open?.id}'`)).toContain(
      'rows in step_runs',
    );
  });

  it('is looked through whole, whatever the table of workspaces says', async () => {
    expect(await tampered('delete from workspaces', `update evidence set unit = 'x'`)).toContain('rows in evidence');
  });

  describe('its evidence file', () => {
    let trail: EvidenceTrail;
    beforeAll(async () => {
      const made = await evidenceTrail(work.app.db, createMemory(), { workspace: 'local', run, now: 1 });
      if (!made) throw new Error('no trail');
      trail = made;
    });

    /** What is said of the file once somebody has put `value` at `path` (`files.0.name`); undefined takes away. */
    function edited(path: string, value: unknown): string {
      const copy = structuredClone<unknown>(trail);
      const parts = path.split('.');
      const last = parts.pop() ?? '';
      const place = parts.reduce((at, part) => (at as Record<string, unknown>)[part], copy) as Record<string, unknown>;
      if (value !== undefined) place[last] = value;
      else if (Array.isArray(place)) place.splice(Number(last), 1);
      else delete place[last];
      const checked = checkTrail(JSON.parse(JSON.stringify(copy)));
      return checked.status === 'broken' ? checked.where : checked.status;
    }

    it('is whole as it was written, whatever people are called by now', () => {
      expect(edited('people.ana', 'Ana Lima-Berg')).toBe('whole');
    });

    it.each([
      ['title', 'run.title', 'Day round', /says of the run/],
      ['outcome', 'run.outcome', 'cancelled', /says of the run/],
      ['beginning', 'run.started_at', 1, /says of the run/],
      ['end', 'run.ended_at', 1, /says of the run/],
      ['word about the run', 'run.audited', 'yes', /says of the run/],
      ['name of a file', 'files.0.name', 'other.png', /files/],
      ['kind of a file', 'files.0.mime', 'text/html', /files/],
      ['size of a file', 'files.0.bytes', 1, /files/],
      ['hash of a file', 'files.0.sha256', 'f'.repeat(64), /files/],
      ['number of files', 'files.0', undefined, /files/],
      ['reading', 'evidence.0.value', 1, /evidence/],
      ['procedure', 'definition.title', 'Day round', /procedure/],
      ['instant of an event', 'events.3.at', 1, /event 4 was changed/],
      ['remark beside an event', 'events.3.remark', 'fine', /remark was added/],
      ['remark in the file', 'remark', 'Checked by an auditor', /remark was added/],
      ['event that is missing', 'events.3', undefined, /event 4 is missing/],
      ['past of the procedure', 'procedure.0', undefined, /event 1 is missing/],
    ])('is broken by another %s', (_, path, value, where) => {
      expect(edited(path, value)).toMatch(where);
    });

    it('is broken without its last event, which ended the run', () => {
      expect(edited('events', trail.events.slice(0, -1))).toMatch(/says of the run/);
    });

    it.each([
      ['an unknown type', { type: 'RunBlessed', data: {} }],
      ['data of another shape', { type: 'StepReopened', data: {} }],
    ])('is broken by events that were written anew with %s', (_, event) => {
      const [start] = trail.events;
      const more = { ...event, at: 1, actor: { type: 'timer' }, workspace: 'local', stream: run, seq: 2 };
      const hash = link(start?.hash ?? GENESIS, more);
      const forged: StoredEvent = { ...more, prevHash: start?.hash ?? '', hash };
      expect(edited('events', [start, forged])).toMatch(/not those of a run/);
    });
  });
});
