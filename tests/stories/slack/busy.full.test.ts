/** The database cannot be written for a while: whoever taps is answered in time, and nothing is half done. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
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
  const { slack, environment, log } = office;
  const ben = slack.person('ben');
  await ben.slash('kitchen', '/sop run tea');
  const run = await office.says('kitchen', 'of 2 steps');
  const boil = await office.answers(run, 'Boil the water');
  await office.app.worker.idle();

  const other = new Sqlite(join(environment.SOPWITH_DATA ?? '', 'sopwith.db'));
  other.exec('begin immediate');
  const tap = await ben.taps(boil, 'Done');
  expect(tap.ms).toBeLessThan(3_000);
  // Longer than one attempt at writing.
  await vi.waitFor(() => expect(log.some((line) => line.level >= 50)).toBe(true), { timeout: 30_000, interval: 100 });
  expect(readable(slack.message(boil) ?? boil)).not.toContain('Done by');
  other.exec('commit');
  other.close();
  await ben.taps(await office.answers(run, 'Pour it'), 'Done');
  await office.becomes(run, /[Cc]ompleted/);
  expect(slack.violations).toEqual([]);
}, 60_000);
