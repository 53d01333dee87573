/** Files and places that somebody names by hand: taken is only what they may see, and nothing is said for them elsewhere. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Json } from '../../support/slack/json.ts';
import { type Message, mentionsOf, type View } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const COUNTER = `sop: counter
title: Counter <!channel> <https://evil.example|Approve here>
roles:
  - {id: opener, title: Opener}
steps:
  - id: photo
    title: Photograph the counter
    role: opener
    evidence:
      - {id: photo, title: Photo, type: photo}
`;
const TEA = 'sop: tea\ntitle: Make tea\nsteps:\n  - {id: boil, title: Boil the water}\n';

let office: Office;
let see: Seeing;
let sop: string;
let run: Message;
beforeAll(async () => {
  office = await openOffice();
  see = seeing(office);
  await office.publishes(COUNTER, { opener: ['eva'] });
  sop = await office.publishes(TEA);
  await eva().slash('kitchen', '/sop run counter');
  run = await office.says('kitchen', 'of 1 step');
});
afterAll(() => office.end());
afterEach(() => expect(office.slack.violations).toEqual([]));

const person = (name: string) => office.slack.person(name);
const eva = () => person('eva');
const stored = async () => {
  const names = await readdir(join(office.environment.SOPWITH_DATA ?? '', 'files'), { recursive: true }).catch(
    () => [],
  );
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).length;
};

let sent = 0;
function common(name: string): Json {
  sent += 1;
  const { id } = person(name);
  return {
    ...{ user: { id, team_id: office.slack.id }, team: { id: office.slack.id, domain: 'acme' } },
    ...{ trigger_id: `9.${sent}.x`, api_app_id: 'A1', token: 'x', is_enterprise_install: false, enterprise: null },
  };
}

function submits(name: string, view: Partial<View> & { readonly callbackId: string }, values: Json) {
  const { id = `V${sent}`, metadata = '{}', hash = '1.x', callbackId } = view;
  return office.slack.desk.send('interactive', {
    ...{ type: 'view_submission', ...common(name), response_urls: [] },
    view: {
      ...{ id, type: 'modal', team_id: office.slack.id, callback_id: callbackId, private_metadata: metadata, hash },
      ...{
        state: { values },
        previous_view_id: null,
        root_view_id: id,
        app_installed_team_id: office.slack.id,
        blocks: [],
      },
    },
  });
}

describe('a file', () => {
  it('whose address is a method of Slack is not fetched: the bot would say what somebody else wrote', async () => {
    const said = new URLSearchParams({ channel: office.slack.channel('ops'), text: 'I am your bot' });
    const says = (url: string) => ({ url_private: url, url_private_download: url });
    for (const url of [
      `${office.slack.url}/api/chat.postMessage?${said}`,
      `${office.slack.url}/files-pri/../api/chat.postMessage?${said}`,
      `${office.slack.url}/files-pri/%2e%2e/api/chat.postMessage?${said}`,
    ]) {
      await eva().replies(run, '', [{ name: 'odd.png', bytes: png(8, 8), says: says(url) }]);
      await see.whisper('eva', 'lies outside of Slack');
    }
    await eva().replies(run, '', [{ name: 'ext.png', bytes: png(8, 9), says: { is_external: true } }]);
    await see.whisper('eva', 'lies outside of Slack');
    expect(office.slack.messages('ops').map((one) => one.text)).not.toContain('I am your bot');
    expect(office.slack.callsOf('chat.postMessage').map((one) => one.args.text)).not.toContain('I am your bot');
  });

  it('that they may not see is no evidence of theirs, named in a form by hand', async () => {
    const step = await office.answers(run, 'Photograph the counter');
    const secret = await person('ana').drops('office', { name: 'salaries.png', bytes: png(20, 20) });
    const before = await stored();
    await eva().taps(step, 'Done');
    const view = await see.modal('eva', 'Photo');
    const file = { id: secret.files[0]?.id, url_private: 'x', url_private_download: 'x', user: eva().id };
    for (const made of [{ id: file.id }, file]) {
      const answer = await submits('eva', view, { photo: { photo: { type: 'file_input', files: [made] } } });
      expect(JSON.stringify(answer.body)).toMatch(/not yours/);
      expect(JSON.stringify(answer.body)).not.toMatch(/salaries/);
    }
    expect(await stored()).toBe(before);
    await eva().submits(view, { Photo: [{ name: 'mine.png', bytes: png(21, 20) }] });
    await office.becomes(run, /[Cc]ompleted/);
  });

  it('that they may not see is not imported by a button made by hand', async () => {
    const secret = await person('ana').drops('office', {
      name: 'plan.md',
      bytes: new TextEncoder().encode('# Plan\n1. Boil'),
    });
    await office.slack.desk.idle();
    const before = await stored();
    await office.slack.desk.send('interactive', {
      ...{ type: 'block_actions', ...common('eva'), channel: { id: office.slack.channel('kitchen'), name: 'kitchen' } },
      container: {
        type: 'message',
        message_ts: '1.1',
        channel_id: office.slack.channel('kitchen'),
        is_ephemeral: true,
      },
      actions: [
        { type: 'button', action_id: 'import_offer', block_id: 'b', action_ts: '5.1', value: secret.files[0]?.id },
      ],
    });
    await see.whisper('eva', 'not yours').catch(async () => see.modal('eva', 'not yours'));
    expect(await stored()).toBe(before);
  });

  it('that is only looked into is not kept', async () => {
    const before = await stored();
    const fetched = office.slack.callsOf('download').length;
    const bytes = new TextEncoder().encode('Dear all, my private letter.');
    await eva().drops('kitchen', { name: 'letter.md', bytes });
    await office.slack.until(() => office.slack.callsOf('download').length > fetched);
    await office.slack.desk.idle();
    await eva().slash('ops', '/sop help');
    await see.whisper('eva', '/sop run');
    expect(await stored()).toBe(before);
  });

  it('comes with few others at a time, however many are sent at once', async () => {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    office.slack.inject({ method: 'download', kind: 'held', until, times: 10 });
    const before = office.slack.callsOf('download').length;
    await eva().slash('kitchen', '/sop run counter');
    const another = await office.says('kitchen', '0 of 1 step');
    const files = Array.from({ length: 10 }, (_, index) => ({ name: `${index}.png`, bytes: png(30, 30 + index) }));
    const reply = await eva().replies(another, '', files);
    await office.slack.until(() => office.slack.callsOf('download').length - before >= 3);
    await eva().slash('ops', '/sop help');
    await see.whisper('eva', '/sop run');
    expect(office.slack.callsOf('download').length - before).toBe(3);
    release();
    await see.ticked(reply);
    expect(office.slack.callsOf('download').length - before).toBe(10);
  });

  it('is sent with words that call nobody and lead nowhere', async () => {
    await eva().slash('ops', '/sop yaml counter');
    const file = await see.direct('eva', 'as YAML');
    expect(mentionsOf(file)).toEqual([]);
    expect(file.text).not.toContain('<https://evil.example');
  });
});

describe('a channel chosen by hand', () => {
  const chosen = (channel: string) => ({
    sop: { sop: { type: 'static_select', selected_option: { value: sop } } },
    channel: { channel: { type: 'conversations_select', selected_conversation: channel } },
  });

  it('that they are not in hears nothing from them', async () => {
    const before = office.slack.messages('office').length;
    await person('ana').slash('office', '/sop run tea');
    await office.says('office', 'Make tea');
    const there = office.slack.messages('office').length;
    expect(there).toBeGreaterThan(before);
    const answer = await submits('eva', { callbackId: 'choose_run' }, chosen(office.slack.channel('office')));
    expect(JSON.stringify(answer.body)).toContain('errors');
    await office.app.worker.idle();
    expect(office.slack.messages('office')).toHaveLength(there);
    // Whoever is in it may.
    await submits('ben', { callbackId: 'choose_run' }, chosen(office.slack.channel('office')));
    await office.slack.until(() => office.slack.messages('office').length > there);
  });

  it('or remembered by a form that was made by hand, is none to speak in either', async () => {
    const there = office.slack.messages('office').length;
    const value = { v: 1, verb: 'start', sop };
    const metadata = JSON.stringify({ value, channel: office.slack.channel('office') });
    const answer = await submits(
      'eva',
      { callbackId: 'form', metadata },
      { any: { any: { type: 'plain_text_input', value: 'x' } } },
    );
    expect(JSON.stringify(answer.body)).toContain('I cannot post into that channel for you');
    await office.app.worker.idle();
    expect(office.slack.messages('office')).toHaveLength(there);
  });

  it('that is between somebody else and the bot hears nothing from them', async () => {
    const direct = await person('ben').opensDirect();
    await person('ben').says(direct, 'run tea');
    await see.direct('ben', 'Make tea');
    await office.app.worker.idle();
    const before = person('ben').direct().length;
    const answer = await submits('eva', { callbackId: 'choose_run' }, chosen(direct));
    expect(JSON.stringify(answer.body)).toContain('errors');
    await office.app.worker.idle();
    expect(person('ben').direct()).toHaveLength(before);
    expect(person('ben').direct().map(readable).join('\n')).not.toContain('Eva');
  });
});
