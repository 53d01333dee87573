import { writeFile } from 'node:fs/promises';
import { CliError } from './failure.ts';

/** Writes to standard output, or into a file; that file is told on standard error. Throws `CliError`. */
export async function write(text: string, file: string | undefined, what: string): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text).catch((error: unknown) => {
    throw new CliError(`${file} cannot be written: check that its folder is there and that you may write into it.`, {
      cause: error,
    });
  });
  process.stderr.write(`Wrote ${what} to ${file}.\n`);
}
