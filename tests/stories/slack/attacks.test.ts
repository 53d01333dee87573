/** Whoever belongs here but wants more than they may: to decide as somebody else, to read, to make it stop. */
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadPeople } from '../../../src/store/people.ts';
import { signature } from '../../support/slack/desk.ts';
import type { Json } from '../../support/slack/json.ts';
import { PEOPLE } from '../../support/slack/seed.ts';
import { mentionsOf, touchables, wordsOf } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener, approval: {role: boss}}
`;

const FRIDGE = `sop: fridge
title: Fridge
roles:
  - {id: cook, title: Cook}
steps:
  - {id: read, title: Read it, role: cook, evidence: [{id: degrees, title: Degrees, type: number, unit: °C}]}
`;

const ZOE = { name: 'zoe', realName: 'Zoe Zimmer', tz: 'Europe/Berlin', locale: 'de-DE' };

let office: Office;
let see: Seeing;
beforeAll(async () => {
  office = await openOffice({ teams: [{ people: [...PEOPLE, ZOE] }] });
  see = seeing(office);
  await office.publishes(TILL, { opener: ['ben'], boss: ['dora'] });
});
afterAll(() => office.end());
afterEach(() => expect(office.slack.violations).toEqual([]));

const person = (name: string) => office.slack.person(name);
const holders = async (role: string) =>
  (await loadPeople(office.app.db, `slack-${office.slack.id}`)).holders[role] ?? [];
const bot = () => `<@${office.slack.bot.userId}>`;
const row = (name: string) => office.slack.workspace.rows.users.findOneBy('user_id', person(name).id)?.id ?? -1;
const eva = () => person('eva');

/** As Slack tells of a person who changed what they are called. */
async function isCalled(name: string, realName: string): Promise<void> {
  const { rows } = office.slack.workspace;
  const user = rows.users.findOneBy('user_id', person(name).id);
  const profile = { ...user?.profile, real_name: realName, display_name: realName } as never;
  rows.users.update(row(name), { real_name: realName, profile });
  await person(name).slash('ops', '/sop help');
  const changed = { id: person(name).id, team_id: office.slack.id, real_name: realName, profile };
  await sendsEvent({ type: 'user_change', user: changed, cache_ts: 0 });
  await see.whisper(name, '/sop run');
}

/** Files that are kept. */
async function stored(): Promise<number> {
  const names = await readdir(join(office.environment.SOPWITH_DATA ?? '', 'files'), { recursive: true }).catch(
    () => [],
  );
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).length;
}

let events = 0;
function sendsEvent(event: Json) {
  events += 1;
  return office.slack.desk.send('events_api', {
    ...{ type: 'event_callback', team_id: office.slack.id, event_id: `EvAttack${events}`, event },
    authorizations: [{ team_id: office.slack.id, user_id: office.slack.bot.userId, is_bot: true }],
  });
}

describe('a name', () => {
  it('that somebody took from another gives them nothing: who is meant must be said', async () => {
    await person('zoe').slash('ops', '/sop help');
    for (const [taken, typed] of [
      ['Dora Roth', 'Dora Roth'],
      ['Dora', 'Dora'],
      [person('zoe').id, person('zoe').mention],
    ] as const) {
      await isCalled('eva', taken);
      await person('ana').slash('ops', `/sop role keeper add ${typed}`);
      await see.whisper('ana', /keeper|called/);
      expect({ typed, holders: await holders('keeper') }).toMatchObject({
        holders: expect.not.arrayContaining([eva().id]),
      });
    }
    expect(await holders('keeper')).toEqual([person('zoe').id]);
    await isCalled('eva', 'Eva Núñez');
  });

  it('full of marks calls nobody and leads nowhere', async () => {
    await isCalled('eva', '<!channel> <https://evil.example|Approve> *a*');
    await eva().slash('kitchen', '/sop run till');
    const run = await office.says('kitchen', 'of 1 step');
    expect(mentionsOf(run)).toEqual([]);
    await eva().slash('ops', '/sop status');
    expect(mentionsOf(await see.whisper('eva', 'till'))).toEqual([]);
    await isCalled('eva', 'Eva Núñez');
  });
});

describe('somebody of another company, in a shared channel', () => {
  beforeAll(() => void office.slack.workspace.rows.users.update(row('chen'), { team_id: 'T0ELSEWHERE' }));

  it.each(['list', 'status', 'show till', 'yaml till', 'roles', 'evidence', 'help', 'run', 'import', 'new'])(
    'reads nothing by asking for "%s"',
    async (phrase) => {
      const before = person('chen').whispers().length;
      await person('chen').says('kitchen', `${bot()} ${phrase}`);
      await office.slack.until(() => person('chen').whispers().length > before, 'an answer');
      const said = person('chen').whispers().slice(before).map(readable).join('\n');
      expect(said).toContain('Only a member of this workspace');
      expect(said).not.toMatch(/till|Boss|Ben|Dora/i);
    },
  );

  it('brings the app into no channel', async () => {
    const before = person('chen').whispers().length;
    const lobby = office.slack.channel('lobby');
    await person('chen').says('kitchen', `${bot()} routine till daily 09:00 in <#${lobby}|lobby>`);
    await office.slack.until(() => person('chen').whispers().length > before, 'an answer');
    expect(readable(await see.whisper('chen', 'member'))).toContain('Only a member of this workspace');
    expect(office.slack.callsOf('conversations.join')).toEqual([]);
  });

  it('reads nothing by pressing what they see, and leaves no file with us', async () => {
    await person('ben').slash('kitchen', '/sop run till');
    const run = await office.says('kitchen', '0 of 1 step');
    await person('chen').taps(run, 'Evidence');
    await see.whisper('chen', 'Only a member of this workspace');
    const before = await stored();
    await person('chen').replies(run, '', [{ name: 'sop.md', bytes: new TextEncoder().encode('# A') }]);
    await person('chen').drops('kitchen', {
      name: 'sop.md',
      bytes: new TextEncoder().encode('# A\n1. One\n2. Two\n3. Three'),
    });
    const looked = () => office.slack.callsOf('download').length > 0;
    await office.slack.until(looked, 'a look into what was dropped');
    await office.app.worker.idle();
    expect(await stored()).toBe(before);
  });
});

function command(name: string, text: string): Json {
  return {
    ...{ command: '/sop', text, team_id: office.slack.id, user_id: person(name).id, api_app_id: 'A1' },
    ...{
      channel_id: office.slack.channel('ops'),
      trigger_id: `1.${events++}.x`,
      response_url: `${office.slack.url}/none`,
    },
  };
}

describe('a request that was overheard', () => {
  it('is nothing else when it is sent as another kind: a message holds no button', async () => {
    await person('ben').slash('kitchen', '/sop run till');
    const run = await office.says('kitchen', '0 of 1 step');
    const step = await office.answers(run, 'Count it');
    await person('ben').taps(step, 'Done');
    const asked = await office.answers(run, 'approval is needed');
    const value = touchables(asked.blocks).find((one) => wordsOf(one) === 'Approve')?.element.value;
    const forged = {
      ...{ type: 'block_actions', user: { id: person('dora').id }, team: { id: office.slack.id } },
      ...{
        channel: { id: asked.channel },
        message: { ts: asked.ts },
        container: { type: 'message' },
        trigger_id: '1.1.1',
      },
      actions: [{ type: 'button', action_id: 'x', action_ts: '1.1', value }],
    };
    // Slack signs what somebody wrote; the kind of the body is not signed.
    const event = {
      type: 'message',
      text: `&payload=${encodeURIComponent(JSON.stringify(forged))}&`,
      ts: '1.2',
      user: eva().id,
    };
    const body = JSON.stringify({ type: 'event_callback', team_id: office.slack.id, event_id: 'EvOverheard', event });
    await posted(body, { 'content-type': 'application/x-www-form-urlencoded' });
    // Whatever came of it is done once what comes after is answered.
    await person('ana').slash('ops', '/sop status');
    await see.whisper('ana', /till/);
    await office.app.worker.idle();
    expect(readable(office.slack.message(asked) ?? asked)).toContain('approval is needed');
  });

  it('does once what it asks, however often it is sent, and nothing once it is altered', async () => {
    const body = new URLSearchParams(command('ben', 'run till') as Record<string, string>).toString();
    const before = office.slack.messages('ops').length;
    const signed = signature(body);
    const answers = await Promise.all(Array.from({ length: 5 }, () => posted(body, signed)));
    expect(answers).toEqual([200, 200, 200, 200, 200]);
    await office.slack.until(() => office.slack.messages('ops').length > before, 'the run');
    const other = 'v0=0000000000000000000000000000000000000000000000000000000000000000';
    const at = signed['x-slack-request-timestamp'];
    for (const [sent, headers] of [
      [`${body}&user_id=${person('ana').id}`, signed],
      [body, { ...signed, 'x-slack-request-timestamp': String(Number(at) + 1) }],
      [body, { ...signed, 'x-slack-request-timestamp': ` ${at}0` }],
      [body, { ...signed, 'x-slack-signature': other }],
      [body, { ...signed, 'x-slack-signature': [signed['x-slack-signature'], other] }],
      [body, { ...signed, 'x-slack-signature': [other, signed['x-slack-signature']] }],
      [body, { ...signed, 'x-slack-request-timestamp': [at, at] }],
      [body, { 'x-slack-signature': signed['x-slack-signature'] }],
      [body, { 'x-slack-request-timestamp': at }],
    ] as const) {
      expect({ headers, status: await posted(sent, headers) }).toEqual({ headers, status: 401 });
    }
    await office.app.worker.idle();
    expect(office.slack.messages('ops')).toHaveLength(before + 1);
  });
});

/** Sends it with exactly these headers, signed unless they say how. Gives the status. */
function posted(body: string, headers: Readonly<Record<string, string | readonly string[]>>): Promise<number> {
  const isSigned = Object.keys(headers).some((name) => name.startsWith('x-slack-'));
  const all = { ...(isSigned ? {} : signature(body)), ...headers } as Record<string, string>;
  return new Promise((resolve, reject) => {
    const sending = request(`${office.address}/slack/events`, { method: 'POST', headers: all }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.on('error', reject).end(body);
  });
}

describe('the number of a run', () => {
  it('alone opens nothing: the evidence of a private channel stays in it', async () => {
    await person('ben').slash('office', '/sop run till');
    const run = await office.says('office', 'of 1 step');
    const id = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(run.blocks))?.[1] ?? '';
    expect(id).not.toBe('');
    for (const phrase of ['evidence', 'cancel']) {
      await eva().slash('ops', `/sop ${phrase} ${id}`);
      expect(readable(await see.whisper('eva', /./))).toMatch(/no SOP|No open run/);
    }
    expect(
      eva()
        .direct()
        .flatMap((one) => one.files),
    ).toEqual([]);
    await person('ben').says('office', `${bot()} evidence ${id}`);
    await see.direct('ben', 'Evidence of');
  });
});

describe('evidence', () => {
  it('of whoever may not record any is none, written or added from a message of somebody who may', async () => {
    await office.publishes(FRIDGE, { cook: ['ben'] });
    await person('ben').slash('kitchen', '/sop run fridge');
    const run = await office.says('kitchen', 'Fridge');
    await office.answers(run, 'Read it');
    const reading = await person('ben').says('kitchen', '4.2 °C');
    await eva().messageShortcut('add_evidence', reading);
    await see.whisper('eva', /is with/);
    for (const name of ['eva', 'chen', 'robo']) await person(name).replies(run, '4.2 °C');
    await see.whisper('eva', /is with/);
    await office.app.worker.idle();
    expect(readable(office.slack.message(run) ?? run)).toContain('0 of 1 step');
    // Whoever may can take another's words for it, and answers for them.
    const others = await person('dora').replies(run, '3.9 °C');
    await person('ben').messageShortcut('add_evidence', others);
    await see.ticked(others);
  });
});
