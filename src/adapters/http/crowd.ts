/** What one person or service may have under way at a time, so that there is room for others. */
import type { Caller } from '../../runtime/library/caller.ts';

export interface Crowd {
  readonly most: number;
  /** Counts one more; gives what is called at its end, or undefined where there are too many. */
  join(caller: Caller): (() => void) | undefined;
}

function crowd(most: number): Crowd {
  const open = new Map<string, number>();
  return {
    most,
    join({ workspace, actor }) {
      const name = JSON.stringify([workspace, actor.type, 'id' in actor && actor.id]);
      const many = open.get(name) ?? 0;
      if (many >= most) return undefined;
      open.set(name, many + 1);
      return () => {
        const left = (open.get(name) ?? 1) - 1;
        if (left > 0) open.set(name, left);
        else open.delete(name);
      };
    },
  };
}

/** Streams stay open for as long as whoever listens likes. */
export const streams = crowd(1_000);

/** Files on their way in are held in memory. */
export const uploads = crowd(4);
