/** Webhooks on the Settings page: made, tried, switched and removed there, by administrators alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../../stories/publishing.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { tea } from '../../support/sops.ts';
import { openReceiver, type Receiver } from '../webhooks/receiver.ts';
import { type BrowserTab, openHouse, PUBLIC, signedIn } from './visiting.ts';

describe('webhooks in the library', () => {
  let work: Workplace;
  let receiver: Receiver;
  let eva: BrowserTab;
  beforeAll(async () => {
    receiver = await openReceiver();
    work = await openHouse('sqlite', { publicUrl: PUBLIC, webhookHosts: [receiver.host] });
    await published(work, tea('{id: boil, title: Boil water, role: opener}'));
    eva = await signedIn(work, 'eva', work.app.workspace);
  });
  afterAll(async () => {
    await work.end();
    await receiver.close();
  });

  const made = async (form: string) => {
    const csrf = await eva.csrf();
    const { status, text } = await eva.post('/library/settings/webhooks', {
      form: { csrf, form, url: receiver.url, 'topic-run': 'on', 'topic-step': 'on' },
    });
    const [secret = ''] = /whsec_[\w+/=]+/.exec(text) ?? [];
    const [path = ''] = /\/library\/settings\/webhooks\/[0-9a-f-]{32,}/.exec(text) ?? [];
    expect([status, secret.length, path.length]).toEqual([200, 50, expect.any(Number)]);
    return { path, secret, csrf };
  };

  it('shows its secret once, and says what became of a try', async () => {
    const { path, secret, csrf } = await made('first');
    expect((await eva.get(path)).text).not.toContain('whsec_');
    receiver.answers.push({ status: 401 });
    expect(await eva.post(`${path}/try`, { form: { csrf } })).toMatchObject({ status: 303, location: path });
    expect((await eva.get(path)).text).toContain('It answered 401: check the secret on its side.');
    await eva.post(`${path}/try`, { form: { csrf } });
    const last = receiver.received.at(-1);
    expect(last && receiver.proves(last, secret)).toBe(true);
    expect((await eva.get('/library/settings')).text).toContain(`href="${path}"`);
  });

  it('lists what happened in runs, and sends one of it again', async () => {
    const { path, csrf } = await made('second');
    await work.say('ana', 'run tea');
    await work.app.webhooks.idle();
    const { text } = await eva.get(path);
    expect(text.match(/<code>(?:run|step)\.\w+<\/code>/g)).toEqual([
      '<code>step.ready</code>',
      '<code>run.started</code>',
    ]);
    // What a button is called begins with what stands on it.
    expect(text).toContain('aria-label="Send again: run.started">Send again<');
    const [, delivery = ''] = /name="delivery" value="(evt_[^"]+)"/.exec(text) ?? [];
    const before = receiver.received.length;
    await eva.post(`${path}/again`, { form: { csrf, delivery } });
    expect(receiver.received.slice(before).map((one) => one.id)).toEqual([delivery]);
  });

  it('is changed, switched off and on, and removed', async () => {
    const { path, csrf } = await made('third');
    const url = `${receiver.url}/other`;
    await eva.post(path, { form: { csrf, url, 'topic-approval': 'on' } });
    expect((await eva.get(path)).text).toMatch(/Told of approvals\./);
    await eva.post(`${path}/off`, { form: { csrf } });
    expect((await eva.get(path)).text).toContain('It is off: nothing is sent');
    await eva.post(`${path}/on`, { form: { csrf } });
    expect((await eva.get(path)).text).not.toContain('It is off');
    await eva.post(`${path}/remove`, { form: { csrf } });
    expect((await eva.get(path)).status).toBe(404);
  });

  it('refuses in words, and nothing is made', async () => {
    const csrf = await eva.csrf();
    const form = { csrf, form: 'fourth', url: 'http://10.0.0.1/hook', 'topic-run': 'on' };
    const refused = await eva.post('/library/settings/webhooks', { form });
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('Give an address that begins with https://'),
    ]);
    // The form is there again, with what was typed.
    expect(refused.text).toMatch(/role="alert">Give an address/);
    expect(refused.text).toMatch(/name="url"[^>]* value="http:\/\/10\.0\.0\.1\/hook"/);
    expect(refused.text).toMatch(/name="topic-run" checked/);
    expect(refused.text).not.toMatch(/name="topic-step" checked/);
    expect((await eva.get('/library/settings')).text).not.toContain('10.0.0.1');
    const { path } = await made('sixth');
    const unsaved = await eva.post(path, { form: { csrf, url: 'nowhere', 'topic-run': 'on' } });
    expect([unsaved.status, unsaved.text]).toEqual([409, expect.stringContaining('value="nowhere"')]);
    expect((await eva.get(path)).text).not.toContain('nowhere');
  });

  it('is for administrators alone', async () => {
    const { path } = await made('fifth');
    const ana = await signedIn(work, 'ana', work.app.workspace);
    const csrf = await ana.csrf();
    expect((await ana.get('/library/settings')).text).toContain('Administrators set that');
    expect((await ana.get('/library/settings')).text).not.toContain(receiver.host);
    for (const page of ['/library/settings/webhooks/new', path]) expect((await ana.get(page)).status).toBe(403);
    for (const action of ['', '/try', '/again', '/on', '/off', '/secret', '/remove']) {
      expect((await ana.post(`${path}${action}`, { form: { csrf } })).status).toBe(403);
    }
    const other = await signedIn(work, 'U9', 'slack-T2');
    expect((await other.get(path)).status).toBe(404);
  });
});
