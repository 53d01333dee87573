/** The pages that anybody on the internet can open: they repeat nothing, write no secret down, and change nothing by themselves. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findSlackInstallation } from '../../../src/store/slack-installations.ts';
import { CLIENT_SECRET, SIGNING_SECRET } from '../../support/slack/app.ts';
import { freePort } from '../../support/slack/free-port.ts';
import { touchables, wordsOf } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';

const ACME = 'T0ACME000';
const BETA = 'T0BETA000';
const TEA = `sop: tea
title: Make tea
roles: [{id: boss, title: Boss}]
steps:
  - {id: boil, title: Boil the water, approval: {role: boss}}
`;
const SCRIPT = '<script>alert(1)</script>';

let office: Office;
beforeAll(async () => {
  const port = await freePort();
  office = await openOffice({
    teams: [
      { id: ACME, name: `Acme ${SCRIPT}`, isInstalled: false },
      { id: BETA, name: 'Beta', isInstalled: false },
    ],
    env: {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SOPWITH_SECRET: 'a secret that is long enough to be one',
    },
  });
});
afterAll(() => office.end());

const page = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${office.address}${path}`, { headers, redirect: 'manual' });

/** As a browser that began to add the app. */
async function begun(): Promise<{ readonly cookie: string; readonly state: string }> {
  const asked = await page('/slack/install');
  const cookie = asked.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, state: new URL(asked.headers.get('location') ?? '').searchParams.get('state') ?? '' };
}

it('what an address says is not repeated on a page', async () => {
  const { cookie, state } = await begun();
  const said = encodeURIComponent(SCRIPT);
  for (const query of [
    `error=${said}`,
    `code=${said}&state=${said}`,
    `code=${said}&state=${state}`,
    `error_description=${said}&error=x&state=${state}`,
    said,
  ]) {
    for (const path of ['/slack/oauth_redirect', '/slack/install']) {
      const answer = await page(`${path}?${query}`, { cookie });
      const text = await answer.text();
      expect({ path, query, text }).not.toMatchObject({ text: expect.stringContaining('<script>') });
      expect(answer.headers.get('location') ?? '').not.toContain('script');
    }
  }
});

it('whoever brings somebody to the last page with their own state adds nothing', async () => {
  const attacker = await begun();
  const victim = await begun();
  const before = office.slack.callsOf('oauth.v2.access').length;
  const answer = await page(`/slack/oauth_redirect?code=any&state=${attacker.state}`, { cookie: victim.cookie });
  expect(answer.status).toBe(400);
  expect(office.slack.callsOf('oauth.v2.access')).toHaveLength(before);
});

it('the page that begins sends people to Slack and nowhere else, with a cookie that no script reads', async () => {
  for (const path of [
    '/slack/install?redirect_uri=https://evil.example',
    '//evil.example/slack/install',
    '/slack/install?team=T1&state=x',
  ]) {
    const location = (await page(path)).headers.get('location');
    if (location !== null) expect(new URL(location).origin).toBe(new URL(office.slack.url).origin);
    if (location !== null) expect(decodeURIComponent(location)).not.toContain('evil');
  }
  expect((await page('/slack/install')).headers.getSetCookie().join()).toMatch(/HttpOnly/i);
});

it('one workspace is never added in the name of another, and secrets are nowhere in the log', async () => {
  const db = office.app.db;
  const added = async (team: string) =>
    office.slack.team(team).person('ana').installs(`${office.address}/slack/install`);
  expect(await added(ACME)).toMatchObject({ status: 200 });
  const acme = await findSlackInstallation(db, ACME);
  office.slack.inject({ method: 'oauth.v2.access', kind: 'status', status: 500, body: '{}' });
  expect(await added(BETA)).toMatchObject({ status: 400 });
  office.slack.inject({ method: 'auth.test', kind: 'error', error: 'invalid_auth' });
  expect(await added(BETA)).toMatchObject({ status: 400 });
  expect(await findSlackInstallation(db, BETA)).toBeUndefined();
  expect(await added(BETA)).toMatchObject({ status: 200 });
  expect(await findSlackInstallation(db, ACME)).toEqual(acme);
  const tokens = [ACME, BETA].flatMap((team) =>
    office.slack
      .team(team)
      .workspace.rows.tokens.all()
      .map((one) => one.token),
  );
  const codes = office.slack.callsOf('oauth.v2.access').map((one) => String(one.args.code));
  const written = JSON.stringify(office.log);
  for (const secret of ['xoxb-', 'Bearer', CLIENT_SECRET, SIGNING_SECRET, 'long enough to be one', ...tokens, ...codes])
    expect({ secret, isWritten: written.includes(secret) }).toEqual({ secret, isWritten: false });
});

it('what is known of one workspace opens nothing in another', async () => {
  const [acme, beta] = [office.slack.team(ACME), office.slack.team(BETA)];
  await office.publishes(TEA, { boss: ['dora'] }, acme);
  await acme.person('ben').slash('kitchen', '/sop run tea');
  const run = await office.slack.until(() => acme.messages('kitchen')[0], 'the run');
  const step = await office.slack.until(() => acme.thread(run)[0], 'its step');
  await acme.person('ben').taps(step, 'Done');
  const asked = await office.slack.until(
    () => acme.thread(run).find((one) => buttonsOf(one).includes('Approve')),
    'the approval',
  );
  const approve = String(touchables(asked.blocks).find((one) => wordsOf(one) === 'Approve')?.element.value);
  const { run: id } = JSON.parse(approve) as { readonly run: string };
  const before = beta.person('dora').whispers().length;
  const values = [
    approve,
    ...['show_evidence', 'show_steps', 'more'].map((verb) => JSON.stringify({ v: 1, verb, run: id })),
  ];
  for (const [index, value] of values.entries()) {
    await office.slack.desk.send('interactive', {
      ...{ type: 'block_actions', user: { id: beta.person('dora').id, team_id: BETA }, team: { id: BETA } },
      ...{ trigger_id: `3.${index}.x`, channel: { id: beta.channel('kitchen') }, message: { ts: asked.ts } },
      container: { type: 'message', channel_id: beta.channel('kitchen'), message_ts: asked.ts },
      actions: [{ type: 'button', action_id: 'x', block_id: 'b', action_ts: `3.${index}`, value }],
    });
  }
  await beta.person('dora').slash('ops', `/sop evidence ${id}`);
  await office.slack.until(() => beta.person('dora').whispers().length > before + values.length - 1, 'the answers');
  expect(beta.person('dora').whispers().map(readable).join('\n')).not.toMatch(/tea|Boil|Ben/i);
  expect(buttonsOf(acme.message(asked) ?? asked)).toContain('Approve');
  expect(office.slack.violations).toEqual([]);
});
