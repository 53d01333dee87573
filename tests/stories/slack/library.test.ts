/** The way into the library out of Slack: told to whoever asks, and to nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

describe('/sop library', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice({ env: { PUBLIC_URL: 'https://sopwith.test' } });
    sees = seeing(office);
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  it('signs in whoever asked, by a link that nobody else is told', async () => {
    await office.slack.person('ana').slash('kitchen', '/sop library');
    const told = await sees.whisper('ana', 'Your way into the library');
    const [link = ''] = JSON.stringify(told).match(/https:\/\/sopwith\.test\/library\/enter\/[\w-]{43}/) ?? [];
    expect(office.slack.messages('kitchen')).toEqual([]);
    expect(office.slack.person('ben').whispers()).toEqual([]);

    const page = await office.app.web.request(link);
    expect(await page.text()).toContain('Continue as Ana');
    const headers = { origin: 'https://sopwith.test', 'sec-fetch-site': 'same-origin' };
    const entered = await office.app.web.request(link, { method: 'POST', headers });
    expect(entered.status).toBe(303);
    const [cookie = ''] = entered.headers.getSetCookie();
    const inside = await office.app.web.request('https://sopwith.test/library/work', {
      headers: { cookie: cookie.split(';')[0] ?? '', accept: 'text/html' },
    });
    expect(await inside.text()).toContain('My work');
    // Nothing that operators read tells the way in.
    expect(JSON.stringify(office.log)).not.toContain(link.split('/').at(-1));
  });
});
