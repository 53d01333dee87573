/** "Extraction must take 25 to 30 seconds": how long it takes is measured. */
import type { Ask } from './asks.ts';
import { titled } from './evidence-title.ts';
import { folding } from './folding.ts';
import { limitsOf } from './measures.ts';
import type { Lexicon } from './words/lexicon.ts';

const TAKES =
  /\s(?:(?:must|should|shall|has to|needs to) (?:take|last|run for)|(?:muss|mussen|soll|sollte|sollen)(?=.{1,60}\bdauern)|dauert|(?:doit|devrait) (?:durer|prendre)|(?:debe|deberia) (?:durar|tardar)|(?:deve|deveria) (?:durar|levar|demorar)|(?:deve|dovrebbe) (?:durare|impiegare))\s/;

/** Only between two times: "must take at most 20 minutes" is a deadline. */
export function timedAsk(sentence: string, lexicon: Lexicon): Ask | undefined {
  const { folded, printed } = folding(sentence);
  const takes = TAKES.exec(folded);
  if (!takes) return undefined;
  const limit = limitsOf(folded.slice(takes.index), lexicon).find(
    ({ of, min, max }) => of === 'time' && min !== undefined && max !== undefined,
  );
  if (limit === undefined) return undefined;
  const subject = printed(0, takes.index)
    .split(/[.,;:!(]\s*/)
    .at(-1)
    ?.replace(/^(?:the|die|der|das|la|le|el|il|lo|o|a|l['’])\s*\b/i, '');
  const title = subject !== undefined && /^\S+(?: \S+){0,3}$/.test(subject) ? { title: titled(subject) } : {};
  return { type: 'number', words: sentence, limit, confidence: 0.75, required: true, ...title };
}
