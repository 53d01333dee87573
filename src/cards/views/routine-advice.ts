/** What whoever sets a routine may not have thought of: said on its card, from when it is set. */

import type { Instant } from '../../engine/instant.ts';
import { overlapOf } from '../../engine/routine/overlap.ts';
import type { ActiveRoutine } from '../../engine/routine/routine.ts';
import type { Element, Span } from '../card.ts';
import { sentence, typed } from '../sentence.ts';
import type { RoutineScene } from './routine-last.ts';
import { slotWords } from './routine-words.ts';

export function adviceElements(state: ActiveRoutine, scene: RoutineScene): readonly Element[] {
  const said = [overlapping(state, scene), elsewhere(scene), holidays(state, scene)].filter((one) => one !== undefined);
  return said.map((text) => ({ type: 'context', text }));
}

/** A run is still open when the next one comes. */
function overlapping(state: ActiveRoutine, { definition }: RoutineScene): readonly Span[] | undefined {
  const { schedule, next } = state;
  const isAlone = definition.one_at_a_time;
  const words = (at: Instant) => slotWords(state, at);
  const overlap = overlapOf(schedule, next);
  if (overlap) {
    const { slot, closes, then } = overlap;
    const window = sentence(
      'The run of ',
      words(slot),
      ' closes ',
      words(closes),
      ', and the next begins ',
      words(then),
    );
    return sentence(window, isAlone ? `. ${ALONE}` : ': both may be open at once. A shorter window keeps them apart.');
  }
  return isAlone && !schedule.closes
    ? sentence(
        `Its runs stay open until they are done. ${ALONE} Say until when they are open, for example until 09:00.`,
      )
    : undefined;
}

const ALONE = 'It runs one at a time, so the next is not started while one is open.';

/** Runs of another conversation are in the way of an SOP that runs one at a time, too. */
function elsewhere({ definition, others }: RoutineScene): readonly Span[] | undefined {
  if (!definition.one_at_a_time || others === 0) return undefined;
  return sentence(
    'It has a routine in another conversation too. It runs one at a time: what comes while a run is open there is not started here.',
  );
}

function holidays({ schedule }: ActiveRoutine, { days }: RoutineScene): readonly Span[] | undefined {
  const isNone = Object.keys(days.holidays).length === 0 && days.closed.length === 0;
  if (schedule.holidays !== 'except' || !isNone) return undefined;
  return sentence('No holidays are set yet. An administrator says whose count: ', typed('holidays GB-ENG'), '.');
}
