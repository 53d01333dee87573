import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { Answer, Pressed, Said } from '../../../src/runtime/conversation.ts';
import { asPage, card, createSetting, messagesOf, post, type Setting, say, upload } from './setting.ts';

let setting: Setting;
afterEach(() => setting.end());

async function open(answers?: (request: Said | Pressed) => Answer) {
  setting = await createSetting(answers ? { answers } : {});
  return setting.app;
}

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

  it('draws the chart of a card for the page, beside the address of its picture, which then opens nothing', async () => {
    const file = 'd'.repeat(64);
    const bars = [{ label: 'Opening', parts: { done: 3, open: 1, skipped: 0, missed: 0 } }];
    const chart = { title: 'Today', subtitle: '', layout: 'rows', bars, alt: 'Opening: 3 of 4.' } as const;
    const image = { type: 'image', file, alt: chart.alt, isWide: true } as const;
    const drawn = async (more: object) => {
      const elements = [{ ...image, ...more }];
      const app = await open(() => ({ type: 'card', card: card('Today', { elements }), names: {} }));
      return (await (await say(app, '/sop digest', 'key-00001')).json()) as {
        answer: { charts: object; card: object };
      };
    };
    const { answer } = await drawn({ chart });
    expect(answer.charts).toEqual({
      [`/files/${file}`]: { wide: expect.stringMatching(/^<svg .*3 of 4/), narrow: expect.stringMatching(/^<svg /) },
    });
    expect(JSON.stringify(answer.card)).toContain(`"url":"/files/${file}"`);
    expect(JSON.stringify(answer.card)).not.toContain('Action.OpenUrl');
    const photo = await drawn({});
    expect(photo.answer.charts).toBeNull();
    expect(JSON.stringify(photo.answer.card)).toContain('Action.OpenUrl');
  });

  it('says what is for another channel there, and where a form that asks for more belongs', async () => {
    const app = await open(() => ({ type: 'none' }));
    const response = await say(app, '/sop routine tea daily 06:45 in #support', 'key-00001');
    expect(await response.json()).toMatchObject({ channel: 'support', answer: { type: 'card' } });
    expect(setting.said).toMatchObject([{ place: 'web:support', text: 'routine tea daily 06:45' }]);
    expect(await (await say(app, '/sop routine tea end', 'key-00002')).json()).toEqual({ answer: { type: 'none' } });
  });

  it('hands over in a thread what lies in that thread first, the newest first', async () => {
    const app = await open(() => help);
    const sent = await upload(app, '/channels/kitchen/files', [new File(['1'], 'first.md')], 'key-00001');
    const { message } = (await sent.json()) as { message: { id: string } };
    const thread = { thread: message.id };
    await upload(app, '/channels/kitchen/files', [new File(['2'], 'second.md')], 'key-00002', thread);
    await upload(app, '/channels/kitchen/files', [new File(['3'], 'third.png')], 'key-00003', thread);
    await upload(app, '/channels/kitchen/files', [new File(['4'], 'fourth.md')], 'key-00004');
    await say(app, '/sop import', 'key-00005', thread);
    await say(app, '/sop import', 'key-00006');
    const names = setting.said.map(({ files }) => files.map((one) => one.name));
    expect(names[0]?.slice(0, 2)).toEqual(['third.png', 'second.md']);
    expect(names[1]?.[0]).toBe('fourth.md');
  });

  it('takes what only looks like a phrase to be one, and posts nothing of it', async () => {
    const app = await open(() => help);
    await say(app, 'sop run opening-checks', 'key-00001');
    await say(app, '/SOP help', 'key-00002');
    await say(app, 'sop is what we follow', 'key-00003');
    expect(setting.said.map(({ text, meant }) => [text, meant])).toEqual([
      ['sop run opening-checks', '/sop run opening-checks'],
      ['help', undefined],
    ]);
    expect((await messagesOf(app)).filter((one) => one.author === 'ana').map((one) => one.text)).toEqual([
      'sop is what we follow',
    ]);
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
    const typed = { 'a2.temp': '4,5', door: true };
    const response = await post(app, '/actions', { value, place, fields: typed }, asPage('ana', 'key-00001'));
    expect(await response.json()).toEqual({ answer: { type: 'none' } });
    // The page named none: the server's own.
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(setting.pressed).toEqual([
      { workspace: 'local', member: 'ana', place: 'web:kitchen', value, fields, zone, key: 'web:ana:key-00001' },
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

  it('takes a draft as YAML, far longer than a message', async () => {
    const app = await open();
    const fields = { yaml: 'a'.repeat(100_000) };
    expect((await post(app, '/actions', { value, place, fields }, asPage('ana', 'key-00001'))).status).toBe(200);
    expect(setting.pressed[0]?.fields).toEqual(fields);
  });

  it('takes a file that was sent first', async () => {
    const app = await open();
    const sent = await upload(app, '/files', [new File(['x'], 'note.txt')], 'key-00001');
    const { files } = (await sent.json()) as { files: object[] };
    await post(app, '/actions', { value, place, fields: { photo: files[0] } }, asPage('ana', 'key-00002'));
    expect(setting.pressed[0]?.fields).toEqual({ photo: files[0] });
  });
});
