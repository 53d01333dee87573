import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../../src/adapters/files/folder.ts';
import { signWith } from '../../../src/adapters/teams/signed.ts';
import { type Outcome, uploadRoutes } from '../../../src/adapters/teams/upload-page.ts';
import { type UploadTicket, uploadLink, uploadTickets } from '../../../src/adapters/teams/upload-ticket.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { StoredFile } from '../../../src/runtime/conversation.ts';
import { type Files, FilesFull } from '../../../src/runtime/ports.ts';
import type { Database } from '../../../src/store/database.ts';
import { findFile } from '../../../src/store/files.ts';
import { saveMember } from '../../../src/store/members.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../../support/database.ts';

const SECRET = 'a secret of at least thirty-two characters';
const START = 1_764_000_000_000;
const HALF_AN_HOUR = 30 * 60_000;
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe.each(DATABASES)('the upload page on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let folder: string;
  let files: Files;
  /** Two processes on one database. */
  let app: Hono;
  let second: Hono;
  let now = START;
  let tickets = 0;
  const got: { ticket: UploadTicket; sent: readonly StoredFile[] }[] = [];
  const failures: unknown[] = [];
  const well: Outcome = { title: 'Recorded', text: 'Ana sent fridge.png.', tone: 'good' };
  let answer: () => Promise<Outcome> = async () => well;

  const clock = { now: () => now };
  const serve = (db: Database) =>
    uploadRoutes({
      ...{ db, clock, secret: SECRET, failed: (error) => failures.push(error) },
      files: { put: (bytes) => files.put(bytes), get: (id) => files.get(id) },
      received: async (ticket, sent) => {
        got.push({ ticket, sent });
        return answer();
      },
    });

  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    const { db } = temporary;
    await saveWorkspace(db, { id: 'w', name: 'Lakeside', timeZone: 'UTC', at: START });
    const person = { kind: 'person', admin: false, at: START } as const;
    await db.transaction(async (tx) => {
      await saveMember(tx, 'w', { ...person, id: 'ana', name: 'Ana <b>Silva', identity: 'teams:1', active: true });
      await saveMember(tx, 'w', { ...person, id: 'eva', name: 'Novak, Eva Maria', identity: 'teams:2', active: true });
      await saveMember(tx, 'w', { ...person, id: 'old', name: 'Otto Old', identity: 'teams:3', active: false });
    });
    app = serve(db);
    second = serve(await temporary.open());
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sopwith-upload-'));
    files = filesInFolder(folder);
    now = START;
    answer = async () => well;
    got.length = failures.length = 0;
    return () => rm(folder, { recursive: true, force: true });
  });
  afterAll(() => temporary.end());

  function ticket(more: Partial<UploadTicket> = {}): UploadTicket {
    tickets += 1;
    const place = 'teams:19:kitchen@thread.tacv2';
    return { workspace: 'w', member: 'ana', place, purpose: 'evidence', nonce: `nonce ${tickets}`, ...more };
  }
  const pathOf = (one: UploadTicket) => {
    const link = uploadLink('https://sop.example', uploadTickets({ secret: SECRET, clock }), one);
    expect(link).toMatch(/^https:\/\/sop\.example\/teams\/upload\/[\w.-]+$/);
    return link.slice('https://sop.example'.length);
  };
  const picture = (name = 'fridge.png') => new File([PNG], name, { type: 'image/png' });
  function send(path: string, given: readonly File[], { to = app, site = 'same-origin' } = {}) {
    const body = new FormData();
    for (const file of given) body.append('file', file);
    return to.request(path, { method: 'POST', body, headers: { 'sec-fetch-site': site } });
  }
  const kept = async () => (await readdir(folder, { recursive: true })).filter((name) => name.length > 60);

  it('says what is asked of whom, and changes nothing however often it is opened', async () => {
    const path = pathOf(ticket());
    for (let time = 0; time < 3; time += 1) {
      const response = await app.request(path);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).toContain('<bdi>Ana</bdi>, what you send');
      expect(text).not.toContain('<b>Silva');
      expect(text).toMatch(/<input type="file"[^>]* name="file"[^>]* multiple[^>]* required/);
      expect(text).not.toContain('capture');
    }
    expect((await send(path, [picture()])).status).toBe(200);
    expect(await (await app.request(pathOf(ticket({ member: 'eva', purpose: 'import' })))).text()).toMatch(
      /<bdi>Eva<\/bdi>, Sopwith reads it/,
    );
  });

  it('hands over what was sent, once it is stored', async () => {
    const one = ticket({ thread: '1700', run: 'r1' });
    const report = new File(['%PDF-1.7'], '../ré\u202Eport.pdf', { type: 'text/html' });
    const response = await send(pathOf(one), [picture(), report]);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('Recorded');
    expect(text).toContain('Ana sent fridge.png.');
    expect(text).toContain('Done: you can go back to Teams.');
    expect(got).toMatchObject([
      {
        ticket: one,
        sent: [
          { name: 'fridge.png', mime: 'image/png', bytes: PNG.length },
          { name: 'réport.pdf', mime: 'application/pdf', bytes: 8 },
        ],
      },
    ]);
    for (const sent of got[0]?.sent ?? []) {
      expect(await findFile(temporary.db, 'w', sent.file)).toMatchObject({ name: sent.name, mime: sent.mime, at: now });
      expect(await files.get(sent.file)).toHaveLength(sent.bytes);
    }
  });

  it('shows what came of it as it is, and escapes it', async () => {
    answer = async () => ({ title: 'Not <recorded>', text: 'The step is done already.', tone: 'attention' });
    const text = await (await send(pathOf(ticket()), [picture()])).text();
    expect(text).toContain('Not &lt;recorded&gt;');
    expect(text).toContain('You can go back to Teams.');
    expect(text).not.toContain('Done:');
  });

  it('works once', async () => {
    const path = pathOf(ticket());
    await send(path, [picture()]);
    const again = await send(path, [new File(['other'], 'other.txt')], { to: second });
    expect(again.status).toBe(410);
    expect(await again.text()).toMatch(/used already.*Tap the button in Teams again/s);
    expect((await second.request(path)).status).toBe(410);
    expect(got).toHaveLength(1);
    expect(await kept()).toHaveLength(1);
  });

  it('works once for many that come at the same moment, to two processes', async () => {
    const path = pathOf(ticket());
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => send(path, [picture()], { to: at % 2 ? app : second })),
    );
    expect(all.map((one) => one.status).sort()).toEqual([200, ...Array(7).fill(410)]);
    expect(got).toHaveLength(1);
  });

  it('works again if nothing came of it, and says that nothing was kept', async () => {
    const one = ticket();
    const path = pathOf(one);
    answer = async () => {
      throw new Error('the database went away');
    };
    const failed = await send(path, [picture()]);
    expect(failed.status).toBe(500);
    expect(await failed.text()).toMatch(/<form.*role="alert">[^<]*Nothing was kept; try again/s);
    expect(failures).toMatchObject([{ message: 'the database went away' }]);
    answer = async () => well;
    expect((await send(path, [picture()], { to: second })).status).toBe(200);
    expect(got.map((each) => each.ticket.nonce)).toEqual([one.nonce, one.nonce]);
  });

  it('works again if the disk is full', async () => {
    const path = pathOf(ticket());
    const real = files;
    files = { ...real, put: () => Promise.reject(new FilesFull('full')) };
    const full = await send(path, [picture()]);
    expect(full.status).toBe(507);
    expect(await full.text()).toMatch(/role="alert">There is no room left/);
    files = real;
    expect((await send(path, [picture()])).status).toBe(200);
    expect(failures).toEqual([]);
  });

  it.each([
    ['no file', [], 400, /No file arrived/],
    ['an empty one', [new File([], 'a.png')], 400, /No file arrived, or an empty one/],
    ['too many', Array.from({ length: 11 }, (_, at) => new File(['x'], `${at}.txt`)), 413, /At most 10 files/],
    ['one that is too large', [new File([new Uint8Array(LIMITS.fileBytes + 1)], 'film.mp4')], 413, /film\.mp4 is too/],
  ])('says what is wrong with %s, keeps nothing, and may be tried again', async (_, given, status, words) => {
    const path = pathOf(ticket());
    const refused = await send(path, given);
    expect(refused.status).toBe(status);
    expect(await refused.text()).toMatch(words);
    expect(got).toEqual([]);
    expect((await send(path, [picture()])).status).toBe(200);
  });

  it.each([
    ['no multipart', 'text/plain', 'x'],
    ['an empty one', 'multipart/form-data; boundary=b', '--b--\r\n'],
  ])('says so of %s', async (_, type, body) => {
    const response = await app.request(pathOf(ticket()), { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBe(400);
    expect(failures).toEqual([]);
    expect(got).toEqual([]);
  });

  it('expires', async () => {
    const path = pathOf(ticket());
    now = START + HALF_AN_HOUR - 1;
    expect((await app.request(path)).status).toBe(200);
    now = START + HALF_AN_HOUR;
    for (const response of [await app.request(path), await send(path, [picture()])]) {
      expect(response.status).toBe(410);
      expect(await response.text()).toMatch(/expired.*Tap the button in Teams again/s);
    }
    expect(got).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['of nobody who is here', () => pathOf(ticket({ member: 'stranger' }))],
    ['of somebody who has left', () => pathOf(ticket({ member: 'old' }))],
    ['of another workspace', () => pathOf(ticket({ workspace: 'other' }))],
    ['that was changed', () => pathOf(ticket()).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['made with another secret', () => `/teams/upload/${signWith('another', 'uploads').sign(ticket(), START + 1)}`],
    ['made for pictures', () => `/teams/upload/${signWith(SECRET, 'pictures').sign(ticket(), START + 1)}`],
    ['without a nonce', () => `/teams/upload/${signWith(SECRET, 'uploads').sign({ workspace: 'w' }, START + 1)}`],
    ['that is none', () => `/teams/upload/${'x'.repeat(10_000)}`],
  ])('refuses a link %s', async (_, make) => {
    const path = make();
    for (const response of [await app.request(path), await send(path, [picture()])]) {
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('<form');
    }
    expect(got).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('takes nothing from another site, but is opened from Teams', async () => {
    const path = pathOf(ticket());
    expect((await send(path, [picture()], { site: 'cross-site' })).status).toBe(403);
    expect(got).toEqual([]);
    expect((await app.request(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
    expect((await send(path, [picture()])).status).toBe(200);
  });

  it('is strict with browsers, whatever it answers', async () => {
    const used = ticket();
    await send(pathOf(used), [picture()]);
    const answers = [
      ...[await app.request(pathOf(ticket())), await app.request(pathOf(used)), await app.request('/teams/upload/x')],
      ...[await send(pathOf(ticket()), [picture()]), await send(pathOf(ticket()), [])],
    ];
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+';.*frame-ancestors 'none'$/,
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': expect.stringContaining('noindex'),
      });
    }
  });
});
