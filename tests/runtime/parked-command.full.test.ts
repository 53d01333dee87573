/** `sopwith parked` as an operator types it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parkedEffects } from '../../src/store/effects.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  const db = new Sqlite(join(work.config.data, 'sopwith.db'));
  const park = db.prepare(
    `insert into effects (workspace_id, stream, position, channel, subject, payload, due, attempts, status, error, created_at)
     values (?, ?, 1, '', ?, ?, 0, 9, 'parked', ?, 0)`,
  );
  for (const stream of ['one', 'two', 'three']) {
    const payload = JSON.stringify({ type: 'read_document', import: stream });
    park.run(work.app.workspace, stream, `read_document:${stream}`, payload, 'The disk\nis \u001b[2Jfull.');
  }
  db.close();
});
afterAll(() => work.end());

function sopwith(...args: string[]): Promise<{ code: number; said: string }> {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
  const env = { ...process.env, SOPWITH_DATA: work.config.data };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, 'parked', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}

const left = async () => (await parkedEffects(work.app.db, work.app.workspace, 10)).map((one) => one.stream).sort();

it('lists each on a line: id, what, since when, error', async () => {
  const { code, said } = await sopwith();
  expect(code).toBe(0);
  expect(said.trimEnd().split('\n')).toHaveLength(3);
  expect(said).toContain(`${work.app.workspace}:one:1 read the document of one, since 1970-01-01T00:00:00.000Z`);
  expect(said).toMatch(/9 attempts: The disk is \[2Jfull\./);
});

it('delivers one again, or all, and knows no other', async () => {
  expect(await sopwith('--retry', 'nothing')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Nothing is parked under/),
  });
  expect(await left()).toEqual(['one', 'three', 'two']);
  expect(await sopwith('--retry', `${work.app.workspace}:one:1`)).toMatchObject({ code: 0 });
  expect(await left()).toEqual(['three', 'two']);
  expect((await sopwith('--retry', 'all')).said).toMatch(/^2 to be delivered again/);
  expect((await sopwith()).said).toBe('Nothing is parked.\n');
});
