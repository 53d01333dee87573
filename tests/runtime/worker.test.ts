import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../src/runtime/ports.ts';
import { parkedEffects, putEffects, requeueEffect } from '../../src/store/effects.ts';
import { dynamic } from '../../src/store/query.ts';
import { findReceipt } from '../../src/store/receipts.ts';
import { putTimers } from '../../src/store/timers.ts';
import { published } from '../stories/publishing.ts';
import { saidTwiceOrNever } from '../stories/said-once.ts';
import { HOUR, MINUTE, openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { tea } from '../support/sops.ts';
import { gate, type Paper, paperChat, titleOf, titleOn } from './paper.ts';

const SOP = tea(
  '{id: boil, title: Boil water, role: opener, due: PT30M, remind: PT10M}',
  '{id: pour, title: Pour it, role: opener}',
);

const ana = { type: 'member', id: 'ana', identity: 'web:ana' } as const;

describe.each(DATABASES)('the worker on %s', (kind) => {
  let paper: Paper;
  let work: Workplace;
  let sop: string;
  beforeEach(async () => {
    paper = paperChat();
    work = await openWorkplace(kind, { chats: [paper.chat] });
    sop = await published(work, SOP);
  });
  afterEach(() => work.end());

  const tell = async (key: string, command: object) => {
    const reply = await work.app.handle({ workspace: work.app.workspace, key, actor: ana, command: command as never });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  };
  const start = (run: string, place = 'paper:one') =>
    tell(`start ${run}`, { type: 'startRun', run, sop, inputs: {}, place });
  const note = (run: string, text: string) => tell(`${run} ${text}`, { type: 'addNote', run, text });
  const parked = () => parkedEffects(work.app.db, work.app.workspace, 10);
  const titles = () => paper.sheets.map((one) => titleOn(one));

  it('parks what will never be delivered, shows why, and goes on', async () => {
    paper.before = async ({ message }) => {
      if (titleOf(message) === 'Tea') throw new ChatError('never', 'The channel was archived. Bring it back.');
    };
    await start('r1');
    await work.idle();
    expect(await parked()).toMatchObject([{ error: 'The channel was archived. Bring it back.', attempts: 1 }]);
    expect(titles()).toEqual(['Boil water']);
    paper.before = async () => {};
    const [one] = await parked();
    const { db, workspace } = work.app;
    expect(await requeueEffect(db, workspace, { id: one?.id ?? '', now: work.clock.at })).toBe(true);
    await work.idle();
    expect(titles()).toEqual(['Boil water', 'Tea']);
    expect(await parked()).toEqual([]);
  });

  it('parks what is for a platform that is not running, with advice', async () => {
    await start('r1', 'telegraph:one');
    await work.idle();
    expect((await parked())[0]?.error).toMatch(/No adapter for "telegraph" is running/);
  });

  it('holds back a channel that asks for it, for as long as it asks, and no other', async () => {
    let isLimited = true;
    paper.before = async ({ message }) => {
      if (isLimited && message.place === 'one') throw new ChatError('retry', 'Too many.', { after: 30_000 });
    };
    await start('r1');
    await work.idle();
    await start('r2');
    await start('r3', 'paper:two');
    await work.idle();
    expect(paper.sheets.map((one) => one.place)).toEqual(['two', 'two']);
    // Only the run that met the limit tried: the other one in its channel was not even begun.
    expect(paper.calls.filter((call) => call === 'post Tea')).toHaveLength(2);
    const calls = paper.calls.length;
    work.clock.at += 29_999;
    await work.idle();
    expect(paper.calls.length).toBe(calls);
    isLimited = false;
    work.clock.at += 1;
    await work.idle();
    expect(paper.sheets.filter((one) => one.place === 'one')).toHaveLength(4);
    expect(await parked()).toEqual([]);
  });

  it('tries again later and later, and parks after twelve times', async () => {
    const at: number[] = [];
    paper.before = async () => {
      at.push(work.clock.at);
      throw new Error('connection reset');
    };
    await start('r1');
    await work.pass(HOUR);
    const waits = at.slice(1, 12).map((when, index) => when - (at[index] ?? 0));
    expect(waits.map((wait) => wait / 1_000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    // Both cards of the run, the second after the first was given up.
    expect((await parked()).slice(0, 2)).toMatchObject([
      { attempts: 12, error: expect.stringContaining('connection reset') },
      { attempts: 12, error: expect.stringContaining('connection reset') },
    ]);
  });

  it('does not say again what was said before the answer was lost', async () => {
    let isLost = true;
    paper.after = async () => {
      if (isLost) throw new ChatError('retry', 'No answer.');
    };
    await start('r1');
    await work.idle();
    isLost = false;
    await work.pass(MINUTE);
    expect(titles()).toEqual(['Tea', 'Boil water']);
    expect(paper.calls.filter((call) => call.startsWith('post'))).toEqual(['post Tea', 'post Boil water']);
  });

  it('shows ten changes of a moment with few updates, and the last of them at the end', async () => {
    await start('r1');
    await work.idle();
    const slow = gate();
    paper.before = () => slow.opened;
    const before = paper.calls.length;
    for (let number = 1; number <= 10; number++) await note('r1', `note ${number}`);
    slow.open();
    await work.idle();
    expect(paper.calls.length - before).toBeLessThanOrEqual(2);
    expect(JSON.stringify(paper.sheets[0]?.shown.at(-1))).toContain('note 10');
  });

  it('does nothing about a card that shows already what is to be shown', async () => {
    await start('r1');
    await work.idle();
    const before = paper.calls.length;
    const { db, workspace } = work.app;
    const effects = [{ type: 'show', view: { view: 'run', run: 'r1' } }] as const;
    await db.transaction(async (tx) =>
      putEffects(tx, { workspace, stream: 'r1', version: 99, effects, now: work.clock.at }),
    );
    await work.idle();
    expect(
      await db.all(
        dynamic((build) => build.selectFrom('effects').selectAll()),
        {},
      ),
    ).toEqual([]);
    expect(paper.calls.length).toBe(before);
  });

  it('delivers the cards of a run in their order, and those of others meanwhile', async () => {
    const slow = gate();
    paper.before = ({ message }) => (message.place === 'one' ? slow.opened : Promise.resolve());
    await start('r1');
    await start('r2', 'paper:two');
    await untilTrue(() => paper.sheets.length === 2);
    expect(paper.sheets.map((one) => one.place)).toEqual(['two', 'two']);
    expect(paper.calls.filter((call) => call === 'post Tea')).toHaveLength(2);
    expect(paper.calls.filter((call) => call === 'post Boil water')).toHaveLength(1);
    slow.open();
    await work.idle();
    const own = paper.sheets.filter((one) => one.place === 'one');
    expect(own.map((one) => titleOn(one))).toEqual(['Tea', 'Boil water']);
    expect(own[1]?.thread).toBe(own[0]?.id);
  });

  it('says anew what somebody deleted while there is something to do, and lets be what is settled', async () => {
    await start('r1');
    await work.idle();
    const remove = (title: string) => paper.remove(paper.sheets.find((one) => titleOn(one) === title));
    remove('Tea');
    remove('Boil water');
    await tell('note', {
      type: 'changeDue',
      run: 'r1',
      step: 'boil',
      due: work.clock.at + HOUR,
      reason: 'No water yet',
    });
    await work.idle();
    expect(titles()).toEqual(['Tea', 'Boil water']);
    remove('Boil water');
    await tell('done', { type: 'completeStep', run: 'r1', step: 'boil', items: [] });
    await work.idle();
    expect(titles()).toEqual(['Tea', 'Pour it']);
    // What comes after it goes into the new message's thread.
    expect(paper.sheets[1]?.thread).toBe(paper.sheets[0]?.id);
    expect(await parked()).toEqual([]);
  });

  it('goes on past a timer that cannot be fired, and fires it once it can', async () => {
    await start('r1');
    await start('r2', 'paper:two');
    await work.idle();
    const { db, workspace } = work.app;
    const timers = [{ id: 'nonsense', due: work.clock.at, command: { type: 'flyToTheMoon' } }];
    await db.transaction(async (tx) => putTimers(tx, { workspace, stream: 'r1', timers }));
    const forget = dynamic((build) => build.deleteFrom('sop_revisions').where('sop_id', '=', sop));
    const revisions = await db.all(
      dynamic((build) => build.selectFrom('sop_revisions').selectAll().where('sop_id', '=', sop)),
      {},
    );
    await db.run(forget, {});
    await work.restart();
    // Reminders of both runs are due, and their procedure is not there: a fault, not a refusal.
    work.clock.at += 25 * MINUTE;
    await work.say('ana', 'run kitchen-opening handover=none');
    await work.idle();
    expect((await work.cards('kitchen')).map((one) => one.card?.title)).toContain('Kitchen opening');
    const left = () =>
      work.app.db.all(
        dynamic((build) => build.selectFrom('timers').select('id').where('due', '<=', work.clock.at)),
        {},
      );
    // Also the one that this version cannot read: a newer one may.
    expect(await left()).toHaveLength(3);
    const back = dynamic((build) => build.insertInto('sop_revisions').values([...revisions]));
    await work.app.db.run(back, {});
    work.clock.at += 2_000;
    await work.idle();
    expect(await left()).toEqual([{ id: 'nonsense' }]);
    expect(titles().filter((title) => title === 'Boil water')).toHaveLength(4);
    expect(paper.sheets.filter((one) => one.shown[0]?.fallback === 'Due soon: Boil water')).toHaveLength(2);
  });

  it('fires a timer although hundreds before it cannot be fired', async () => {
    await start('r1');
    await work.idle();
    const { db, workspace } = work.app;
    const command = { type: 'flyToTheMoon' };
    const timers = Array.from({ length: 250 }, (_, index) => ({ id: `moon ${index}`, due: work.clock.at, command }));
    await db.transaction(async (tx) => putTimers(tx, { workspace, stream: 'r1', timers }));
    work.clock.at += 25 * MINUTE;
    await work.idle();
    expect(paper.sheets.filter((one) => one.shown[0]?.fallback === 'Due soon: Boil water')).toHaveLength(1);
    // They rest, and are neither lost nor tried at every turn.
    const rows = dynamic((build) => build.selectFrom('timers').select('id').where('id', 'like', 'moon %'));
    expect(await db.all(rows, {})).toHaveLength(250);
  });

  it('fires all that crowds in before it draws a card', async () => {
    await start('r1');
    await work.idle();
    const { db, workspace } = work.app;
    const command = { type: 'remindStep', run: 'r1', step: 'boil', attempt: 1, due: 1 };
    const timers = Array.from({ length: 300 }, (_, index) => ({ id: `stale ${index}`, due: work.clock.at, command }));
    const rows = dynamic((build) => build.selectFrom('timers').select('id').where('id', 'like', 'stale %'));
    let left: number | undefined;
    paper.before = async () => {
      left ??= (await db.all(rows, {})).length;
    };
    const effects = [{ type: 'show', view: { view: 'run', run: 'r1' }, anew: true }] as const;
    await db.transaction(async (tx) => {
      putTimers(tx, { workspace, stream: 'r1', timers });
      putEffects(tx, { workspace, stream: 'r1', version: 99, effects, now: work.clock.at });
    });
    await work.idle();
    expect(left).toBe(0);
    expect(titles()).toEqual(['Tea', 'Boil water', 'Tea']);
  });

  it('keeps no receipt of a timer that is refused', async () => {
    await start('r1');
    const { db, workspace, handle } = work.app;
    const command = { type: 'claimStep', run: 'r1', step: 'boil' } as const;
    const reply = await handle({ workspace, key: 'tick', actor: { type: 'timer' }, command });
    expect(reply).toMatchObject({ status: 'refused', refusal: { code: expect.not.stringMatching('timer_stale') } });
    expect(await findReceipt(db, workspace, 'tick')).toBeUndefined();
  });

  it('parks what was begun again and again and never ended', async () => {
    await start('r1');
    await work.idle();
    paper.calls.length = 0;
    const { db, workspace } = work.app;
    const effects = [{ type: 'show', view: { view: 'run', run: 'r1' } }] as const;
    // Put for later, so that it is not begun before it has its attempts.
    await db.transaction(async (tx) =>
      putEffects(tx, { workspace, stream: 'r1', version: 99, effects, now: work.clock.at + MINUTE }),
    );
    await db.run(
      dynamic((build) => build.updateTable('effects').set({ attempts: 24 })),
      {},
    );
    work.clock.at += MINUTE;
    await work.idle();
    expect((await parked())[0]?.error).toMatch(/begun 24 times/);
    expect(paper.calls).toEqual([]);
  });

  it('does not begin again what is under way, although its lease ran out', async () => {
    const slow = gate();
    paper.before = () => slow.opened;
    await start('r1');
    await untilTrue(() => paper.calls.length === 1);
    work.clock.at += HOUR;
    // Another conversation's card shows that the worker has looked since.
    await work.say('ana', 'run kitchen-opening handover=none');
    await untilAsync(async () => (await work.cards('kitchen')).some((one) => one.card?.title === 'Kitchen opening'));
    expect(paper.calls).toEqual(['post Tea']);
    slow.open();
    await work.idle();
    expect(titles().slice(0, 2)).toEqual(['Tea', 'Boil water']);
    expect(titles().filter((title) => title === 'Tea')).toHaveLength(1);
  });

  it('takes again at once what had to wait for a moment only', async () => {
    const waited = new Set<string>();
    const many = Array.from({ length: 40 }, (_, index) => `r${index}`);
    paper.before = async ({ message: { effect } }) => {
      if (waited.has(effect)) return;
      waited.add(effect);
      throw new ChatError('wait', 'Not in this millisecond.', { after: 0 });
    };
    await Promise.all(many.map((run) => start(run)));
    await work.idle();
    // Two cards of each run.
    expect(waited.size).toBe(80);
    expect(paper.sheets).toHaveLength(80);
  });

  it('finishes what is under way before it stops', async () => {
    const slow = gate();
    paper.before = () => slow.opened;
    await start('r1');
    await untilTrue(() => paper.calls.length === 1);
    const stopped = work.app.worker.stop();
    slow.open();
    await stopped;
    expect(titles()).toEqual(['Tea']);
    paper.before = async () => {};
    await work.restart();
    expect(titles()).toEqual(['Tea', 'Boil water']);
    expect((await saidTwiceOrNever(work.app)).filter((wrong) => !wrong.startsWith('not there'))).toEqual([]);
  });
});

/** Waits on a condition that the program's own work brings about. */
async function untilTrue(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
