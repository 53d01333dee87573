/** What people send. */
import { png } from '../../support/png.ts';
import type { NewFile } from '../../support/teams/files.ts';

/** A document that becomes a draft. */
export function checks(title: string): NewFile {
  const text = `# ${title}\n\n1. Lock the back door\n2. Switch off the lights of ${title}\n3. Set the alarm\n`;
  return { name: `${title.toLowerCase().replaceAll(' ', '-')}.md`, bytes: Buffer.from(text) };
}

/** Each of another size: the same picture is recorded once. */
let size = 20;
export function photo(name: string): NewFile {
  size += 1;
  return { name, bytes: png(size, 20) };
}
