/** A routine in the place where its runs start: when the next ones are, and what became of the last. */
import type { Instant } from '../../engine/instant.ts';
import { ahead, type DaysOff } from '../../engine/routine/days-off.ts';
import type { ActiveRoutine, KnownRoutine, PausedRoutine } from '../../engine/routine/routine.ts';
import { nextOf } from '../../engine/routine/schedule.ts';
import type { Action, Card, Element, Text } from '../card.ts';
import { dayRows } from '../day-words.ts';
import { inRow, sentence, who } from '../sentence.ts';
import { shiftWords } from '../shift-words.ts';
import { capital, plain, UNNAMED } from '../text.ts';
import { inputFacts } from './input-facts.ts';
import { adviceElements } from './routine-advice.ts';
import { calling, isBad, isLeftOut, lastElements, missedText, type RoutineScene, whyNot } from './routine-last.ts';
import { AHEAD, moment, slotWords, timesOf } from './routine-words.ts';

export function routineCard(state: KnownRoutine, scene: RoutineScene): Card {
  const { title, schedule } = state;
  const times = timesOf(state);
  const said = `${capital(times)} (${schedule.zone})`;
  const facts = [...shiftFacts(state, scene), ...inputFacts(state, scene.definition)];
  const advice = state.status === 'active' ? adviceElements(state, scene) : [];
  const elements = [...lastElements(state, scene), standElement(state, scene), ...facts, ...advice];
  const status = state.status === 'active' ? '' : `, ${state.status}`;
  return {
    ...{ title: `Routine: ${title}`, subtitle: said, tone: toneOf(state), elements },
    ...{ actions: actionsOf(state, scene), ...moreOf(state) },
    fallback: `Routine of ${title}${status}: ${times}${newsOf(state)}`,
  };
}

function toneOf({ status, last }: KnownRoutine): Card['tone'] {
  if (status !== 'active') return 'neutral';
  return last && isBad(last) ? 'attention' : 'accent';
}

function shiftFacts({ shift, status }: KnownRoutine, { definition }: RoutineScene): readonly Element[] {
  if (!shift || status === 'ended') return [];
  return [{ type: 'facts', facts: [{ label: 'On shift', value: shiftWords(shift, definition) }] }];
}

function standElement(state: KnownRoutine, scene: RoutineScene): Element {
  switch (state.status) {
    case 'active':
      return { type: 'facts', facts: aheadFacts(state, scene.days) };
    case 'paused':
      return { type: 'notice', tone: 'attention', text: calledTo(state, scene) };
    case 'ended': {
      const text = sentence('Ended by ', who(state.by), ' on ', moment(state.at), '. It starts no more runs.');
      return { type: 'text', text };
    }
  }
}

/** The next times that really start runs, and by name what is left out in between. */
function aheadFacts(state: ActiveRoutine, days: DaysOff): readonly { label: string; value: Text }[] {
  const { schedule, next } = state;
  const { runs, left } = ahead(days, schedule, next, AHEAD);
  const [first, ...then] = runs;
  const isLast = first !== undefined && nextOf(schedule, first) === undefined;
  const style = (runs.at(-1) ?? next) - next > HALF_A_YEAR ? 'date_time' : 'day_time';
  const words = (at: Instant) => slotWords(state, at, style);
  const rows = dayRows(left);
  const more = rows.length > MOST_LEFT ? [`${rows.length - MOST_LEFT} more`] : [];
  return [
    { label: isLast ? 'Once more' : 'Next', value: first === undefined ? 'none that is known yet' : words(first) },
    ...(then.length > 0 ? [{ label: 'Then', value: inRow(then.map(words)) }] : []),
    ...(rows.length > 0 ? [{ label: 'Left out', value: inRow([...rows.slice(0, MOST_LEFT), ...more]) }] : []),
  ];
}

/** Times that are so far from each other are told with their year, in milliseconds. */
const HALF_A_YEAR = 183 * 86_400_000;
/** Days off that are named. */
const MOST_LEFT = 5;

function pausedText({ because, by, at }: PausedRoutine): Text {
  if (because === undefined) {
    return sentence('Paused by ', who(by), ' on ', moment(at), '. It starts nothing until somebody resumes it.');
  }
  switch (because) {
    case 'sop_not_active':
      return 'Paused: its SOP is not in force any more. Publish it again, then resume the routine; or end it.';
    case 'never_again':
      return 'Its schedule has no time left in it. Change it, or end the routine.';
    case 'place_gone':
      return 'Paused: nothing could be posted here. Resume it, if that is over.';
  }
}

/** Where nobody wished that it rests, those who see to it are called. */
function calledTo(state: PausedRoutine, scene: RoutineScene): Text {
  const text = pausedText(state);
  if (state.because === undefined) return text;
  return sentence(calling(state, scene, state.because === 'never_again' ? 'setter' : 'all'), text);
}

function newsOf(state: KnownRoutine): string {
  if (state.status === 'paused') return `. ${plain(pausedText(state), UNNAMED)}`;
  const { last } = state;
  if (state.status === 'ended' || !last || !isBad(last)) return '';
  if (last.outcome === 'not_started') return `. A run did not start: ${whyNot(last.why)}`;
  const missed = 'missed' in last && last.missed > 0 ? `. ${capital(missedText(last.missed))}.` : '';
  return 'unmanned' in last ? `${missed || '.'} Nobody is on shift.` : missed;
}

function actionsOf(state: KnownRoutine, { days }: RoutineScene): readonly Action[] {
  const { routine, status, last } = state;
  const about = { v: 1, routine } as const;
  const change: Action = { label: 'Change', style: 'default', value: { ...about, verb: 'routine', sop: state.sop } };
  if (status === 'ended') return [];
  if (status === 'paused') {
    return [{ label: 'Resume', style: 'primary', value: { ...about, verb: 'resume_routine' } }, change];
  }
  const slot = 'next' in state ? ahead(days, state.schedule, state.next, 1).runs[0] : undefined;
  // A second tap of a tired thumb would skip another one: it takes back the first.
  const skip: readonly Action[] =
    last && isLeftOut(state)
      ? [{ label: 'Undo skip', style: 'default', value: { ...about, verb: 'restore_slot', slot: last.slot } }]
      : slot === undefined
        ? []
        : [{ label: 'Skip next', style: 'default', value: { ...about, verb: 'skip_slot', slot } }];
  return [...skip, { label: 'Pause', style: 'default', value: { ...about, verb: 'pause_routine' } }, change];
}

function moreOf({ routine, status }: KnownRoutine): Pick<Card, 'more'> {
  if (status === 'ended') return {};
  return {
    more: [
      { label: 'Run it now', value: { v: 1, verb: 'run_routine', routine } },
      { label: 'End this routine', value: { v: 1, verb: 'end_routine', routine } },
    ],
  };
}
