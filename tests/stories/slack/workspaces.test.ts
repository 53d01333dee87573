/** Two companies add the app through Slack's own pages. Nothing of one is seen by the other. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../src/runtime/command.ts';
import { parkedEffects } from '../../../src/store/effects.ts';
import { freePort } from '../../support/slack/free-port.ts';
import { type Office, openOffice, readable } from './office.ts';

const TEA = (title: string) => `sop: tea
title: ${title}
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
`;

const ACME = 'T0ACME000';
const BETA = 'T0BETA000';

describe('two workspaces', () => {
  let office: Office;
  beforeAll(async () => {
    const port = await freePort();
    office = await openOffice({
      teams: [
        { id: ACME, name: 'Acme', isInstalled: false },
        { id: BETA, name: 'Beta', isInstalled: false },
      ],
      env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
    });
  });
  afterAll(() => office.end());

  const installPage = (path = '/slack/install') => `${office.address}${path}`;
  const ana = (team: string) => office.slack.team(team).person('ana');

  it('are each added by a page of Slack, and told so in words', async () => {
    for (const team of [ACME, BETA]) {
      const { status, text } = await ana(team).installs(installPage(`/slack/install`));
      expect({ team, status, said: /<h1>(.*?)<\/h1>/.exec(text)?.[1] }).toEqual({
        ...{ team, status: 200, said: 'Sopwith is in your workspace' },
      });
    }
  });

  it('have people, SOPs and messages of their own, under the same ids', async () => {
    const { slack } = office;
    for (const [team, title] of [
      [ACME, 'Tea at Acme'],
      [BETA, 'Tea at Beta'],
    ] as const) {
      const there = slack.team(team);
      await office.publishes(TEA(title), { opener: ['ben'] }, there);
      await there.person('ben').slash('kitchen', '/sop run tea');
    }
    for (const [team, title, other] of [
      [ACME, 'Tea at Acme', 'Beta'],
      [BETA, 'Tea at Beta', 'Acme'],
    ] as const) {
      const there = slack.team(team);
      const card = await slack.until(() => there.messages('kitchen').find((one) => readable(one).includes(title)));
      const step = await slack.until(() => there.thread(card)[0]);
      await there.person('ben').taps(step, 'Done');
      await slack.until(() => /[Cc]ompleted/.test(readable(there.message(card) ?? card)));
      await there.person('ana').slash('ops', '/sop list');
      const listed = await slack.until(() =>
        there
          .person('ana')
          .whispers()
          .find((one) => readable(one).includes(title)),
      );
      expect(readable(listed)).not.toContain(other);
      const all = [...there.messages('kitchen'), ...there.messages('ops')].map(readable).join('\n');
      expect(all).not.toContain(other);
    }
    const tokens = slack.callsOf('chat.postMessage').map((one) => [one.workspace?.id, one.token]);
    expect(new Set(tokens.map(String)).size).toBe(2);
  });

  it('keep their tokens encrypted: they are nowhere in the data folder', async () => {
    const folder = office.environment.SOPWITH_DATA ?? '';
    const tokens = [ACME, BETA].flatMap((team) =>
      office.slack
        .team(team)
        .workspace.rows.tokens.all()
        .filter((one) => one.token_type === 'bot')
        .map((one) => one.token),
    );
    expect(tokens).toHaveLength(2);
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    expect(names.map((one) => one.name)).toContain('sopwith.db');
    for (const one of names) {
      const bytes = await readFile(join(one.parentPath, one.name));
      for (const token of tokens) expect(bytes.includes(token)).toBe(false);
    }
  });

  it('forget a token when the app is taken off, and work again when it is added once more', async () => {
    const { slack } = office;
    const beta = slack.team(BETA);
    await beta.uninstalls();
    const removed = () => office.log.filter((line) => line.msg.startsWith('the app was removed'));
    await vi.waitFor(() => expect(removed().length).toBeGreaterThan(0));
    const calls = slack.calls.length;
    const refused = await slack.desk.send('slash_commands', {
      command: '/sop',
      text: 'list',
      team_id: BETA,
      user_id: ana(BETA).id,
    });
    expect(refused.status).toBe(404);
    expect(slack.calls.slice(calls)).toEqual([]);
    // The other one does not notice.
    await ana(ACME).slash('ops', '/sop list');

    const { status } = await ana(BETA).installs(installPage());
    expect(status).toBe(200);
    await beta.person('ben').slash('kitchen', '/sop run tea');
    await slack.until(() => beta.messages('kitchen').filter((one) => readable(one).includes('of 1 step')).length === 2);
  });

  it('are not forgotten by news of the token before', async () => {
    const { slack } = office;
    const revoked = slack.desk.deliveries.findLast((one) => JSON.stringify(one.payload).includes('tokens_revoked'));
    const removed = slack.desk.deliveries.findLast((one) => JSON.stringify(one.payload).includes('app_uninstalled'));
    for (const late of [revoked, removed]) if (late) await slack.redeliver(late, 3);
    const before = ana(BETA).whispers().length;
    await ana(BETA).slash('ops', '/sop list');
    await slack.until(() => ana(BETA).whispers().length > before);
  });

  it('are told in words when Slack does not confirm: a bad state, a code used twice, no cookie', async () => {
    const asked = await fetch(installPage(), { redirect: 'manual' });
    const cookie = asked.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const state = new URL(asked.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const back = (query: string, headers = {}) => fetch(installPage(`/slack/oauth_redirect?${query}`), { headers });
    const before = office.slack.callsOf('oauth.v2.access').length;
    for (const answer of [
      await back('code=any&state=forged', { cookie }),
      await back(`code=any&state=${state}`),
      await back('error=access_denied', { cookie }),
      await back(''),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('Sopwith was not added');
    }
    expect(office.slack.callsOf('oauth.v2.access')).toHaveLength(before);
    const reused = await back(`code=used&state=${state}`, { cookie });
    expect([reused.status, await reused.text()]).toEqual([400, expect.stringContaining('Sopwith was not added')]);
    expect(office.slack.violations).toEqual([]);
  });

  it('say what was owed while the app was not there, once it is there again', async () => {
    const { slack, app } = office;
    const beta = slack.team(BETA);
    await beta.person('ben').slash('ops', '/sop run tea');
    const card = await slack.until(() => beta.messages('ops').find((one) => readable(one).includes('of 1 step')));
    await slack.until(() => beta.thread(card)[0]);
    await app.worker.idle();
    const removed = () => office.log.filter((line) => line.msg.startsWith('the app was removed')).length;
    const before = removed();
    await beta.uninstalls();
    await vi.waitFor(() => expect(removed()).toBeGreaterThan(before));

    const workspace = `slack-${BETA}`;
    const run = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(card.blocks))?.[1] ?? '';
    const actor = { type: 'member', id: beta.person('ben').id, identity: `slack:${BETA}:ben` } as const;
    const command: Command = { type: 'completeStep', run, step: 'boil', items: [] };
    expect(await app.handle({ workspace, key: 'away', actor, command })).toMatchObject({ status: 'accepted' });
    await vi.waitFor(async () => expect(await parkedEffects(app.db, workspace, 50)).not.toEqual([]));
    expect(readable(beta.message(card) ?? card)).toContain('0 of 1 step');

    await ana(BETA).installs(installPage());
    await slack.until(() => /[Cc]ompleted/.test(readable(beta.message(card) ?? card)), 'what was owed');
    await app.worker.idle();
    expect(await parkedEffects(app.db, workspace, 50)).toEqual([]);
    // Nobody is told of what is mended.
    expect(beta.person('ben').direct().map(readable).join()).not.toContain('Not posted');
  });
});
