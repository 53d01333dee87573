/** Two companies served by one program, while much goes wrong for both: neither hears a word of the other. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromYaml } from '../../../src/engine/yaml.ts';
import type { Command } from '../../../src/runtime/command.ts';
import { parkedEffects } from '../../../src/store/effects.ts';
import { grantRole } from '../../../src/store/people.ts';
import { dynamic } from '../../../src/store/query.ts';
import { isJson, type Json } from '../../support/slack/json.ts';
import { bodyOf, type Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS, tooMany, type Wrong } from '../../support/teams/faults.ts';
import type { Message } from '../../support/teams/held.ts';
import { post } from '../../support/teams/post.ts';
import { GENERAL, KITCHEN, TENANT_ID } from '../../support/teams/seed.ts';
import { bearerOf, jsonOf, type Served, serve } from '../../support/teams/serve.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';

const RUNS = 4;
/** Who they are, where they work, and what their SOP is called. The stand-in has one tenant: the other's people are told apart by name. */
const HARBOUR = { tenant: TENANT_ID, place: KITCHEN, people: ['ana', 'ben'], title: 'Close the harbour' } as const;
const HILL = {
  tenant: '0d3c9b1e-6a52-4f7d-8e21-b4a7c5d6e9f0',
  place: GENERAL,
  people: ['cem', 'dee'],
  title: 'Close the hill',
} as const;
const COMPANIES = [HARBOUR, HILL];
type Company = (typeof COMPANIES)[number];

const SOP = (title: string) => `sop: close
title: ${title}
inputs:
  - {id: day, title: Day, type: text}
roles:
  - {id: closer, title: Closer}
  - {id: boss, title: Boss}
steps:
  - {id: lock, title: Lock it up, role: closer, approval: {role: boss}}
`;

let cafe: Cafe;
let relay: Served;
beforeAll(async () => {
  cafe = await openCafe({ env: { TEAMS_TENANT_ID: '' }, patience: 5_000 });
  relay = await serve([
    async (asked) => post(`${cafe.address}${asked.path}`, ofTheirs(jsonOf(asked)), { token: bearerOf(asked) }),
  ]);
  cafe.teams.deliverTo(`${relay.url}/api/messages`);
  for (const name of HILL.people) {
    const { id, aadObjectId, email } = cafe.teams.person(name);
    const body = {
      id,
      aadObjectId,
      name: cafe.teams.person(name).name,
      email,
      tenantId: HILL.tenant,
      userRole: 'user',
    };
    const match = ({ method, path }: Call) => method === 'GET' && path.endsWith(`/members/${id}`);
    cafe.teams.connector.inject({ kind: 'status', status: 200, body, match, times: 1_000_000 });
  }
  await Promise.all(COMPANIES.map(publish));
});
afterAll(async () => {
  await cafe.end();
  await relay.close();
});

/** What people of the other company do is told of their tenant. */
function ofTheirs(activity: unknown): Json {
  if (!isJson(activity)) throw new Error('that is no activity');
  const { name } = activity.from as { readonly name: string };
  const isOfHill = HILL.people.some((one) => cafe.teams.person(one).name === name);
  return isOfHill ? JSON.parse(JSON.stringify(activity).replaceAll(HARBOUR.tenant, HILL.tenant)) : activity;
}

async function publish({ tenant, people: [closer, boss], title }: Company): Promise<void> {
  const { app, teams } = cafe;
  for (const name of [closer, boss]) await teams.person(name).says('chat', 'help');
  for (const name of [closer, boss]) await teams.until(() => teams.person(name).direct().length > 1, 'help', 20_000);
  const read = fromYaml(SOP(title));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const workspace = `teams-${tenant}`;
  const { aadObjectId: id, chat } = teams.person(boss);
  const actor = { type: 'member', id, identity: `teams:${tenant}:${id}` } as const;
  const commands: readonly Command[] = [
    { type: 'createDraft', sop: 'close', definition: read.definition, questions: [], place: `teams:${chat}` },
    { type: 'publishDraft', sop: 'close' },
  ];
  for (const command of commands) {
    const reply = await app.handle({ workspace, key: command.type, actor, command });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  }
  await app.db.transaction(async (tx) => {
    await grantRole(tx, workspace, 'closer', teams.person(closer).aadObjectId);
    await grantRole(tx, workspace, 'boss', teams.person(boss).aadObjectId);
  });
  await app.worker.idle();
}

const runsOf = ({ place, title }: Company) =>
  cafe.teams.messages(place.name).filter((one) => readable(one).startsWith(title));
const asked = /^Approval: Lock it up/;
const asking = (messages: readonly Message[]) => messages.filter((one) => asked.test(readable(one)));

it('each has its own runs, approvals and records, whatever is lost on the way', async () => {
  const { teams } = cafe;
  const isIn =
    ({ place }: Company) =>
    (call: Call) =>
      call.method !== 'GET' && `${call.path} ${JSON.stringify(call.body)}`.includes(place.id);
  const wrongs: readonly Wrong[] = [
    { kind: 'after' },
    REFUSALS.unavailable,
    tooMany(1),
    { kind: 'reset' },
    { kind: 'after' },
  ];
  for (const company of COMPANIES)
    for (const wrong of wrongs) teams.connector.inject({ match: isIn(company), ...wrong });

  const days = Array.from({ length: RUNS }, (_, at) => `day-${at}.`);
  for (const day of days)
    await Promise.all(
      COMPANIES.map(({ place, people: [closer] }) =>
        teams.person(closer).says(place.name, `@Sopwith run close day=${day}`),
      ),
    );
  await teams.until(() => COMPANIES.every((one) => runsOf(one).length === RUNS), 'all runs', 30_000);
  for (const company of COMPANIES)
    for (const wrong of wrongs) teams.connector.inject({ match: isIn(company), ...wrong });
  const finished = async (company: Company, run: Message) => {
    const [closer, boss] = company.people.map((name) => teams.person(name));
    const step = await cafe.answers(run, 'Lock it up');
    await closer?.presses(step, 'Done');
    const approval = await cafe.answers(run, asked);
    const card = await boss?.sees(approval);
    await boss?.presses(approval, 'Approve', {}, card ? { card } : {});
    await cafe.becomes(run, /[Cc]ompleted/);
  };
  await Promise.all(COMPANIES.flatMap((one) => runsOf(one).map((run) => finished(one, run))));
  await cafe.app.worker.idle();

  for (const company of COMPANIES) {
    const runs = runsOf(company);
    expect(runs.map((one) => /day-\d\./.exec(readable(one))?.[0]).toSorted()).toEqual(days);
    for (const run of runs) {
      const thread = teams.thread(run).map(readable);
      expect(thread.filter((one) => one.startsWith('Lock it up'))).toHaveLength(1);
      expect(thread.filter((one) => asked.test(one))).toHaveLength(1);
    }
    expect(await parkedEffects(cafe.app.db, `teams-${company.tenant}`, 10)).toEqual([]);
    const other = company === HARBOUR ? HILL : HARBOUR;
    const heard = [company.place.name, ...company.people.map((name) => teams.person(name).chat)];
    const said = heard.flatMap((place) => teams.messages(place).flatMap((one) => [one, ...threadOf(one)]));
    expect(said.filter((one) => JSON.stringify(one).includes(other.title))).toEqual([]);
    expect(said.filter((one) => namesOf(other).some((name) => JSON.stringify(one).includes(name)))).toEqual([]);
  }
  expect(await placesByWorkspace()).toEqual(
    COMPANIES.map(({ tenant, place, people: [, boss] }) => [
      `teams-${tenant}`,
      [place.id, teams.person(boss).chat].toSorted(),
    ]).toSorted(),
  );
  expect(teams.violations).toEqual([]);

  function threadOf(one: Message) {
    return one.conversation.includes(';messageid=') ? teams.thread(one) : [];
  }
});

it('each is asked for with its own tenant', () => {
  const begun = cafe.teams.connector.callsOf('POST', /^\/v3\/conversations$/);
  for (const { tenant, place } of COMPANIES) {
    const theirs = begun.filter((one) => JSON.stringify(one.body).includes(place.id));
    expect(theirs.length).toBeGreaterThanOrEqual(RUNS);
    expect(new Set(theirs.map((one) => bodyOf(one).tenantId))).toEqual(new Set([tenant]));
  }
});

it('a button of the one does nothing for people of the other', async () => {
  const { teams } = cafe;
  await teams.person('ana').says('Kitchen', '@Sopwith run close day=last');
  const run = await cafe.says('Kitchen', /^Close the harbour.*last/s);
  const step = await cafe.answers(run, 'Lock it up');
  const answer = await teams.person('cem').presses(step, 'Done');
  expect(JSON.stringify(answer)).not.toContain(HARBOUR.title);
  await cafe.app.worker.idle();
  expect(asking(teams.thread(run))).toEqual([]);
  await teams.person('ana').presses(step, 'Done');
  await cafe.answers(run, asked);
});

function namesOf({ people }: Company): string[] {
  return people.map((name) => cafe.teams.person(name).name);
}

async function placesByWorkspace(): Promise<readonly (readonly [string, readonly string[]])[]> {
  const rows = await cafe.app.db.all<Record<string, never>, { workspace_id: string; place: string }>(
    dynamic((build) =>
      build.selectFrom('messages').select(['workspace_id', 'place']).where('platform', '=', 'teams').distinct(),
    ),
    {},
  );
  const workspaces = [...new Set(rows.map((row) => row.workspace_id))].toSorted();
  return workspaces.map((one) => [
    one,
    rows
      .filter((row) => row.workspace_id === one)
      .map((row) => row.place)
      .toSorted(),
  ]);
}
