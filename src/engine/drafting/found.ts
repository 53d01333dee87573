import { clip } from './fold.ts';

/** A value that was taken from words. */
export interface Found<Value> {
  readonly value: Value;
  /** 0 (a guess) to 1 (certain). */
  readonly confidence: number;
  /** What in the document led to it, as a clause of at most 200 characters. */
  readonly reason: string;
}

/** `it says “within 30 minutes”`: a reason that quotes the document. */
export function says(words: string, what = 'it says'): string {
  const flat = words.replace(/\s+/g, ' ').trim();
  return clip(`${what} “${clip(flat, 120)}”`, 200);
}
