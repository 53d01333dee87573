import type { SourceDocument } from '../../engine/drafting/document.ts';
import type { Progress } from '../../runtime/ports.ts';

/**
 * What every format's reader is: bytes to blocks in reading order. Throws `DocumentUnreadable`; anything else it throws
 * counts as a damaged document. Runs in the reader's process, so it may take its time.
 */
export type ReadFormat = (
  bytes: Uint8Array,
  name: string,
  progress: (note: Progress) => void,
) => Promise<SourceDocument>;

/** Counts the text that was read and stops at the limit, so that no format can fill the memory with blocks. */
export class TextBudget {
  private left: number;
  private readonly exceeded: () => Error;

  constructor(limit: number, exceeded: () => Error) {
    this.left = limit;
    this.exceeded = exceeded;
  }

  spend(text: string): void {
    this.left -= text.length;
    if (this.left < 0) throw this.exceeded();
  }
}
