/** Who is let in, and what an administrator reads who has set something up wrong. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SCOPE_NAMES } from '../../../src/adapters/slack/scopes.ts';
import { type Office, openOffice, readable } from './office.ts';

let office: Office | undefined;
afterEach(async () => {
  expect(office?.slack.violations ?? []).toEqual([]);
  await office?.end();
  office = undefined;
});

const TEA = `sop: tea
title: Tea
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
`;

describe('requests that Slack did not send', () => {
  it('are refused, and nothing is done: a wrong secret, an old or future time, none at all, another body', async () => {
    office = await openOffice();
    await office.publishes(TEA, { opener: ['ben'] });
    const { slack } = office;
    const now = Math.floor(Date.now() / 1_000);
    const command = {
      ...{ command: '/sop', text: 'run tea', team_id: slack.id, user_id: slack.person('ben').id },
      ...{ channel_id: slack.channel('kitchen'), trigger_id: '1.2.3', response_url: 'http://127.0.0.1:9/' },
    };
    const calls = slack.calls.length;
    for (const forgery of [
      { secret: 'another secret of somebody' },
      { at: now - 301 },
      { at: now + 301 },
      { isUnsigned: true },
    ]) {
      expect({ forgery, ...(await slack.desk.send('slash_commands', command, { forgery })) }).toMatchObject({
        status: 401,
      });
    }
    const mac = createHmac('sha256', 'signing-secret-of-the-stand-in')
      .update(`v0:${now}:command=%2Fhelp`)
      .digest('hex');
    const headers = { 'x-slack-request-timestamp': String(now), 'x-slack-signature': `v0=${mac}` };
    const url = `${office.address}/slack/events`;
    expect((await fetch(url, { method: 'POST', headers, body: 'command=%2Fsop' })).status).toBe(401);
    expect(
      (await fetch(url, { method: 'POST', headers: { ...headers, 'x-slack-signature': 'v0=' }, body: '' })).status,
    ).toBe(401);
    await office.app.worker.idle();
    expect(slack.calls.slice(calls)).toEqual([]);
    expect(slack.messages('kitchen')).toEqual([]);
  });

  it('as links do nothing: a GET finds no page there, and changes nothing', async () => {
    office = await openOffice();
    const before = office.slack.calls.length;
    for (const path of ['/slack/events', '/slack/install', '/slack/oauth_redirect', '/slack/events?challenge=1']) {
      expect((await fetch(`${office.address}${path}`)).status).toBe(404);
    }
    expect(office.slack.calls.slice(before)).toEqual([]);
  });

  it('too large, or no form and no JSON, are refused before they are read', async () => {
    office = await openOffice();
    const { slack, address } = office;
    const large = 'x'.repeat(3 * 1024 * 1024);
    expect((await fetch(`${address}/slack/events`, { method: 'POST', body: large })).status).toBe(413);
    expect(await slack.desk.send('interactive', 'no payload' as never)).toMatchObject({ status: 400 });
  });
});

describe('a start', () => {
  const advice = () => office?.log.filter((line) => line.level >= 40).map((line) => line.msg) ?? [];

  it('with a revoked token says which page to open, once, and the program runs', async () => {
    office = await openOffice({
      before: ({ workspace }) => {
        workspace.revoked.set(workspace.bot.token, 'token_revoked');
        for (const one of workspace.rows.tokens.all())
          if (one.token_type === 'bot') workspace.rows.tokens.delete(one.id);
      },
    });
    expect(advice()).toEqual([
      expect.stringMatching(/SLACK_BOT_TOKEN \(token_revoked\).*https:\/\/api\.slack\.com\/apps, OAuth/),
    ]);
    expect((await fetch(office.address)).status).toBe(200);
  });

  it('without a scope names the scope, what it is for, and the page', async () => {
    office = await openOffice({ teams: [{ scopes: SCOPE_NAMES.filter((one) => one !== 'files:read') }] });
    expect(advice()).toEqual([
      expect.stringMatching(
        /the scope files:read is missing \(needed to fetch.*https:\/\/api\.slack\.com\/apps.*Reinstall/,
      ),
    ]);
  });

  it.each(['http', 'socket'] as const)(
    'while Slack cannot be reached goes on, and connects later (%s)',
    async (mode) => {
      office = await openOffice({
        mode,
        before: (slack) => {
          slack.inject({ method: 'auth.test', kind: 'reset', times: 2 });
          slack.inject({ method: 'apps.connections.open', kind: 'status', status: 503, times: 2 });
        },
      });
      const { log, slack } = office;
      await vi.waitFor(() => expect(log.map((line) => line.msg)).toContain('Slack: connected to Acme'), 10_000);
      const unreached = advice().filter((line) => line.includes('could not be reached'));
      expect(unreached[0]).toContain('Check the network');
      expect(unreached.length).toBeLessThanOrEqual(2);
      if (mode === 'socket') await slack.until(() => slack.link.connections() > 0, 'the socket', 10_000);
      await office.publishes(TEA, { opener: ['ben'] });
      await slack.person('ben').slash('kitchen', '/sop run tea');
      await office.says('kitchen', 'of 1 step');
    },
  );

  it('with a wrong app token says which page to open, once', async () => {
    office = await openOffice({ mode: 'socket', env: { SLACK_APP_TOKEN: 'xapp-of-another-app' } });
    expect(advice().filter((line) => line.includes('SLACK_APP_TOKEN'))).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN \(invalid_auth\).*App-Level Tokens.*connections:write/),
    ]);
  });
});

describe('Socket Mode', () => {
  it('is opened again when Slack ends the connection, however Slack answers at first', async () => {
    office = await openOffice({ mode: 'socket' });
    const { slack } = office;
    await office.publishes(TEA, { opener: ['ben'] });
    slack.inject({ method: 'apps.connections.open', kind: 'reset', times: 2 });
    slack.link.disconnect('refresh_requested');
    await slack.until(() => slack.callsOf('apps.connections.open').length >= 4, 'another connection', 10_000);
    await slack.until(() => slack.link.connections() === 1, 'the connection', 10_000);
    await slack.person('ben').slash('kitchen', '/sop run tea');
    expect(readable(await office.says('kitchen', 'of 1 step'))).toContain('Tea');
  });
});

describe('a stop', () => {
  it('finishes what Slack was told is being done', async () => {
    office = await openOffice();
    const { slack, log, address } = office;
    await office.publishes(TEA, { opener: ['ben'] });
    const held = Promise.withResolvers<void>();
    slack.inject({ method: 'conversations.info', kind: 'held', until: held.promise });
    await slack.person('ben').slash('kitchen', '/sop run tea');
    await slack.until(() => slack.callsOf('conversations.info').length > 0, 'a slow call');
    const stopped = office.stops();
    await vi.waitFor(() => expect(fetch(address)).rejects.toThrow());
    held.resolve();
    await stopped;
    await office.starts();
    await office.says('kitchen', 'of 1 step');
    expect(log.filter((line) => line.level >= 50)).toEqual([]);
  });

  it('while Slack is asked where to connect leaves no connection behind', async () => {
    office = await openOffice({ mode: 'socket' });
    const { slack } = office;
    const held = Promise.withResolvers<void>();
    slack.inject({ method: 'apps.connections.open', kind: 'held', until: held.promise });
    const before = slack.callsOf('apps.connections.open').length;
    slack.link.disconnect('refresh_requested');
    await slack.until(() => slack.callsOf('apps.connections.open').length > before, 'the question');
    await office.stops();
    expect(slack.link.connections()).toBe(0);
    held.resolve();
    await slack.until(() => slack.link.connections() === 1, 'a connection that nobody wants any more');
    await slack.until(() => slack.link.connections() === 0, 'its end');
  });
});

describe('an answer that Slack does not take', () => {
  it('is not called undone: what was done stands', async () => {
    office = await openOffice();
    const { slack } = office;
    await office.publishes(TEA, { opener: ['ben'] });
    slack.inject({ method: 'response_url', kind: 'status', status: 500 });
    await slack.person('ana').slash('ops', `/sop role opener add ${slack.person('chen').mention}`);
    const told = await slack.until(
      () =>
        slack
          .person('ana')
          .whispers()
          .findLast((one) => readable(one).includes('Not shown')),
      'what became of it',
    );
    expect(readable(told)).toContain('What you did stands');
  });
});
