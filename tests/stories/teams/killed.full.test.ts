/** The process is killed while it speaks. Begun again, it says what was not said, and nothing twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Call } from '../../support/teams/connector-proxy.ts';
import type { Wrong } from '../../support/teams/faults.ts';
import type { Message } from '../../support/teams/held.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';
import { saidAll } from './said-all.ts';
import { beginning, saidIn } from './till.ts';

const ROOMS = ['Kitchen', 'General'];
/** More posts than Teams takes in two seconds in two conversations. */
const RUNS = 20;

const TEA = `sop: tea
title: Tea
inputs:
  - {id: cup, title: Cup, type: text}
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
`;

let cafe: Cafe;
beforeAll(async () => {
  cafe = await openCafe();
  await cafe.publishes(TEA, { opener: ['ben'] });
  // Where Sopwith is, and what Graph calls the team.
  for (const room of ROOMS) await cafe.answers(await cafe.teams.person('ben').says(room, '@Sopwith help'), 'Sopwith');
  await cafe.stops();
});
afterAll(() => cafe.end());

interface Process {
  kill(): Promise<void>;
}

/** The program as it is started, hearing what happens in Teams. */
async function begin(): Promise<Process> {
  const script = fileURLToPath(new URL('./cafe.child.ts', import.meta.url));
  const given = JSON.stringify({ config: cafe.config, login: cafe.teams.settings });
  const child = spawn(process.execPath, [script, given], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  cafe.teams.deliverTo(`${value}/api/messages`);
  return {
    async kill() {
      cafe.teams.deliverTo(undefined);
      child.kill('SIGKILL');
      await gone;
    },
  };
}

let cups = 0;
/** Ben starts a run. Gives the cup it is for, which no other run is. */
async function orders(room: string): Promise<string> {
  cups += 1;
  const cup = `cup-${cups}.`;
  await cafe.teams.person('ben').says(room, `@Sopwith run tea cup=${cup}`);
  return cup;
}
const runs = () =>
  ROOMS.flatMap((room) => cafe.teams.messages(room)).filter((one) => readable(one).includes('of 1 step'));
const cupOf = (run: Message) => /cup-\d+\./.exec(readable(run))?.[0] ?? '';
const runOf = (cup: string) => runs().filter((one) => cupOf(one) === cup);
const steps = (run: Message) => cafe.teams.thread(run).filter((one) => buttonsOf(one).includes('Done'));

/** Lets the next call of a kind go wrong. Gives the call once it is under way. */
function lets(match: (call: Call) => boolean, wrong: Wrong): () => Promise<Call> {
  const { connector, until } = cafe.teams;
  const before = connector.calls.length;
  connector.inject({ match, ...wrong });
  return () => until(() => connector.calls.slice(before).find(match), 'the call', 20_000);
}

/** Begins again with nothing to hear, and says what is owed. */
async function makesUp(): Promise<void> {
  await cafe.starts();
  await cafe.app.worker.idle();
  await saidAll(cafe, 45_000);
  expect(runs().filter((run) => steps(run).length === 0)).toEqual([]);
  expect(cafe.log.filter(({ level }) => level >= 50)).toEqual([]);
  expect(cafe.teams.violations).toEqual([]);
  await cafe.stops();
}

it.each([
  ['the post of a run and its registration', beginning],
  ['the post of a step and its registration', saidIn('19:', 'Boil the water')],
])('killed between %s, it finds what it said', async (_what, match: (call: Call) => boolean) => {
  const process = await begin();
  const late = Promise.withResolvers<void>();
  const underWay = lets(match, { kind: 'held', until: late.promise });
  const cup = await orders('Kitchen');
  const said = await underWay();
  await process.kill();
  late.resolve();
  await cafe.teams.until(() => said.outcome, 'it to be taken', 20_000);
  expect(runOf(cup).flatMap((run) => [run, ...steps(run)])).toHaveLength(match === beginning ? 1 : 2);
  await makesUp();
  expect(runOf(cup).map((run) => steps(run).length)).toEqual([1]);
});

it.each([
  ['the post of a run', beginning],
  ['the post of a step', saidIn('19:', 'Boil the water')],
])('killed before %s, it says it', async (_what, match: (call: Call) => boolean) => {
  const process = await begin();
  const underWay = lets(match, { kind: 'hang' });
  const cup = await orders('General');
  await underWay();
  await process.kill();
  expect(runOf(cup).flatMap((run) => [run, ...steps(run)])).toHaveLength(match === beginning ? 0 : 1);
  await makesUp();
  expect(runOf(cup).map((run) => steps(run).length)).toEqual([1]);
});

it('killed in mid-burst, and again while it makes up for it, it has said each thing once', async () => {
  const { connector, until } = cafe.teams;
  const cupsOf = (count: number) => Array.from({ length: count }, (_, at) => ROOMS[at % ROOMS.length] ?? '');
  const before = connector.calls.length;
  const posts = () => connector.calls.slice(before).filter(isPost);
  const taken = () => posts().filter(({ outcome }) => outcome !== undefined);
  let ordered: readonly string[] = [];
  for (const rooms of [cupsOf(RUNS), []]) {
    const process = await begin();
    // One message that is under way is taken by Teams when nobody is there any more to hear of it.
    const late = Promise.withResolvers<void>();
    const enough = taken().length + 5;
    connector.inject({ kind: 'held', until: late.promise, match: isPost });
    ordered = [...ordered, ...(await Promise.all(rooms.map(orders)))];
    await until(() => taken().length >= enough, 'five posts', 20_000);
    await process.kill();
    late.resolve();
    await until(() => taken().length === posts().length, 'what was under way', 20_000);
  }
  expect(runs().flatMap(steps).length).toBeLessThan(cups);
  await makesUp();
  expect(ordered.map((cup) => runOf(cup).map((run) => steps(run).length))).toEqual(ordered.map(() => [1]));
});

function isPost(call: Call): boolean {
  return beginning(call) || saidIn('19:')(call);
}
