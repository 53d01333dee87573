/** The routines of a place. */
import type { Instant } from '../../engine/instant.ts';
import type { KnownRoutine, LastSlot } from '../../engine/routine/routine.ts';
import type { Action, Card, Line, Text } from '../card.ts';
import { count, sentence } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { isBad } from './routine-last.ts';
import { slotWords, timesOf } from './routine-words.ts';

/** A routine, and when it starts its next run; absent: nobody knows yet. */
export interface ListedRoutine {
  readonly state: KnownRoutine;
  readonly next?: Instant;
}

/** What is next first. */
export function routinesCard(routines: readonly ListedRoutine[]): Card {
  const title = 'Routines';
  if (routines.length === 0) {
    const text = sentence(
      'There is no routine here. ',
      { type: 'code', text: '/sop routine KEY weekdays 06:30' },
      ' sets one.',
    );
    return { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: plain(text, UNNAMED) };
  }
  const items = routines.map(({ state, next }): Line => {
    const { routine, title: text } = state;
    const action: Action = { label: 'Open', style: 'default', value: { v: 1, verb: 'show_routine', routine } };
    return { mark: markOf(state), text, detail: detailOf(state, next), action };
  });
  return {
    ...{ title, subtitle: count(routines.length, 'routine'), tone: 'neutral', actions: [] },
    elements: [{ type: 'list', items }],
    fallback: `${count(routines.length, 'routine')}: ${routines.map(({ state }) => state.title).join(', ')}`,
  };
}

function markOf({ status, last }: KnownRoutine): Line['mark'] {
  if (status !== 'active') return 'skipped';
  return last && isBad(last) ? 'missed' : 'now';
}

function badWords({ outcome }: LastSlot): string {
  if (outcome === 'started') return ' · the last was late';
  return outcome === 'missed' ? ' · the last was missed' : ' · the last did not start';
}

function detailOf(state: KnownRoutine, next: Instant | undefined): Text {
  const said = timesOf(state);
  if (state.status !== 'active') return `${said} · ${state.status}`;
  const bad = state.last && isBad(state.last) ? badWords(state.last) : '';
  return sentence(`${said} · next `, next === undefined ? 'not known yet' : slotWords(state, next), bad);
}
