import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../../src/adapters/files/folder.ts';
import { pictureLinks, pictureRoutes } from '../../../src/adapters/teams/picture-links.ts';
import { signWith } from '../../../src/adapters/teams/signed.ts';
import type { Files } from '../../../src/runtime/ports.ts';
import { saveFileRow } from '../../../src/store/files.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../../support/database.ts';
import { png } from '../../support/png.ts';

const SECRET = 'a secret of at least thirty-two characters';
const ADDRESS = 'https://sop.example';
const instant = (text: string) => Date.parse(`${text}T00:00:00Z`);

let now = instant('2025-11-24');
const clock = { now: () => now };
beforeEach(() => {
  now = instant('2025-11-24');
});

describe.each(DATABASES)('pictures on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let folder: string;
  let files: Files;
  let app: Hono;
  const failures: unknown[] = [];
  const link = pictureLinks({ publicUrl: ADDRESS, secret: SECRET, clock });
  const fetched = (address: string) => app.request(address.slice(ADDRESS.length));

  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    folder = await mkdtemp(join(tmpdir(), 'sopwith-pictures-'));
    files = filesInFolder(folder);
    const { db } = temporary;
    for (const id of ['w', 'other']) await saveWorkspace(db, { id, name: id, timeZone: 'UTC', at: now });
    app = pictureRoutes({ db, files, clock, secret: SECRET, failed: (error) => failures.push(error) });
  });
  afterAll(async () => {
    await temporary.end();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    failures.length = 0;
  });

  async function stored(mime: string, bytes: Uint8Array = png(8, 8), name = 'fridge "é".png') {
    const id = await files.put(bytes);
    await saveFileRow(temporary.db, { workspace: 'w', id, name, mime, bytes: bytes.length, at: now });
    return id;
  }

  it.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])('shows one that is %s', async (mime) => {
    const bytes = Buffer.concat([png(8, 8), Buffer.from(mime)]);
    const response = await fetched(link('w', await stored(mime, bytes)));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': mime,
      'content-disposition': expect.stringMatching(/^inline; filename="fridge __/),
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringMatching(/^private, max-age=\d+$/),
    });
  });

  it.each(['image/svg+xml', 'text/html', 'application/pdf', 'application/octet-stream'])(
    'shows no %s',
    async (mime) => {
      const response = await fetched(link('w', await stored(mime, Buffer.from(`<svg>${mime}`))));
      expect(response.status).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('shows none of another workspace, and none that is not known', async () => {
    const id = await stored('image/png');
    const forged = [
      ...[link('other', id), link('nowhere', id), link('w', 'f'.repeat(64)), link('w', '../../secret')],
      `${ADDRESS}/teams/pictures/${signWith('another secret', 'pictures').sign({ workspace: 'w', file: id }, now + 1)}`,
      `${ADDRESS}/teams/pictures/${signWith(SECRET, 'uploads').sign({ workspace: 'w', file: id }, now + 1)}`,
      `${ADDRESS}/teams/pictures/${signWith(SECRET, 'pictures').sign({ file: id }, now + 1)}`,
      ...[`${ADDRESS}/teams/pictures/${id}`, link('w', id).slice(0, -1), `${ADDRESS}/teams/pictures/x`],
    ];
    for (const address of forged) expect((await fetched(address)).status).toBe(404);
    expect(failures).toEqual([]);
  });

  it('shows none whose bytes are gone or are others by now, and tells the operator', async () => {
    const id = await stored('image/png', png(9, 9));
    const path = join(folder, id.slice(0, 2), id);
    await writeFile(path, png(3, 3));
    expect((await fetched(link('w', id))).status).toBe(404);
    await rm(path);
    expect((await fetched(link('w', id))).status).toBe(404);
    expect(failures).toHaveLength(2);
  });

  it('shows it for nine months at least, and not for ever', async () => {
    const id = await stored('image/png');
    now = instant('2025-12-31');
    const address = link('w', id);
    now = instant('2026-09-30');
    expect((await fetched(address)).status).toBe(200);
    now = instant('2026-10-01');
    expect((await fetched(address)).status).toBe(404);
  });
});

describe('the address of a picture', () => {
  const at = (day: string) => {
    now = instant(day);
    return pictureLinks({ publicUrl: ADDRESS, secret: SECRET, clock })('w', 'f'.repeat(64));
  };

  it('is the same for a whole quarter', () => {
    for (const [first, last] of [
      ['2025-01-01', '2025-03-31'],
      ['2025-10-01', '2025-12-31'],
      ['2028-02-29', '2028-03-31'],
    ] as const)
      expect(at(first)).toBe(at(last));
    expect(at('2025-12-31')).not.toBe(at('2026-01-01'));
  });

  it('is another for another picture or workspace', () => {
    const link = pictureLinks({ publicUrl: ADDRESS, secret: SECRET, clock });
    const all = [link('w', 'a'), link('w', 'b'), link('v', 'a')];
    expect(new Set(all).size).toBe(3);
    for (const one of all) expect(one).toMatch(/^https:\/\/sop\.example\/teams\/pictures\/[\w.-]{1,1800}$/);
  });
});
