/** The word that somebody set or ended the digest of a conversation: everybody there reads it. */
import { type KnownDigest, kindsOf } from '../../engine/digest/digest.ts';
import type { Card, Element } from '../card.ts';
import { sentence, typed, who } from '../sentence.ts';
import { capital } from '../text.ts';
import { timeWords } from './digest-times.ts';

const LABELS = { day: 'Each day', week: 'Each week', own: 'For you' } as const;
const TITLE = 'Digest of this conversation';

export function digestPlanCard(state: KnownDigest): Card {
  const card = { title: TITLE, tone: 'neutral', actions: [] } as const;
  if (state.status === 'ended') {
    const text = sentence('Ended by ', who(state.by), '. ', typed('digest'), ' shows one at any time; ');
    const again = sentence(text, typed('digest daily 07:00'), ' has it come by itself again.');
    return { ...card, elements: [{ type: 'text', text: again }], fallback: `${TITLE}: it does not come any more` };
  }
  const set = kindsOf(state).flatMap((kind) => {
    const time = state.times[kind];
    return time ? [{ kind, words: timeWords(time), next: time.next }] : [];
  });
  const facts = set.map(({ kind, words, next }) => {
    const first = { type: 'time', at: next, style: 'day_time' } as const;
    return { label: LABELS[kind], value: sentence(`${words}, next on `, first) };
  });
  const by = sentence('Set so by ', who(state.by), '. Where nothing ran and nothing waits, none comes. ');
  const elements: readonly Element[] = [
    { type: 'facts', facts },
    { type: 'context', text: sentence(by, typed('digest off'), ' ends it.') },
  ];
  return {
    ...card,
    elements,
    fallback: `${TITLE}: ${set
      .map(({ words }) => words)
      .map(capital)
      .join('; ')}`,
  };
}
