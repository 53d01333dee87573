/** The process is killed while it speaks. Begun again, it says what was not said, and nothing twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';

const RUNS = 12;
const ROOMS = ['east', 'west', 'north'];

const TEA = `sop: tea
title: Tea
inputs:
  - {id: cup, title: Cup, type: text}
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
`;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const name of ROOMS) office.slack.addChannel({ name });
  await office.publishes(TEA, { opener: ['ben'] });
  await office.stops();
});
afterAll(() => office.end());

interface Process {
  readonly address: string;
  kill(): Promise<void>;
}

async function begin(): Promise<Process> {
  const script = fileURLToPath(new URL('./office.child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(office.environment)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return {
    address: String(value),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

it('killed in mid-burst, and again while it makes up for it, it has posted each card once', async () => {
  const { slack } = office;
  const ben = slack.person('ben');
  const rooms = ROOMS.map((name) => slack.channel(name));
  const posts = () => slack.callsOf('chat.postMessage').filter((one) => rooms.includes(one.channel));

  for (const [kill, few] of [
    [1, 5],
    [2, 14],
  ] as const) {
    // One message that is under way is taken by Slack when nobody is there any more to hear of it.
    const late = Promise.withResolvers<void>();
    const process = await begin();
    slack.deliverTo(`${process.address}/slack/events`);
    slack.inject({ method: 'chat.postMessage', kind: 'held', until: late.promise });
    const cups = kill === 1 ? Array.from({ length: RUNS }, (_, cup) => cup) : [];
    await Promise.all(cups.map((cup) => ben.slash(ROOMS[cup % ROOMS.length] ?? '', `/sop run tea cup=${cup}`)));
    await slack.until(() => posts().filter((one) => one.answer !== undefined).length >= few, `${few} posts`, 20_000);
    await process.kill();
    late.resolve();
    await slack.until(() => posts().every((one) => one.answer !== undefined), 'what was under way');
  }

  await office.starts();
  await slack.until(() => runs().length >= RUNS, 'all run cards', 20_000);
  await slack.until(() => runs().every((run) => slack.thread(run).length > 0), 'all steps', 20_000);
  await office.app.worker.idle();
  const cups = runs().map((run) => /Cup:?\s*(\d+)/.exec(readable(run))?.[1]);
  expect(cups.toSorted()).toEqual(Array.from({ length: RUNS }, (_, cup) => String(cup)).toSorted());
  for (const run of runs()) {
    const steps = slack.thread(run).filter((one) => buttonsOf(one).includes('Done'));
    expect(steps).toHaveLength(1);
  }
  expect(slack.violations).toEqual([]);
  expect(office.log.filter((line) => line.level >= 50)).toEqual([]);

  function runs() {
    return ROOMS.flatMap((room) => slack.messages(room)).filter((one) => readable(one).includes('of 1 step'));
  }
}, 60_000);
