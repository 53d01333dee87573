/** A chat platform that is a file, one line a posted message: it outlives the process, as a real platform does. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Chat } from '../src/runtime/ports.ts';

export const FILE_PLATFORM = 'file';

export function fileChat(path: string): Chat {
  const posted = new Map(messagesIn(path).map((effect, index) => [effect, `m${index + 1}`]));
  let count = posted.size;
  return {
    platform: FILE_PLATFORM,
    async post({ effect }) {
      appendFileSync(path, `${effect}\n`);
      count += 1;
      const id = `m${count}`;
      posted.set(effect, id);
      return { id };
    },
    async update() {
      // What a message shows is not looked at here.
    },
    async find({ effect }) {
      return posted.get(effect);
    },
  };
}

/** The effects that were posted, in order; one that was posted twice is there twice. */
export function messagesIn(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}
