/** The process is killed in the second that a routine fires, at every place where that can hurt. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_WORKSPACE } from '../../src/adapters/web/seed.ts';
import { decideOn } from '../../src/runtime/decide-on.ts';
import { createMemory } from '../../src/runtime/memory.ts';
import { openDatabase } from '../../src/store/database.ts';
import { putEffects } from '../../src/store/effects.ts';
import { appendEvents, readEvents } from '../../src/store/events.ts';
import { findRoutine } from '../../src/store/routines.ts';
import { listRuns } from '../../src/store/runs.ts';
import { loadStream } from '../../src/store/streams.ts';
import { putTimers } from '../../src/store/timers.ts';
import { DATABASES } from '../support/database.ts';
import { type Orders, spawnProcess } from './process.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { clockAt, DAY, emptyPlace, HOUR, MINUTE, MORNING, type Workplace, workIn } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
steps: [{id: lights, title: Switch on the lights}]
`;
const SLOT = MORNING + 15 * MINUTE;
const POINTS = ['seen', 'fired', 'owed', 'started'] as const satisfies readonly Orders['firing'][];

describe.each(DATABASES)('killed on %s while a routine fires', (kind) => {
  let place: Awaited<ReturnType<typeof emptyPlace>>;
  let sop: string;
  beforeEach(async () => {
    place = await emptyPlace(kind);
  });
  afterEach(() => place.remove());

  const set = async (when: string) => {
    const first = await workIn(place.config);
    sop = await published(first, OPENING);
    expect(await first.say('ana', `routine opening ${when} UTC`)).toEqual({ type: 'none' });
    await first.idle();
    await first.end();
  };
  /** What a clash leaves behind, or an older version: the slot is on record, its run is owed and its timer not forgotten. */
  const slotAlone = async () => {
    const { databaseUrl: url, data } = place.config;
    const db = await openDatabase(url === undefined ? { file: join(data, 'sopwith.db') } : { url });
    await db.transaction(async (tx) => {
      const routine = (await findRoutine(tx, LOCAL_WORKSPACE, { sop, place: 'web:kitchen' })) ?? '';
      const [workspace, stream, now] = [LOCAL_WORKSPACE, routine, SLOT];
      const loaded = await loadStream(tx, 'routine', workspace, routine);
      const asked = {
        workspace,
        now,
        actor: { type: 'timer' },
        command: { type: 'fireRoutine', routine, slot: SLOT },
      } as const;
      const outcome = await decideOn(tx, createMemory(), asked, loaded?.state);
      if (outcome.status === 'refused') throw new Error(outcome.refusal.code);
      const { events, reaction, channel } = outcome;
      const head = appendEvents(tx, { workspace, stream, after: loaded, events });
      outcome.save(tx, head, loaded?.version ?? 0);
      putEffects(tx, { workspace, stream, version: head.version, effects: reaction.effects, now, channel });
      putTimers(tx, { workspace, stream, timers: reaction.timers });
    });
    await db.close();
  };
  /** Kills a process where it stands, a second after the slot, and starts the program again over what it left. */
  const killed = async (firing: Orders['firing'], back: number) => {
    const process = spawnProcess({ config: place.config, now: SLOT + 1_000, commands: [], ...(firing && { firing }) });
    await process.until((line) => line.type === 'firing');
    await process.kill();
    return workIn(place.config, {}, clockAt(back));
  };
  const runs = (work: Workplace) => listRuns(work.app.db, work.app.workspace, { key: 'opening', limit: 10 });
  const types = async ({ app }: Workplace) => {
    const id = await findRoutine(app.db, app.workspace, { sop, place: 'web:kitchen' });
    return (await readEvents(app.db, app.workspace, id ?? '')).map((event) => event.type);
  };

  it.each(POINTS)(
    'at “%s”: the slot fires once, its run starts once and is said once, and the next day comes',
    async (at) => {
      await set('daily 06:45');
      if (at === 'owed' || at === 'started') await slotAlone();
      const after = await killed(at, SLOT + MINUTE);
      expect(await runs(after)).toHaveLength(1);
      expect(await types(after)).toEqual(['RoutineSet', 'SlotFired']);
      expect(await saidTwiceOrNever(after.app)).toEqual([]);
      expect((await after.cards('kitchen')).map((one) => one.card?.title).toSorted()).toEqual([
        // The first is the draft's.
        ...['Opening', 'Opening', 'Routine: Opening', 'Switch on the lights'],
      ]);
      await after.pass(DAY);
      expect(await runs(after)).toHaveLength(2);
      expect(await types(after)).toEqual(['RoutineSet', 'SlotFired', 'SlotFired']);
      expect(await brokenStreams(after.app)).toEqual([]);
      await after.end();
    },
  );

  it('before the run, and back when its window is over: it does not start, and that is said', async () => {
    await set('daily 06:45 until 07:30');
    await slotAlone();
    const after = await killed('owed', SLOT + HOUR);
    expect(await runs(after)).toEqual([]);
    expect(await types(after)).toEqual(['RoutineSet', 'SlotFired', 'NotStarted']);
    expect((await after.find('kitchen', 'Routine: Opening')).says).toMatch(
      /@Ana Lima: the run of .* did not start: its window/,
    );
    await after.end();
  });

  it('while two replicas live: whoever is left starts the run, once', async () => {
    await set('daily 06:45');
    await slotAlone();
    const victim = spawnProcess({ config: place.config, now: SLOT + 1_000, commands: [], firing: 'owed' });
    await victim.until((line) => line.type === 'firing');
    const other = await workIn(place.config, {}, clockAt(SLOT - MINUTE));
    await victim.kill();
    // The dead one's lease runs out.
    other.clock.at = SLOT + MINUTE;
    await other.idle();
    expect(await runs(other)).toHaveLength(1);
    expect(await types(other)).toEqual(['RoutineSet', 'SlotFired']);
    expect(await saidTwiceOrNever(other.app)).toEqual([]);
    await other.end();
  });
});
