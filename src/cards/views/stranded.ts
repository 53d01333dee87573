/** A routine whose conversation is gone, for those who see to it: in their direct messages, for nothing can be said there. */
import type { KnownRoutine } from '../../engine/routine/routine.ts';
import type { Card } from '../card.ts';
import { quoted, sentence, typed } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { timesOf, timesTyped } from './routine-words.ts';

/** `isOn`: it still rests for that. */
export function strandedCard(state: KnownRoutine, isOn: boolean): Card {
  const { routine, key, title, schedule } = state;
  const named = quoted(title);
  if (!isOn) {
    const text = `The routine of ${named} has been seen to: it was resumed, changed or ended.`;
    return { title: 'Seen to', tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: text };
  }
  const why = `Nothing can be posted where ${named} runs by itself: the conversation was archived or deleted, or Sopwith was removed from it.`;
  const rests = ` So its routine (${timesOf(state)}, ${schedule.zone}) is paused, and starts nothing more.`;
  const mend = sentence(
    'Once Sopwith can post there again, resume it. Or set it somewhere else: ',
    typed(`routine ${key} ${timesTyped(state)} in #channel`),
    '.',
  );
  const value = { v: 1, routine } as const;
  return {
    ...{ title: 'Routine paused', tone: 'attention', fallback: plain(`${why}${rests}`, UNNAMED) },
    elements: [
      { type: 'text', text: `${why}${rests}` },
      { type: 'text', text: mend },
    ],
    actions: [
      { label: 'Resume', style: 'primary', value: { ...value, verb: 'resume_routine' } },
      { label: 'End this routine', style: 'default', value: { ...value, verb: 'end_routine' } },
    ],
  };
}
