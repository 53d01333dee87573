/** Many routines that all come at 07:00, and several of the program over one database that could each fire them. */
import { expect } from 'vitest';
import { listStreams, readEvents } from '../../src/store/events.ts';
import { listRuns } from '../../src/store/runs.ts';
import type { DatabaseKind } from '../support/database.ts';
import { openHall } from './hall.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { MINUTE, openWorkplace, type Workplace, workIn } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
steps: [{id: lights, title: Switch on the lights}]
`;

/** Sets so many, each in a place of its own, lets 07:00 come, and looks whether each started its run once. */
export async function allAtSeven(kind: DatabaseKind, { many, replicas }: { many: number; replicas: number }) {
  const hall = openHall();
  const parts = { chats: [hall.chat] };
  const first = await openWorkplace(kind, parts);
  const sop = await published(first, OPENING);
  const { app, clock } = first;
  const { workspace, db } = app;
  const slots = { times: [7 * 60], days: [], months: [], weekdays: [] };
  const schedule = { typed: 'daily 07:00', slots, zone: 'UTC' };
  const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
  const places = Array.from({ length: many }, (_, index) => `p${index}`);
  await Promise.all(
    places.map(async (place) => {
      const asked = {
        type: 'setRoutine',
        routine: `r-${place}`,
        sop,
        place: `hall:${place}`,
        schedule,
        inputs: {},
      } as const;
      expect(await app.handle({ workspace, key: place, actor, command: asked })).toMatchObject({ status: 'accepted' });
    }),
  );
  await app.worker.idle();
  const others: Workplace[] = [];
  while (others.length < replicas - 1) others.push(await workIn(first.config, parts, clock));
  clock.at += 30 * MINUTE;
  do {
    await Promise.all([first, ...others].map((work) => work.idle()));
  } while ((await saidTwiceOrNever(app)).some((wrong) => wrong.startsWith('still')));

  const runs = await listRuns(db, workspace, { key: 'opening', limit: many + 1 });
  expect(new Set(runs.map((run) => run.place))).toEqual(new Set(places.map((place) => `hall:${place}`)));
  expect(runs).toHaveLength(many);
  expect(runs.filter((run) => run.startedAt !== clock.at)).toEqual([]);
  for (const stream of await listStreams(db, workspace)) {
    if (!/^r-p\d+$/.test(stream)) continue;
    const types = (await readEvents(db, workspace, stream)).map((event) => event.type);
    expect([stream, ...types]).toEqual([stream, 'RoutineSet', 'SlotFired']);
  }
  for (const place of places) {
    const titles = hall.cards(place).map((card) => card.title);
    expect(titles.toSorted()).toEqual(['Opening', 'Routine: Opening', 'Switch on the lights']);
  }
  // The hall's messages lie in no table: they were counted above.
  expect((await saidTwiceOrNever(app)).filter((wrong) => !wrong.startsWith('not there'))).toEqual([]);
  expect(await brokenStreams(app)).toEqual([]);
  for (const work of others) await work.end();
  await first.end();
}
