/** The conversation that all chat adapters share. */
import { listSops } from '../store/sops.ts';
import type { Conversation } from './conversation.ts';
import { PHRASES } from './phrase.ts';
import { press } from './press.ts';
import { say } from './say.ts';
import type { Talking } from './talking.ts';

/** Completions shown at most. */
const MOST = 12;

export function conversation(talking: Talking): Conversation {
  return {
    say: (said) => say(talking, said),
    press: (pressed) => press(talking, pressed),
    async complete(workspace, typed) {
      const [word = '', key] = typed.trimStart().toLowerCase().split(/\s+/, 2);
      const phrase = PHRASES.find((one) => one.phrase === word);
      if (key === undefined || !phrase?.follows.includes('KEY')) {
        const fitting = PHRASES.filter((one) => one.phrase.startsWith(word));
        return fitting.map((one) => ({ phrase: `${one.phrase} ${one.follows}`.trim(), explains: one.explains }));
      }
      const sops = await listSops(talking.db, workspace);
      const fitting = sops.filter((one) => one.key.includes(key) && suits(phrase.phrase, one.status));
      return fitting.slice(0, MOST).map((one) => ({ phrase: `${word} ${one.key}`, explains: one.title }));
    },
  };
}

/** Only what would not be refused is offered. */
function suits(phrase: string, status: string): boolean {
  if (phrase === 'run') return status === 'active';
  if (phrase === 'publish' || phrase === 'edit' || phrase === 'discard') return status !== 'archived';
  return true;
}
