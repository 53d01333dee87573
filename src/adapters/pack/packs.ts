/** Evidence on paper and in archives. What draws is loaded with the first pack: a start waits for every file that is loaded. */
import type { Packs } from '../../runtime/ports.ts';
import { zipOf } from './zip-writer.ts';

export function createPacks(): Packs {
  return {
    async *pdf(paper, bytesOf) {
      yield* (await import('./pdf.ts')).pdfOf(paper, bytesOf);
    },
    zip: zipOf,
  };
}
