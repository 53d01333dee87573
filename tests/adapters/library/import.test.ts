/** Importing on a page: sending a document, watching it being read, the drafts that came of it, and all that can go wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { DocumentReader, Progress } from '../../../src/runtime/ports.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';
import { listSops } from '../../../src/store/sops.ts';
import { readerOf } from '../../runtime/reading.ts';
import type { Workplace } from '../../stories/workplace.ts';
import {
  actingAs,
  type BrowserTab,
  browserAt,
  CAFE,
  club,
  HERE,
  openHouse,
  PUBLIC,
  plainly,
  signedIn,
  tokenIn,
} from './visiting.ts';

/** What the reader does with the next document; a test decides when it goes on. */
type Next = (progress: (note: Progress) => void) => ReturnType<DocumentReader['draft']>;

/** A platform on which people have a conversation of their own with Sopwith. */
const room = { ...club, direct: async (_workspace: string, member: string) => (member === 'ana' ? 'own' : undefined) };
const ASKED = { text: 'Who does it at night?', confidence: 0.5 };

describe('an import on a page', () => {
  let work: Workplace;
  let ana: BrowserTab;
  const { whole } = readerOf(['one', 'two']);
  let next: Next = async () => whole();
  beforeAll(async () => {
    const documents = {
      draft: (_file: unknown, progress: (note: Progress) => void) => next(progress),
      close: async () => {},
    };
    work = await openHouse('sqlite', { publicUrl: PUBLIC }, { documents, chats: [room] });
    ana = browserAt(work, HERE);
  });
  afterAll(() => work.end());

  interface Sent {
    readonly bytes?: string | Uint8Array<ArrayBuffer>;
    readonly name?: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly tab?: BrowserTab;
  }
  /** As a browser sends the form. */
  const send = async ({
    bytes = '# Handbook',
    name = 'handbook.md',
    fields = {},
    headers = {},
    tab = ana,
  }: Sent = {}) => {
    const page = (await tab.get('/library/import')).text;
    const [, form = ''] = /name="form" value="([^"]+)"/.exec(page) ?? [];
    const body = new FormData();
    for (const [field, value] of Object.entries({ csrf: tokenIn(page), form, place: 'web:kitchen', ...fields }))
      body.append(field, value);
    body.append('file', new File([bytes], name));
    const cookie = [...tab.cookies].map((pair) => pair.join('=')).join('; ');
    const all = { accept: 'text/html', cookie, origin: HERE, 'sec-fetch-site': 'same-origin', ...headers };
    const response = await work.app.web.request(`${HERE}/library/import`, { method: 'POST', headers: all, body });
    return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
  };
  const imported = async (text: string) => (await send({ bytes: text })).location;

  it('shows how far the reading is, live, and ends with the drafts and what each lacks', async () => {
    const reading = Promise.withResolvers<void>();
    const told = Promise.withResolvers<(note: Progress) => void>();
    next = async (progress) => {
      told.resolve(progress);
      await reading.promise;
      const [one, two] = whole().drafts.map(({ definition }) => ({ definition, questions: [ASKED] }));
      const without = two && { ...two, definition: { ...two.definition, steps: [] } };
      return { pages: 1, drafts: [one, without].filter((draft) => draft !== undefined) };
    };
    const { status, location } = await send();
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/library\/imports\//)]);
    const listening = await listen(location.split('/').at(-1) ?? '');
    (await told.promise)({ doing: 'reading', page: 2, pages: 5 });
    await listening.heard();
    const during = await ana.get(location);
    expect(plainly(during.text)).toMatch(/Reading handbook.md .*page 2 of 5/);
    expect(during.text).toContain(`data-live="import ${location.split('/').at(-1)},sop"`);
    reading.resolve();
    await work.app.worker.idle();
    const after = await ana.get(location);
    expect(plainly(after.text)).toMatch(/handbook.md .*2 drafts\. .*Drafts 2 Part one Asks .*Part two Incomplete/);
    expect(plainly(after.text)).toMatch(/1 thing is missing before it can be published.*Who does it at night\?/);
    const sop = (await listSops(work.app.db, work.app.workspace)).find(({ key }) => key === 'part-one')?.id;
    expect(after.text).toContain(`href="/drafts/${sop}"`);
    expect((await ana.get(`/drafts/${sop}`)).status).toBe(200);
    expect((await work.find('kitchen', /Read handbook/)).says).toContain('2 drafts');
  });

  /** Whoever has its page open hears of it, and nobody else's browser asks for anything. */
  const listen = async (id: string) => {
    const cookie = [...ana.cookies].map((pair) => pair.join('=')).join('; ');
    const response = await work.app.web.request(`${HERE}/library/changes`, { headers: { cookie } });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const heard = async () => {
      let text = '';
      while (!new RegExp(`event: import\\ndata: \\{"id":"${id}"\\}`).test(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`nothing was heard of ${id}: ${text}`);
        text += new TextDecoder().decode(value);
      }
      await reader.cancel();
    };
    return { heard };
  };

  it('lists the drafts that wait, and where there is no review beside the document leads to one that works', async () => {
    const library = plainly((await ana.get('/library')).text);
    expect(library).toMatch(/Waiting to be published .*Part two 1 thing missing · 1 question/);
    expect(plainly((await ana.get('/library?q=kitchen')).text)).not.toContain('Waiting to be published');
    expect(plainly((await ana.get('/library/drafts')).text)).toMatch(/Part one .*Who does it at night\?/);
    const sop = (await listSops(work.app.db, work.app.workspace)).find(({ key }) => key === 'part-one')?.id ?? '';
    const tab = plainly((await ana.get(`/library/sops/${sop}?tab=draft`)).text);
    expect(tab).toMatch(/Please check Who does it at night\? .*Steps 1\. Do it/);
    const actor = { type: 'member', id: 'U1', identity: 'slack:T1:U1' } as const;
    const definition = { sop: 'tea', title: 'Tea', steps: [] };
    const command = { type: 'createDraft', sop: 'cafe-1', definition, questions: [], place: 'slack:C1' };
    expect((await work.app.handle({ workspace: CAFE, key: 'draft', actor, command: command as never })).status).toBe(
      'accepted',
    );
    const cafe = await signedIn(work);
    const rail = (await cafe.get('/library')).text;
    expect(rail).toContain('href="/library/sops/cafe-1?tab=draft"');
    expect(rail).not.toContain('href="/drafts/');
    const page = (await cafe.get('/library/sops/cafe-1')).text;
    expect(page).not.toContain('href="/drafts/');
    expect(plainly((await cafe.get('/library/sops/cafe-1?tab=draft')).text)).toContain('Before it can be published');
  });

  it('takes the same file and the same form once, and says where the first led', async () => {
    const [count] = [(await listSops(work.app.db, work.app.workspace)).length];
    const again = await send();
    expect(again.status).toBe(409);
    expect(plainly(again.text)).toMatch(
      /this very file was imported as handbook\.md, and part-one and 1 more came from it.*What came of it/,
    );
    expect(again.text).toMatch(/href="\/library\/imports\/[\w-]+">What came/);
    next = async () => whole();
    const form = crypto.randomUUID();
    const first = await send({ bytes: 'once', fields: { form } });
    expect((await send({ bytes: 'once', fields: { form } })).location).toBe(first.location);
    await work.app.worker.idle();
    expect((await listSops(work.app.db, work.app.workspace)).length).toBeGreaterThanOrEqual(count);
  });

  it('says why a document could not be read; it can be tried again, and discarded', async () => {
    next = async () => {
      throw new DocumentUnreadable('encrypted');
    };
    const at = await imported('locked');
    await work.app.worker.idle();
    const failed = (await ana.get(at)).text;
    expect(plainly(failed)).toMatch(/Could not read handbook\.md .*protected with a password/);
    const csrf = tokenIn(failed);
    expect((await ana.post(`${at}/retry`, { form: { csrf } })).status).toBe(303);
    expect(plainly((await ana.get(at)).text)).toContain('Reading handbook.md');
    await work.app.worker.idle();
    expect((await ana.post(`${at}/discard`, { form: { csrf } })).status).toBe(303);
    expect(plainly((await ana.get(at)).text)).toContain('This import was discarded');
    next = async () => ({ drafts: [], pages: 3, leftOut: [{ page: 2, quote: 'Be kind.', why: 'no action' }] });
    const poem = await imported('a poem');
    await work.app.worker.idle();
    expect(plainly((await ana.get(poem)).text)).toMatch(
      /No steps in handbook\.md .*3 pages were read.*“Be kind\.”.*\/sop new/,
    );
  });

  it('refuses what is too large, what brings nothing, and what goes nowhere, and keeps none of it', async () => {
    const before = (await listSops(work.app.db, work.app.workspace)).length;
    const large = await send({ bytes: new Uint8Array(LIMITS.fileBytes + 1), name: 'scan.pdf' });
    expect(large.status).toBe(413);
    expect(plainly(large.text)).toContain('scan.pdf is too large: a file may have 50 MB at most. Nothing was saved.');
    expect(large.text).toContain('name="file"');
    const nowhere = await send({ bytes: 'x', fields: { place: 'web:moon' } });
    expect([nowhere.status, plainly(nowhere.text)]).toEqual([
      409,
      expect.stringContaining('Choose one of the conversations'),
    ]);
    const empty = await work.app.web.request(`${HERE}/library/import`, {
      ...{ method: 'POST', headers: { origin: HERE, 'content-type': 'multipart/form-data; boundary=x' }, body: 'x' },
    });
    expect([empty.status, plainly(await empty.text())]).toEqual([400, expect.stringContaining('did not arrive whole')]);
    expect((await listSops(work.app.db, work.app.workspace)).length).toBe(before);
  });

  it('goes where the person is: to a channel, to their own conversation, to where something runs that they see', async () => {
    const labels = async (tab: BrowserTab) =>
      [...(await tab.get('/library/import')).text.matchAll(/<option value="([^"]+)">([^<]+)/g)].map(
        ([, ...one]) => one,
      );
    const [other] = await labels(ana);
    expect(other).toEqual(['web:kitchen', '#kitchen']);
    expect(await labels(ana)).toContainEqual(['club:own', 'Your own conversation with Sopwith, in club']);
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const kitchen =
      (await listSops(work.app.db, work.app.workspace)).find(({ key }) => key === 'kitchen-opening')?.id ?? '';
    const command = { type: 'startRun', run: 'r', sop: kitchen, inputs: {}, place: 'club:den' } as const;
    await work.app.handle({ workspace: work.app.workspace, key: 'r', actor, command });
    expect(await labels(ana)).toContainEqual(['club:den', 'Where “Kitchen opening” runs, in club']);
    const finn = await actingAs(work, 'finn');
    expect((await labels(finn)).map(([place]) => place)).not.toContain('club:den');
    expect(plainly((await (await signedIn(work)).get('/library/import')).text)).toContain('Import it in chat');
    next = async () => whole();
    const nasty = '"><img src=x onerror=alert(1)>.md';
    const { location } = await send({ bytes: 'own', name: nasty, fields: { place: 'club:own' } });
    const page = (await ana.get(location)).text;
    expect(page).not.toContain('<img src=x');
    expect(plainly(page)).toContain('its cards are in club');
  });

  it('takes nothing without the page’s token, from another site, or of who is not signed in', async () => {
    expect((await send({ fields: { csrf: 'x' } })).status).toBe(403);
    expect((await send({ headers: { origin: 'https://evil.test' } })).status).toBe(403);
    expect((await send({ headers: { 'x-forwarded-for': '203.0.113.7' } })).status).not.toBe(303);
  });

  it('is not there for who is not in its conversation', async () => {
    const command = {
      ...({ type: 'importDocument', import: 'hidden', place: 'club:den' } as const),
      document: { file: 'f'.repeat(64), name: 'plans.md', mime: 'text/markdown', bytes: 1 },
    };
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    await work.app.handle({ workspace: work.app.workspace, key: 'hidden', actor, command });
    expect((await ana.get('/library/imports/hidden')).status).toBe(200);
    const finn = await actingAs(work, 'finn');
    expect((await finn.get('/library/imports/hidden')).status).toBe(404);
    expect((await ana.get('/library/imports/nope')).status).toBe(404);
  });
});
