/** Under Slack's limit of one message a second in a channel. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parkedEffects } from '../../../src/store/effects.ts';
import { type Office, openOffice, readable } from './office.ts';

const RUNS = 30;

const LIGHTS = `sop: lights
title: Lights
presentation: checklist
inputs:
  - {id: room, title: Room, type: text}
roles:
  - {id: opener, title: Opener}
steps:
  - {id: lights, title: Switch on the lights, role: opener}
`;

let office: Office;
beforeAll(async () => {
  office = await openOffice({ limit: true });
  await office.publishes(LIGHTS, { opener: ['ben'] });
});
afterAll(() => office.end());

it('a burst of 30 runs in one channel is said in about 30 seconds: none lost, none asked twice, others not held up', async () => {
  const { slack } = office;
  const ben = slack.person('ben');
  const kitchen = () => slack.messages('kitchen').filter((one) => readable(one).includes('Lights'));
  const began = Date.now();
  await Promise.all(Array.from({ length: RUNS }, (_, room) => ben.slash('kitchen', `/sop run lights room=${room}`)));
  await ben.slash('office', '/sop run lights room=x');
  await office.says('office', 'Lights');
  expect(kitchen().length).toBeLessThan(RUNS / 3);
  await slack.until(() => kitchen().length >= RUNS, 'all of them', 60_000);
  await office.app.worker.idle();
  const rooms = kitchen().map((one) => /Room:?\s*(\d+)/.exec(readable(one))?.[1]);
  expect(rooms.toSorted()).toEqual(Array.from({ length: RUNS }, (_, room) => String(room)).toSorted());
  expect((Date.now() - began) / 1_000).toBeLessThan(RUNS * 1.5);
  // The program keeps to the limit by itself: hardly anything has to be refused.
  const refused = slack.callsOf('chat.postMessage').filter((one) => one.answer?.status === 429);
  expect(refused.length).toBeLessThanOrEqual(3);
  expect(await parkedEffects(office.app.db, `slack-${slack.id}`, 10)).toEqual([]);
  expect(office.log.filter((line) => line.level >= 40)).toEqual([]);
  expect(slack.violations).toEqual([]);
}, 90_000);

it('a call that Slack never answers is given up, looked for, and made again', async () => {
  const { slack } = office;
  const channel = slack.addChannel({ name: 'cellar' });
  slack.inject({ method: 'chat.postMessage', channel, kind: 'hang' });
  await slack.person('ben').slash(channel, '/sop run lights room=1');
  await office.says(channel, 'Lights');
  await office.app.worker.idle();
  expect(slack.messages(channel).filter((one) => readable(one).includes('Lights'))).toHaveLength(1);
}, 60_000);
