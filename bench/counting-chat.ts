/** A chat platform that takes every message at once and remembers only how many there were. */
import type { Chat } from '../src/runtime/ports.ts';

export interface CountingChat extends Chat {
  /** Messages posted into a channel: the first card of a run each. */
  readonly roots: () => number;
  readonly posts: () => number;
  readonly updates: () => number;
}

export function countingChat(): CountingChat {
  let [posts, roots, updates] = [0, 0, 0];
  return {
    platform: 'count',
    async post({ thread }) {
      posts += 1;
      if (thread === undefined) roots += 1;
      return { id: `m${posts}` };
    },
    async update() {
      updates += 1;
    },
    async find() {
      return undefined;
    },
    roots: () => roots,
    posts: () => posts,
    updates: () => updates,
  };
}
