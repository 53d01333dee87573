/**
 * A disk that is really full: a few megabytes of memory, mounted in a namespace of its own (Linux, `unshare` of
 * util-linux; no special rights).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const MEGABYTES = 12;

it('a full disk refuses in words and loses nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sopwith-full-'));
  const child = fileURLToPath(new URL('./full-disk.child.ts', import.meta.url));
  const script = `mount -t tmpfs -o size=${MEGABYTES}m none "$0" && exec "$1" "$2" "$0"`;
  const inside = ['--map-root-user', '--mount', 'sh', '-c', script, folder, process.execPath, child];
  const { stdout } = await promisify(execFile)('unshare', inside, { maxBuffer: 1024 * 1024 });
  const result = JSON.parse(stdout) as Record<string, unknown>;
  expect(result).toMatchObject({ filled: 'ENOSPC', partial: [], lost: 0, again: '', notes: 1, broken: [], said: [] });
  expect(result.upload).toMatch(/^FilesFull/);
  expect(result.failure).toMatch(/^DatabaseError: The disk of .* is full: make room/);
  await rm(folder, { recursive: true });
});
