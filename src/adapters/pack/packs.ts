/** Evidence on paper and in archives. What draws is loaded with the first pack: a start waits for every file that is loaded. */
import type { Packs } from '../../runtime/ports.ts';
import { type Darkroom, openDarkroom } from './darkroom.ts';
import { zipOf } from './zip-writer.ts';

/** However many packs are made at a time, photos are decoded one after the other: others work on this machine, too. */
export function createPacks(): Packs {
  let underWay = 0;
  let darkroom: Darkroom | undefined;
  return {
    async *pdf(paper, bytesOf) {
      const { pdfOf } = await import('./pdf.ts');
      darkroom ??= openDarkroom();
      underWay += 1;
      try {
        yield* pdfOf(paper, bytesOf, darkroom);
      } finally {
        underWay -= 1;
        if (underWay === 0) {
          const empty = darkroom;
          darkroom = undefined;
          await empty?.close();
        }
      }
    },
    zip: zipOf,
  };
}
