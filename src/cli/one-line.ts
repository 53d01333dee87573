import { clean } from '../cards/text.ts';

/** What came out of a file or a database is not to move the cursor of whoever reads it, or to write lines of its own. */
export function oneLine(text: string): string {
  return clean(text).replaceAll(/\s+/g, ' ');
}
