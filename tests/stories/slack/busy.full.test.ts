/** The database cannot be written for a while: whoever taps is answered in time, and nothing is half done. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEvents } from '../../../src/store/events.ts';
import { type Office, openOffice, readable } from './office.ts';

const TEA = `sop: tea
title: Tea
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
  - {id: pour, title: Pour it, role: opener}
`;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.publishes(TEA, { opener: ['ben'] });
});
afterAll(() => office.end());

it('a tap is acknowledged at once, and done when the database is free again, however long that takes', async () => {
  const { slack, environment } = office;
  const ben = slack.person('ben');
  await ben.slash('kitchen', '/sop run tea');
  const run = await office.says('kitchen', 'of 2 steps');
  const boil = await office.answers(run, 'Boil the water');
  await office.app.worker.idle();

  const other = new Sqlite(join(environment.SOPWITH_DATA ?? '', 'sopwith.db'));
  other.exec('begin immediate');
  const tap = await ben.taps(boil, 'Done');
  expect(tap.ms).toBeLessThan(3_000);
  // Whoever waits hears that it takes longer, once. One attempt at writing is over by then, and another under way.
  const moment = () => ben.whispers().filter((one) => readable(one).includes('takes longer than usual'));
  await slack.until(() => moment().length > 0, 'a word to Ben', 10_000);
  expect(readable(slack.message(boil) ?? boil)).not.toContain('Done by');
  other.exec('commit');
  other.close();
  await ben.taps(await office.answers(run, 'Pour it'), 'Done');
  await office.becomes(run, /[Cc]ompleted/);
  expect(moment()).toHaveLength(1);
  const stream = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(run.blocks))?.[1] ?? '';
  const events = await readEvents(office.app.db, `slack-${slack.id}`, stream);
  expect(events.filter((one) => one.type === 'StepCompleted')).toHaveLength(2);
  expect(slack.violations).toEqual([]);
}, 60_000);
