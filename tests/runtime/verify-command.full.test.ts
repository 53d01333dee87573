/** `sopwith verify` as an operator types it, over a database and its folder of files. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceTrail } from '../../src/runtime/evidence-trail.ts';
import { createMemory } from '../../src/runtime/memory.ts';
import { published } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

const SOP = `
sop: night-round
title: Night round
purpose: The seal is whole.
roles:
  - {id: opener, title: Opener}
accountable_manager: opener
steps:
  - id: seal
    title: Look at the seal
    role: opener
    evidence:
      - {id: photo, title: Photo of the seal, type: photo}
retention: {keep: P1Y}
`;

function verify(target: string): Promise<{ code: number; said: string }> {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'verify', target], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

describe('sopwith verify', () => {
  let work: Workplace;
  let database: string;
  let photo: string;
  let trail: unknown;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    database = join(work.config.data, 'sopwith.db');
    await published(work, SOP);
    await work.say('ana', 'run night-round');
    const { run } = await work.run('kitchen');
    const sent = await work.upload('seal.png', 'image/png', Buffer.from('not much of a picture'));
    photo = join(work.config.data, 'files', sent.file.slice(0, 2), sent.file);
    await work.send('ana', { v: 1, verb: 'complete', run, step: 'seal' }, { photo: sent });
    await work.idle();
    trail = await evidenceTrail(work.app.db, createMemory(), { workspace: work.app.workspace, run, now: 1 });
  });
  afterAll(() => work.end());

  it('says of a database and its files that they are whole', async () => {
    const { code, said } = await verify(database);
    expect(said).toMatch(/^Whole: \d+ histories with \d+ events;.*\n1 evidence file, each as it was recorded\.\n$/);
    expect(code).toBe(0);
  });

  it('finds an evidence file that is another one now, or gone', async () => {
    const bytes = await readFile(photo);
    await writeFile(photo, Buffer.from('not much of a picturE'));
    expect(await verify(database)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/its bytes were changed\.\n$/),
    });
    await writeFile(photo, bytes);
    await rename(photo, `${photo}.away`);
    expect(await verify(database)).toMatchObject({ code: 1, said: expect.stringMatching(/it is missing\.\n$/) });
    await rename(`${photo}.away`, photo);
  });

  it('changes no byte of a copy', async () => {
    const folder = await mkdtemp(join(work.config.data, 'copy-'));
    const copy = join(folder, 'copy.db');
    const own = new Sqlite(database);
    await own.backup(copy);
    own.close();
    const before = await readFile(copy);
    expect(await verify(copy)).toMatchObject({ code: 0, said: expect.stringMatching(/^Whole: /) });
    expect((await readFile(copy)).equals(before)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it("says of another program's database, and of an older one, what it is", async () => {
    const file = join(work.config.data, 'other.db');
    const other = new Sqlite(file);
    other.exec('create table recipes (name text)');
    other.close();
    const before = await readFile(file);
    expect(await verify(file)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^This is not a database of Sopwith.*\n$/),
    });
    expect((await readFile(file)).equals(before)).toBe(true);

    const strange = new Sqlite(file);
    strange.exec('create table kysely_migration (step integer); create table events (seq integer)');
    strange.close();
    expect(await verify(file)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^This is not a database of Sopwith.*\n$/),
    });

    const old = join(work.config.data, 'old.db');
    await copyFile(file, old);
    const older = new Sqlite(old);
    older.exec('drop table kysely_migration; create table kysely_migration (name text, timestamp text)');
    older.close();
    expect(await verify(old)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/older version.*sopwith migrate.*\n$/),
    });
  });

  it('says what it did not check', async () => {
    const files = join(work.config.data, 'files');
    await rename(files, `${files}.away`);
    const { code, said } = await verify(database);
    expect(said).toMatch(/Not checked: 1 evidence file; there is no folder/);
    expect(code).toBe(0);
    await rename(`${files}.away`, files);
  });

  it('writes nothing of a file but plain characters on one line', async () => {
    const file = join(work.config.data, 'trail.json');
    await writeFile(file, JSON.stringify(trail));
    expect(await verify(file)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Whole: “Night round”.*\nNot in/),
    });
    await writeFile(file, JSON.stringify({ ...(trail as object), '\u001b[2J\nWhole: “Night round”': 1 }));
    const { code, said } = await verify(file);
    expect(code).toBe(1);
    expect(said).toMatch(/^BROKEN: .* was added to it\.\n$/);
    expect(said).not.toContain('\u001b');
  });
});
