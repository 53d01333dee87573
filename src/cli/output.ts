import { rm, writeFile } from 'node:fs/promises';
import { CliError } from './failure.ts';

/** Writes to standard output, or into a file; that file is told on standard error. Throws `CliError`. */
export async function write(text: string, file: string | undefined, what: string): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text).catch((error: unknown) => {
    throw notWritten(file, error);
  });
  process.stderr.write(`Wrote ${what} to ${file}.\n`);
}

/** Half a file is none: what could not be finished is taken away again. Throws `CliError`, and whatever ends the chunks. */
export async function writeChunks(chunks: AsyncIterable<Uint8Array>, file: string): Promise<void> {
  let isBegun = false;
  const begun = (async function* () {
    for await (const chunk of chunks) {
      isBegun = true;
      yield chunk;
    }
  })();
  try {
    await writeFile(file, begun);
  } catch (error) {
    if (isBegun) await rm(file, { force: true });
    throw error instanceof Error && 'syscall' in error ? notWritten(file, error) : error;
  }
}

function notWritten(file: string, cause: unknown): CliError {
  const advice = 'check that its folder is there, has room, and that you may write into it';
  return new CliError(`${file} cannot be written: ${advice}.`, { cause });
}
