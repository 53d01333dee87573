/** Streams stay open for as long as whoever listens likes: of one person or service there are so many at a time, and room for others. */
import type { Caller } from '../../runtime/library/caller.ts';

export const MOST_STREAMS = 1_000;

const open = new Map<string, number>();

/** Counts a stream; gives what is called at its end, or undefined where there are too many. */
export function joined({ workspace, actor }: Caller): (() => void) | undefined {
  const name = JSON.stringify([workspace, actor.type, 'id' in actor && actor.id]);
  const many = open.get(name) ?? 0;
  if (many >= MOST_STREAMS) return undefined;
  open.set(name, many + 1);
  return () => {
    const left = (open.get(name) ?? 1) - 1;
    if (left > 0) open.set(name, left);
    else open.delete(name);
  };
}
