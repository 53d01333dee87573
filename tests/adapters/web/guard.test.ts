import { afterEach, describe, expect, it } from 'vitest';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { asPage, createSetting, messagesOf, post, type Setting } from './setting.ts';

let setting: Setting;
afterEach(() => setting.end());

async function open() {
  setting = await createSetting();
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

  it.each([
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
    { 'x-real-ip': '203.0.113.7' },
    { via: '1.1 proxy' },
  ])('refuses what a proxy passes on, though who asked it wrote localhost: %o', async (passedOn) => {
    const app = await open();
    const headers = asPage('eva', 'acting', { 'content-type': 'application/json', ...passedOn });
    for (const path of ['/', '/api/local/state', `/files/${'a'.repeat(64)}`])
      expect((await app.request(path, { headers })).status, path).toBe(403);
    const acting = { method: 'POST', headers, body: JSON.stringify({ member: 'eva' }) };
    const session = await app.request('/api/local/session', acting);
    expect([session.status, session.headers.get('set-cookie')]).toEqual([403, null]);
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
