/** Files in a folder, by SHA-256: `ab/abcdef…`. Storing the same bytes twice keeps one copy. */
import { hash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Files, FilesFull } from '../../runtime/ports.ts';

/** `folder` is made if it is not there. */
export function filesInFolder(folder: string): Files {
  const pathOf = (id: string) => join(folder, id.slice(0, 2), id);
  return {
    async put(bytes) {
      const id = hash('sha256', bytes);
      const path = pathOf(id);
      if (await isThere(path, bytes.length)) return id;
      const unfinished = join(folder, `.${randomUUID()}`);
      try {
        await mkdir(join(folder, id.slice(0, 2)), { recursive: true });
        await writeDurably(unfinished, bytes);
        await rename(unfinished, path);
        return id;
      } catch (error) {
        await rm(unfinished, { force: true });
        throw isFull(error) ? new FilesFull('there is no room left for files', { cause: error }) : error;
      }
    },
    async get(id) {
      if (!/^[0-9a-f]{64}$/.test(id)) return undefined;
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

/** On the disk before anything refers to it: evidence that a power cut takes away was never there. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isThere(path: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(path)).size === bytes;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
