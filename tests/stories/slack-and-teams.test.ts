/** One workspace whose people are in Slack and in Teams: roles are Sopwith's, whichever way somebody comes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMember, findMembersByEmail, listMembers, type Member, saveMember } from '../../src/store/members.ts';
import { grantRole } from '../../src/store/people.ts';
import { findTeamsMember } from '../../src/store/teams-people.ts';
import type { Json } from '../support/slack/json.ts';
import { readable as slackReadable } from '../support/slack/surface.ts';
import { actionsOf, readable } from '../support/teams/reading.ts';
import { TENANT_ID } from '../support/teams/seed.ts';
import { startTeams, type Teams } from '../support/teams/teams.ts';
import { type Office, openOffice } from './slack/office.ts';

const REFUND = `sop: refund
title: Refund
roles:
  - {id: agent, title: Agent}
  - {id: lead, title: Lead, for: approver}
steps:
  - id: pay
    title: Pay it back
    role: agent
    approval: {role: lead}
`;

let teams: Teams;
let office: Office;
let workspace: string;
/** The message of the first approval. */
let first: string;

beforeAll(async () => {
  teams = await startTeams({ isAnonymous: true });
  office = await openOffice({
    env: {
      TEAMS_ANONYMOUS: '1',
      TEAMS_TENANT_ID: TENANT_ID,
      TEAMS_SERVICE_URL: teams.url,
      TEAMS_WORKSPACE: 'slack-T0ACME000',
      TEAMS_ADMINS: teams.person('ana').email,
    },
  });
  teams.deliverTo(`${office.address}/api/messages`);
  workspace = `slack-${office.slack.id}`;
  await office.publishes(REFUND, { agent: ['ben'] });
});
afterAll(async () => {
  await office.end();
  await teams.close();
});

const isTold = (name: string, words: RegExp) =>
  teams.until(
    () =>
      teams
        .person(name)
        .direct()
        .findLast((one) => words.test(readable(one))),
    () => `${words} for ${name}; there is:\n${teams.person(name).direct().map(readable).join('\n--\n')}`,
    20_000,
  );

const gives = (role: string, member: string) =>
  office.app.db.transaction((tx) => grantRole(tx, workspace, role, member));

it('lets somebody in Teams approve what was started and done in Slack', async () => {
  expect(workspace).toBe('slack-T0ACME000');
  const cem = teams.person('cem');
  await cem.says('chat', 'help');
  await isTold('cem', /can say/);
  await gives('lead', cem.aadObjectId);
  await office.slack.person('eva').slash('kitchen', '/sop run refund');
  const run = await office.says('kitchen', 'of 1 step');
  const ben = office.slack.person('ben');
  await ben.taps(await office.answers(run, 'Pay it back'), 'Done');
  const asked = await isTold('cem', /Approval: Pay it back/);
  first = asked.id;
  const card = (await cem.sees(asked)) as Json;
  await cem.presses(asked, 'Approve', {}, { card });
  await office.becomes(run, /[Cc]ompleted/);
  expect(slackReadable(await office.answers(run, 'approved by'))).toContain('Cem Yilmaz');
});

it('knows whoever is in both by their address: what they did in Slack they do not approve in Teams', async () => {
  const { db } = office.app;
  const [ben, dee] = [office.slack.person('ben'), teams.person('dee')];
  const known = await findMember(db, workspace, ben.id);
  expect(known?.email).toBe('ben@example.com');
  // In Entra's directory they have the same address as in Slack's.
  await db.transaction((tx) => saveMember(tx, workspace, { ...(known as Member), email: dee.email, at: Date.now() }));
  await gives('lead', ben.id);
  await office.slack.person('eva').slash('kitchen', '/sop run refund');
  const run = await office.says('kitchen', '0 of 1 step');
  await ben.taps(await office.answers(run, 'Pay it back'), 'Done');
  const asked = await teams.until(
    () =>
      teams
        .person('cem')
        .direct()
        .findLast((one) => /Approval: Pay it back/.test(readable(one)) && one.id !== first),
    'the second approval',
    20_000,
  );
  const card = (await teams.person('cem').sees(asked)) as Json;
  await dee.says('chat', 'mine');
  await isTold('dee', /nothing waits|Nothing|waits/i);
  // The button of a card that they were never shown, sent by hand.
  const answer = await dee.invokes('adaptiveCard/action', { action: approveIn(card) }, 'chat');
  expect(JSON.stringify(answer)).toMatch(/Only Cem Yilmaz|did the work|yourself/);
  expect((await listMembers(db, workspace)).filter((one) => one.name === 'Dee Novak')).toEqual([]);
  await teams.person('cem').presses(asked, 'Approve', {}, { card });
  await office.becomes(run, /[Cc]ompleted/);
});

it('takes somebody who was met in Teams first for the one whom Slack tells of later', async () => {
  const { db } = office.app;
  const max = teams.person('max');
  await max.says('chat', 'help');
  await isTold('max', /can say/);
  await gives('agent', max.aadObjectId);
  await office.slack.person('eva').slash('kitchen', '/sop run refund');
  const run = await office.says('kitchen', '0 of 1 step');
  await office.answers(run, 'Pay it back');
  const id = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(run.blocks))?.[1] ?? '';
  const value = { v: 1, verb: 'complete', run: id, step: 'pay', attempt: 1 };
  const done = { type: 'Action.Execute', verb: 'sopwith', data: { value, isForm: true } };
  await max.invokes('adaptiveCard/action', { action: done }, 'chat');
  const asked = await office.answers(run, 'must approve');
  const before = await findMember(db, workspace, max.aadObjectId);
  await db.transaction((tx) =>
    saveMember(tx, workspace, { ...(before as Member), email: 'chen@example.com', at: Date.now() }),
  );
  await office.slack.person('chen').slash('kitchen', '/sop mine');
  await office.slack.until(() => office.slack.person('chen').whispers().at(-1), 'the answer');
  expect(await findMember(db, workspace, max.aadObjectId)).toMatchObject({ active: false });
  const chen = office.slack.person('chen');
  expect(await findTeamsMember(db, workspace, max.id)).toBe(chen.id);
  // What they did as the one they do not approve as the other.
  await gives('lead', chen.id);
  const told = chen.whispers().length;
  await chen.taps(asked, 'Approve');
  const said = await office.slack.until(() => chen.whispers().slice(told).at(-1), 'a refusal');
  expect(slackReadable(said)).toMatch(/did the work|own work|yourself/);
  // Slack tells of them again, and Teams too.
  for (const _ of [1, 2]) await max.says('chat', 'mine');
  await chen.slash('kitchen', '/sop mine');
  expect(await findMember(db, workspace, chen.id)).toMatchObject({ active: true, identity: before?.identity });
  expect(
    (await listMembers(db, workspace)).filter((one) => one.email === 'chen@example.com' && one.active),
  ).toHaveLength(1);
});

it('takes nobody of another company in Slack for somebody of the tenant, whatever address they go by', async () => {
  const { rows } = office.slack.workspace;
  const dora = office.slack.person('dora');
  const cem = teams.person('cem');
  const row = rows.users.findOneBy('user_id', dora.id);
  rows.users.update(row?.id ?? -1, { team_id: 'T0ELSEWHERE', profile: { ...row?.profile, email: cem.email } as never });
  await dora.slash('kitchen', '/sop help');
  await office.slack.until(() => dora.whispers().at(-1), 'the answer');
  expect(await findMember(office.app.db, workspace, dora.id)).toMatchObject({ active: false });
  expect((await findMembersByEmail(office.app.db, workspace, cem.email)).map(({ id }) => id)).toEqual([
    cem.aadObjectId,
  ]);
});

function approveIn(card: Json): Json {
  const found = actionsOf(card).find(({ action }) => action.title === 'Approve');
  return found?.action ?? {};
}
