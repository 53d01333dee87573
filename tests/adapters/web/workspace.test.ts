import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { Answer, Pressed, Said } from '../../../src/runtime/conversation.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { asPage, card, createSetting, messagesOf, post, type Setting, say } from './setting.ts';

let setting: Setting;
afterEach(() => setting.end());

async function open(answers?: (request: Said | Pressed) => Answer) {
  setting = await createSetting(answers ? { answers } : {});
  return setting.app;
}

describe('the page', () => {
  it('allows no script, style or frame but its own', async () => {
    const app = await open();
    const response = await app.request('/');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await response.text()).not.toMatch(/<script>|onclick=|style=/);
  });

  it('escapes the name of the workspace', async () => {
    const app = await open();
    await saveWorkspace(setting.db, { id: 'local', name: '<img src=x onerror=alert(1)>', timeZone: 'UTC', at: 1 });
    const text = await (await app.request('/')).text();
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text).not.toContain('<img src=x');
  });

  it('has its parts, and asks only once for what has not changed', async () => {
    const app = await open();
    for (const name of ['main.js', 'base.css', 'adaptivecards.min.js']) {
      const first = await app.request(`/assets/${name}`);
      expect(first.status, name).toBe(200);
      const etag = first.headers.get('etag') ?? '';
      expect((await app.request(`/assets/${name}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    }
    expect((await app.request('/assets/..%2Fserver.ts')).status).toBe(404);
  });
});

describe('who may ask', () => {
  it.each(['evil.example', '10.0.0.5:3000', 'localhost.evil.example'])('refuses the host %s', async (host) => {
    const app = await open();
    const response = await app.request('/api/local/state', { headers: { host } });
    expect(response.status).toBe(403);
    expect((await response.json()) as object).toEqual({ message: expect.stringContaining('localhost') });
  });

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('answers at %s', async (host) => {
    const app = await open();
    expect((await app.request('/api/local/state', { headers: { host } })).status).toBe(200);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:8080' }],
    ['an opaque origin', { origin: 'null' }],
  ])('refuses a change from %s', async (_, headers) => {
    const app = await open();
    const response = await post(app, '/channels/kitchen/messages', { text: 'x' }, asPage('ana', 'key-00001', headers));
    expect(response.status).toBe(403);
    expect(await messagesOf(app)).toHaveLength(1);
  });

  it('refuses a change that any form could send', async () => {
    const app = await open();
    const response = await post(app, '/channels/kitchen/messages', { text: 'x' }, { 'idempotency-key': 'key-00001' });
    expect(response.status).toBe(403);
  });
});

describe('acting as a member', () => {
  it('is the first member until another is chosen, in a cookie that scripts cannot read', async () => {
    const app = await open();
    expect(await (await app.request('/api/local/state')).json()).toMatchObject({ me: 'ana' });
    const switched = await post(app, '/session', { member: 'ben' }, asPage('ana', 'key-00001'));
    const set = switched.headers.get('set-cookie') ?? '';
    expect(set).toContain('HttpOnly');
    expect(set).toContain('SameSite=Strict');
    const cookie = set.split(';')[0] ?? '';
    expect(await (await app.request('/api/local/state', { headers: { cookie } })).json()).toMatchObject({ me: 'ben' });
    const forged = cookie.replace('ben', 'eva');
    expect(await (await app.request('/api/local/state', { headers: { cookie: forged } })).json()).toMatchObject({
      me: 'ana',
    });
  });

  it('refuses what a page does in the name of whom it is no more', async () => {
    const app = await open();
    const response = await say(app, 'I am Ben', 'key-00001', { member: 'ben' });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'other_member' });
  });

  it('refuses a member that does not exist', async () => {
    const app = await open();
    expect((await post(app, '/session', { member: 'nobody' }, asPage('ana', 'key-00001'))).status).toBe(404);
  });
});

describe('saying something', () => {
  it('posts once however often the same request is sent', async () => {
    const app = await open();
    const sent = await Promise.all([1, 2, 3].map(() => say(app, 'Good morning', 'key-00001')));
    const ids = await Promise.all(
      sent.map(async (one) => ((await one.json()) as { message: { id: string } }).message.id),
    );
    expect(new Set(ids).size).toBe(1);
    expect((await messagesOf(app)).filter((one) => one.text === 'Good morning')).toHaveLength(1);
    expect(setting.failures).toEqual([]);
  });

  it('keeps markup as the text it is', async () => {
    const app = await open();
    await say(app, '<script>alert(1)</script>', 'key-00001');
    expect((await messagesOf(app)).at(-1)?.text).toBe('<script>alert(1)</script>');
  });

  it.each([
    ['nothing', '   ', 'nothing to send'],
    ['too much', 'x'.repeat(LIMITS.text + 1), `${LIMITS.text} characters`],
  ])('refuses %s in words', async (_, text, words) => {
    const app = await open();
    const response = await say(app, text, 'key-00001');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(words) });
  });

  it('counts replies on the first message of a thread, and keeps them out of the channel', async () => {
    const app = await open();
    const [first] = await messagesOf(app);
    await say(app, 'A reply', 'key-00001', { thread: first?.id ?? '' });
    const shown = await messagesOf(app);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.replies?.count).toBe(1);
    expect((await messagesOf(app, 'kitchen', `?thread=${first?.id}`))[0]?.text).toBe('A reply');
  });

  it('gives older messages page by page, each once', async () => {
    const app = await open();
    for (let index = 0; index < 70; index += 1) await say(app, `m${index}`, `key-page-${index}`);
    const newest = await messagesOf(app);
    const older = await messagesOf(app, 'kitchen', `?before=${newest[0]?.order}`);
    const texts = [...older, ...newest].map((one) => one.text).slice(1);
    expect(texts).toEqual(Array.from({ length: 70 }, (_, index) => `m${index}`));
  });
});

describe('speaking to Sopwith', () => {
  const help: Answer = { type: 'card', card: card('What you can say'), names: {} };

  it('answers only the one who asked, and hands over place, key and the files that lie there', async () => {
    const app = await open(() => help);
    await upload(app, '/channels/kitchen/files', [new File(['# Steps'], 'steps.md')], 'key-00001');
    const response = await say(app, '/sop  import', 'key-00002');
    expect(await response.json()).toMatchObject({
      answer: { type: 'card', tone: 'neutral', card: { type: 'AdaptiveCard' } },
    });
    expect(setting.said).toMatchObject([
      {
        member: 'ana',
        place: 'web:kitchen',
        text: 'import',
        key: 'web:ana:key-00002',
        files: [{ name: 'steps.md', bytes: 7 }],
      },
    ]);
    expect((await messagesOf(app)).filter((one) => one.author === 'ana').map((one) => one.text)).toEqual(['']);
  });

  it('completes what is being typed', async () => {
    const app = await open();
    const response = await app.request('/api/local/complete?text=open');
    expect(await response.json()).toEqual({ offers: [{ phrase: 'run open', explains: 'Starts it' }] });
  });

  it('gives a file to the one who asked', async () => {
    const bytes = new TextEncoder().encode('{}');
    const app = await open(() => ({
      type: 'file',
      name: 'evidence.json',
      mime: 'application/json',
      bytes,
      text: 'Here',
    }));
    const { answer } = (await (await say(app, '/sop evidence', 'key-00001')).json()) as { answer: { base64: string } };
    expect(atob(answer.base64)).toBe('{}');
  });
});

describe('pressing', () => {
  const value = { v: 1, verb: 'complete', run: 'r1', step: 'fridge' };
  const place = { channel: 'kitchen' };

  it('hands over who, what, where and the fields', async () => {
    const app = await open();
    const fields = { temp: '4,5', door: true };
    const response = await post(app, '/actions', { value, place, fields }, asPage('ana', 'key-00001'));
    expect(await response.json()).toEqual({ answer: { type: 'none' } });
    expect(setting.pressed).toEqual([
      { workspace: 'local', member: 'ana', place: 'web:kitchen', value, fields, key: 'web:ana:key-00001' },
    ]);
  });

  it.each([
    ['a value that is not ours', { value: { v: 1, verb: 'explode' }, place }],
    ['an unknown version', { value: { ...value, v: 99 }, place }],
    [
      'a file that was never sent',
      { value, place, fields: { photo: { file: 'a'.repeat(64), name: 'x', mime: 'x', bytes: 1 } } },
    ],
  ])('refuses %s', async (_, body) => {
    const app = await open();
    expect((await post(app, '/actions', body, asPage('ana', 'key-00001'))).status).toBe(400);
    expect(setting.pressed).toEqual([]);
  });

  it('takes a file that was sent first', async () => {
    const app = await open();
    const sent = await upload(app, '/files', [new File(['x'], 'note.txt')], 'key-00001');
    const { files } = (await sent.json()) as { files: object[] };
    await post(app, '/actions', { value, place, fields: { photo: files[0] } }, asPage('ana', 'key-00002'));
    expect(setting.pressed[0]?.fields).toEqual({ photo: files[0] });
  });
});

describe('files', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex');

  it('shows images and only downloads everything else, in a sandbox', async () => {
    const app = await open();
    const page = '<script>alert(1)</script>';
    const sent = await upload(
      app,
      '/channels/kitchen/files',
      [new File([png], 'a.png'), new File([page], 'b.html', { type: 'text/html' })],
      'key-00001',
    );
    const { message } = (await sent.json()) as { message: { files: { file: string }[] } };
    const [image, html] = await Promise.all(message.files.map((one) => app.request(`/files/${one.file}`)));
    expect(image?.headers.get('content-type')).toBe('image/png');
    expect(image?.headers.get('content-disposition')).toContain('inline');
    expect(html?.headers.get('content-type')).toBe('application/octet-stream');
    expect(html?.headers.get('content-disposition')).toContain('attachment');
    expect(html?.headers.get('content-security-policy')).toContain('sandbox');
    expect(await html?.text()).toBe(page);
  });

  it('makes names harmless', async () => {
    const app = await open();
    const name = '../../etc/"pass\u202Ewd"\r\n<b>.txt';
    const sent = await upload(app, '/channels/kitchen/files', [new File(['x'], name)], 'key-00001');
    const { message } = (await sent.json()) as { message: { files: { file: string; name: string }[] } };
    expect(message.files[0]?.name).not.toMatch(/[\\/\r\n\u202E]/);
    const response = await app.request(
      `/files/${message.files[0]?.file}?name=${encodeURIComponent('a";x="\r\nb.txt')}`,
    );
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[\w.%-]+$/,
    );
  });

  it('refuses one that is too large, in words, and saves nothing', async () => {
    const app = await open();
    const large = new File([new Uint8Array(LIMITS.fileBytes + 1)], 'scan.pdf');
    const response = await upload(app, '/channels/kitchen/files', [large], 'key-00001');
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/scan\.pdf is too large.*50 MB/) });
    expect(await messagesOf(app)).toHaveLength(1);
  });

  it('attaches once when the same request is sent again', async () => {
    const app = await open();
    for (let time = 0; time < 2; time += 1) {
      await upload(app, '/channels/kitchen/files', [new File(['x'], 'a.txt')], 'key-00001', { text: 'See this' });
    }
    const shown = (await messagesOf(app)).filter((one) => one.text === 'See this');
    expect(shown).toMatchObject([{ files: [{ name: 'a.txt' }] }]);
  });

  it('does not give out what is not of this workspace', async () => {
    const app = await open();
    expect((await app.request(`/files/${'a'.repeat(64)}`)).status).toBe(404);
    expect((await app.request('/files/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
  });

  it.each([
    ['no multipart', 'text/plain', 'x'],
    [
      'a cut one',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhal',
    ],
    ['an empty one', 'multipart/form-data; boundary=b', '--b--\r\n'],
  ])('says what is wrong with %s', async (_, type, body) => {
    const app = await open();
    const headers = asPage('ana', 'key-00001', { 'content-type': type });
    const response = await app.request('/api/local/channels/kitchen/files', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(setting.failures).toEqual([]);
  });
});

async function upload(
  app: Setting['app'],
  path: string,
  files: File[],
  key: string,
  fields: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.append(name, text);
  for (const file of files) form.append('file', file);
  return app.request(`/api/local${path}`, { method: 'POST', headers: asPage('ana', key), body: form });
}
