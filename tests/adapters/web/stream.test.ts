import type { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { DATABASES } from '../../support/database.ts';
import { asPage, card, createSetting, messagesOf, post, type Setting, say } from './setting.ts';

let setting: Setting;
const listening: AbortController[] = [];
afterEach(async () => {
  for (const each of listening.splice(0)) each.abort();
  await setting.end();
});

interface Heard {
  readonly event: string;
  readonly id: number;
  readonly data: {
    messages: { text: string; card: object | null; replies: { count: number } | null }[];
    unread: object[];
  };
}

/** Opens the stream as a browser does; `next(event)` waits for the next event of that name. */
async function listen(app: Hono, since: number, options: { reconnect?: boolean; as?: string } = {}) {
  const { reconnect = false, as = 'ana' } = options;
  const stop = new AbortController();
  listening.push(stop);
  const query = new URLSearchParams({ as, since: reconnect ? '0' : String(since), zone: 'Europe/Lisbon' });
  const headers: Record<string, string> = reconnect ? { 'last-event-id': String(since) } : {};
  const response = await app.request(`/api/local/stream?${query}`, { headers, signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const next = async (event: string): Promise<Heard> => {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end >= 0) {
        const lines = new Map(
          rest
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        );
        rest = rest.slice(end + 2);
        if (lines.get('event') !== event) continue;
        return { event, id: Number(lines.get('id')), data: JSON.parse(lines.get('data') ?? '{}') };
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) throw new Error(`the stream ended before ${event}`);
      rest += chunk.value;
    }
  };
  return { status: response.status, next, stop: () => stop.abort() };
}

async function seqOf(app: Hono): Promise<number> {
  return ((await (await app.request('/api/local/state')).json()) as { seq: number }).seq;
}

describe.each(DATABASES)('live changes on %s', (kind) => {
  it('tells of each message as it comes, and of the thread it belongs to', async () => {
    setting = await createSetting({ kind });
    const stream = await listen(setting.app, await seqOf(setting.app));
    await say(setting.app, 'Good morning', 'key-00001');
    expect((await stream.next('changes')).data.messages).toMatchObject([{ text: 'Good morning' }]);
    const [first] = await messagesOf(setting.app);
    await say(setting.app, 'A reply', 'key-00002', { thread: first?.id ?? '' });
    const { messages } = (await stream.next('changes')).data;
    expect(messages).toMatchObject([{ replies: { count: 1 } }, { text: 'A reply' }]);
  });

  it('misses nothing between two connections, and tells nothing twice', async () => {
    setting = await createSetting({ kind });
    const first = await listen(setting.app, await seqOf(setting.app));
    await say(setting.app, 'one', 'key-00001');
    const { id } = await first.next('changes');
    first.stop();
    await say(setting.app, 'two', 'key-00002');
    await say(setting.app, 'three', 'key-00003');
    const again = await listen(setting.app, id, { reconnect: true });
    expect((await again.next('changes')).data.messages.map((one) => one.text)).toEqual(['two', 'three']);
  });

  it('hears what another process on the same database says', async () => {
    setting = await createSetting({ kind });
    const other = await setting.second();
    const stream = await listen(other, await seqOf(other));
    await say(setting.app, 'From the first process', 'key-00001');
    expect((await stream.next('changes')).data.messages).toMatchObject([{ text: 'From the first process' }]);
  });

  it('brings a changed card, drawn anew', async () => {
    setting = await createSetting({ kind });
    const message = { workspace: 'local', place: 'kitchen', effect: 'e1', names: {} };
    const { id } = await setting.chat.post({ ...message, card: card('Before') });
    const stream = await listen(setting.app, await seqOf(setting.app));
    await setting.chat.update(id, { ...message, card: card('After') });
    expect(JSON.stringify((await stream.next('changes')).data.messages[0]?.card)).toContain('After');
  });

  it('lets a page that was away for long load anew', async () => {
    setting = await createSetting({ kind });
    const since = await seqOf(setting.app);
    for (let index = 0; index < 201; index += 1) await say(setting.app, `m${index}`, `key-many-${index}`);
    const stream = await listen(setting.app, since);
    expect((await stream.next('reset')).id).toBe(await seqOf(setting.app));
  });

  it('counts what is unread: mine not, mentions apart, threads of others not', async () => {
    setting = await createSetting({ kind });
    const unread = async () => {
      const state = (await (await setting.app.request('/api/local/state')).json()) as { unread: { channel: string }[] };
      return state.unread;
    };
    const order = await seqOf(setting.app);
    for (const { channel } of await unread()) {
      await post(setting.app, '/read', { channel, order }, asPage('ana', 'key-00001'));
    }
    expect(await unread()).toEqual([]);
    const message = { workspace: 'local', place: 'support', names: {} };
    await say(setting.app, 'Mine', 'key-00002');
    expect(await unread()).toEqual([]);
    const { id } = await setting.chat.post({ ...message, effect: 'e1', card: card('Run') });
    await setting.chat.post({ ...message, effect: 'e2', thread: id, card: card('For Ben') });
    const mention = card('For Ana', {
      elements: [{ type: 'text', text: [{ type: 'mention', member: 'ana' }, ', your turn'] }],
    });
    await setting.chat.post({ ...message, effect: 'e3', thread: id, card: mention });
    expect(await unread()).toEqual([
      { channel: 'support', thread: null, count: 1, mentions: 0 },
      { channel: 'support', thread: id, count: 1, mentions: 1 },
    ]);
  });
});

it('marks as read only what is there', async () => {
  setting = await createSetting();
  const { id } = await setting.chat.post({ ...WHERE, effect: 'e1', card: card('Run') });
  const order = await seqOf(setting.app);
  const read = async (place: object) =>
    (await post(setting.app, '/read', { ...place, order }, asPage('ana', 'key-00001'))).status;
  expect(await read({ channel: 'support', thread: id })).toBe(200);
  expect(await read({ channel: 'support', thread: 'nowhere' })).toBe(404);
  expect(await read({ channel: 'kitchen', thread: id })).toBe(404);
  expect(await read({ channel: 'nowhere' })).toBe(404);
});

it('says in which threads something waits, read or not, until it is settled', async () => {
  setting = await createSetting();
  const waiting = async (as: string) => {
    const state = await setting.app.request('/api/local/state', { headers: asPage(as, 'key-00001') });
    return ((await state.json()) as { waiting: string[] }).waiting;
  };
  const { id: thread } = await setting.chat.post({ ...WHERE, effect: 'e1', card: card('Run') });
  const called = card('For Ana', { elements: [{ type: 'text', text: [{ type: 'mention', member: 'ana' }] }] });
  const { id } = await setting.chat.post({ ...WHERE, effect: 'e2', thread, card: called });
  expect(await waiting('ana')).toEqual([thread]);
  await post(setting.app, '/read', { channel: 'support', thread, order: 1_000 }, asPage('ana', 'key-00001'));
  expect(await waiting('ana')).toEqual([thread]);
  for (const [waitsFor, expected] of [
    ['anybody', [thread]],
    [['ana', 'ben'], [thread]],
    [['ben'], []],
    [undefined, []],
  ] as const) {
    const now = card('Now', waitsFor === undefined ? {} : { waitsFor });
    await setting.chat.update(id, { ...WHERE, effect: 'e2', thread, card: now });
    expect(await waiting('ana')).toEqual(expected);
  }
});

const WHERE = { workspace: 'local', place: 'support', names: {} } as const;

it('sends a page away that still acts as somebody else', async () => {
  setting = await createSetting();
  const stream = await listen(setting.app, 0, { as: 'ben' });
  expect(await stream.next('other_member')).toBeDefined();
});
