/** A routine's time: its slot and its run are one commit, or the slot stands alone and its run is seen to afterwards. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../../src/store/events.ts';
import { dynamic } from '../../src/store/query.ts';
import { findReceipt } from '../../src/store/receipts.ts';
import { findRoutine } from '../../src/store/routines.ts';
import { listRuns } from '../../src/store/runs.ts';
import { published } from '../stories/publishing.ts';
import { brokenStreams, saidTwiceOrNever } from '../stories/said-once.ts';
import { HOUR, MINUTE, MORNING, openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { tea } from '../support/sops.ts';

const SLOT = MORNING + 15 * MINUTE;
const SOP = tea('{id: boil, title: Boil water, role: opener}');
const timer = { type: 'timer' } as const;

describe.each(DATABASES)('a routine’s time on %s', (kind) => {
  let work: Workplace;
  let sop: string;
  let routine: string;
  let run: string;
  beforeEach(async () => {
    work = await openWorkplace(kind);
    sop = await published(work, SOP);
    expect(await work.say('ana', 'routine tea daily 06:45 UTC')).toEqual({ type: 'none' });
    await work.idle();
    routine = (await findRoutine(work.app.db, work.app.workspace, { sop, place: 'web:kitchen' })) ?? '';
    run = `${routine}-${SLOT}`;
  });
  afterEach(async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    await work.end();
  });

  const fire = () =>
    work.app.handle({
      ...{ workspace: work.app.workspace, key: 'fire', actor: timer },
      command: { type: 'fireRoutine', routine, slot: SLOT },
    });
  const types = async (stream: string) =>
    (await readEvents(work.app.db, work.app.workspace, stream)).map((event) => event.type);
  const owed = async () => {
    const rows = await work.app.db.all(
      dynamic((build) => build.selectFrom('effects').select('subject').where('subject', 'like', 'start_run:%')),
      {},
    );
    return rows.map((row) => row.subject);
  };
  const runs = () => listRuns(work.app.db, work.app.workspace, { key: 'tea', limit: 10 });

  it('puts the slot and the run on record in one commit under the slot’s receipt, and owes no start', async () => {
    expect(await fire()).toMatchObject({ status: 'accepted', stream: routine, events: ['SlotFired'] });
    expect(await owed()).toEqual([]);
    expect(await types(run)).toEqual(['RunStarted', 'StepReady']);
    const { db, workspace } = work.app;
    expect(await findReceipt(db, workspace, `routine:${routine}:${SLOT}`)).toBeUndefined();
    // Asked again, it says the same and does nothing.
    expect(await fire()).toMatchObject({ status: 'accepted', events: ['SlotFired'] });
    await work.pass(HOUR);
    expect(await runs()).toHaveLength(1);
    expect(await types(routine)).toEqual(['RoutineSet', 'SlotFired']);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });

  it('lets the slot stand where its run is there already, and starts none besides', async () => {
    // As after a clock was put back: under this id a run began before.
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const command = { type: 'startRun', run, sop, inputs: {}, place: 'web:kitchen' } as const;
    await work.app.handle({ workspace: work.app.workspace, key: 'before', actor, command });
    expect(await fire()).toMatchObject({ status: 'accepted', events: ['SlotFired'] });
    await work.idle();
    expect(await owed()).toEqual([]);
    expect(await types(run)).toEqual(['RunStarted', 'StepReady']);
    expect(await types(routine)).toEqual(['RoutineSet', 'SlotFired']);
  });

  it('lets the slot stand where its run fails, and starts it once that is mended', async () => {
    const steps = (from: string, to: string) =>
      work.app.db.run(
        dynamic((build) =>
          build
            .updateTable('sop_revisions')
            .set((row) => ({ definition: row.fn('replace', ['definition', row.val(from), row.val(to)]) }))
            .where('workspace_id', '=', work.app.workspace)
            .where('sop_id', '=', sop),
        ),
        {},
      );
    await steps('"steps":', '"lost":');
    // What was published is remembered: only a start reads it again.
    await work.restart();
    work.clock.at = SLOT;
    expect(await fire()).toMatchObject({ status: 'accepted', events: ['SlotFired'] });
    expect(await types(run)).toEqual([]);
    expect(await owed()).toEqual([`start_run:${run}`]);
    await steps('"lost":', '"steps":');
    await work.pass(MINUTE);
    expect(await owed()).toEqual([]);
    expect(await types(run)).toEqual(['RunStarted', 'StepReady']);
  });

  it('forgets its timer with it, whatever comes of it', async () => {
    const due = async () =>
      (
        await work.app.db.all(
          dynamic((build) => build.selectFrom('timers').select('id').where('due', '=', SLOT)),
          {},
        )
      )
        .map((row) => row.id)
        .filter((id) => id.startsWith('routine:'));
    const [id = ''] = await due();
    const envelope = { workspace: work.app.workspace, key: `timer:${id}`, actor: timer, timer: id } as const;
    // Too early for any slot but its own: refused, and forgotten all the same.
    const reply = await work.app.handle({ ...envelope, command: { type: 'fireRoutine', routine, slot: SLOT - 1 } });
    expect(reply).toMatchObject({ status: 'refused', refusal: { code: 'slot_over' } });
    expect(await due()).toEqual([]);
  });
});
