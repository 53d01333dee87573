/** A routine in the place where its runs start: when the next ones are, and what became of the last. */
import type { Definition } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import type { KnownRoutine, LastSlot, PausedRoutine } from '../../engine/routine/routine.ts';
import { nextFew } from '../../engine/routine/schedule.ts';
import type { Action, Card, Element, Span, Text } from '../card.ts';
import { windowWords } from '../closing-words.ts';
import { scheduleWords } from '../schedule-words.ts';
import { inRow, sentence, who } from '../sentence.ts';
import { capital, plain, UNNAMED } from '../text.ts';
import { inputFacts } from './input-facts.ts';

/** Slots shown ahead. */
const AHEAD = 3;

/** `definition`: what is in force of its SOP now. */
export function routineCard(state: KnownRoutine, definition: Pick<Definition, 'inputs'>): Card {
  const { title, schedule } = state;
  const times = timesOf(state);
  const said = `${capital(times)} (${schedule.zone})`;
  const elements = [...lastElements(state), standElement(state), ...inputFacts(state, definition)];
  const status = state.status === 'active' ? '' : `, ${state.status}`;
  return {
    ...{ title: `Routine: ${title}`, subtitle: said, tone: toneOf(state), elements },
    ...{ actions: actionsOf(state), ...moreOf(state) },
    fallback: `Routine of ${title}${status}: ${times}${newsOf(state)}`,
  };
}

/** `every weekday at 06:30, due at 07:30, until 09:00` */
export function timesOf({ schedule }: KnownRoutine): string {
  return [scheduleWords(schedule.slots), windowWords(schedule)].filter((words) => words !== '').join(', ');
}

function toneOf({ status, last }: KnownRoutine): Card['tone'] {
  if (status !== 'active') return 'neutral';
  return last && isBad(last) ? 'attention' : 'accent';
}

export function isBad(last: LastSlot): boolean {
  return last.outcome === 'missed' || last.outcome === 'not_started' || (last.outcome === 'started' && last.missed > 0);
}

function standElement(state: KnownRoutine): Element {
  switch (state.status) {
    case 'active': {
      const then = nextFew(state.schedule, state.next, AHEAD - 1).map((at) => [dayAndTime(at)]);
      const facts = [
        { label: then.length > 0 ? 'Next' : 'Once more', value: [dayAndTime(state.next)] },
        ...(then.length > 0 ? [{ label: 'Then', value: inRow(then) }] : []),
      ];
      return { type: 'facts', facts };
    }
    case 'paused':
      return { type: 'notice', tone: 'attention', text: pausedText(state) };
    case 'ended': {
      const text = sentence('Ended by ', who(state.by), ' on ', moment(state.at), '. It starts no more runs.');
      return { type: 'text', text };
    }
  }
}

function pausedText({ because, by, at }: PausedRoutine): Text {
  if (because === 'sop_not_active') {
    return 'Paused: its SOP is not in force any more. Publish it again, then resume the routine.';
  }
  if (because === 'never_again') return 'Its schedule has no time left in it. Change it, or end the routine.';
  return sentence('Paused by ', who(by), ' on ', moment(at), '. It starts nothing until somebody resumes it.');
}

/** What became of the last slot. Whoever set the routine is called when it went wrong: they see to it. */
function lastElements({ last, setBy, status }: KnownRoutine): readonly Element[] {
  if (!last || status === 'ended') return [];
  const call = sentence(setBy.type === 'member' ? { type: 'mention', member: setBy.id } : who(setBy), ': ');
  const at = moment(last.slot);
  switch (last.outcome) {
    case 'started': {
      const started: Element = { type: 'context', text: sentence('Last run: ', dayAndTime(last.slot)) };
      if (last.missed === 0) return [started];
      const text = sentence(...call, missedText(last.missed), '. The run of ', at, ' was started late.');
      return [{ type: 'notice', tone: 'attention', text }];
    }
    case 'not_started': {
      const text = sentence(...call, 'the run of ', at, ' did not start: ', whyNot(last.why));
      return [{ type: 'notice', tone: 'attention', text }];
    }
    case 'missed': {
      const text = sentence(
        ...call,
        missedText(last.missed),
        ', the last on ',
        at,
        ', because Sopwith was not running. Run it now if it is still needed.',
      );
      return [{ type: 'notice', tone: 'attention', text }];
    }
    case 'skipped':
      return [{ type: 'context', text: sentence('Skipped by ', who(last.by), ': ', dayAndTime(last.slot)) }];
  }
}

function missedText(missed: number): string {
  return missed === 1 ? 'one run was missed' : `${missed} runs were missed`;
}

/** The rest of a sentence, with what to do. `why`: the code of the refusal. */
function whyNot(why: string): string {
  switch (why) {
    case 'run_in_flight':
      return 'the one before is not finished, and it runs one at a time. Finish or cancel that one.';
    case 'sop_not_active':
    case 'sop_not_found':
      return 'its SOP is not in force any more. Publish it again, or end the routine.';
    case 'window_closed':
      return 'its window was over before it could. Start one by hand if it is still needed.';
    case 'inputs_invalid':
      return 'the SOP asks for something else now than the routine was told. Press Change and fill it in.';
    default:
      return `it was refused (${why}). Start it by hand, and tell whoever runs Sopwith.`;
  }
}

function newsOf(state: KnownRoutine): string {
  if (state.status === 'paused') return `. ${plain(pausedText(state), UNNAMED)}`;
  const { last } = state;
  if (state.status === 'ended' || !last || !isBad(last)) return '';
  if (last.outcome === 'not_started') return `. A run did not start: ${whyNot(last.why)}`;
  return 'missed' in last ? `. ${capital(missedText(last.missed))}.` : '';
}

function actionsOf({ routine, status, ...state }: KnownRoutine): readonly Action[] {
  const about = { v: 1, routine } as const;
  const change: Action = { label: 'Change', style: 'default', value: { ...about, verb: 'routine', sop: state.sop } };
  if (status === 'ended') return [];
  if (status === 'paused') {
    return [{ label: 'Resume', style: 'primary', value: { ...about, verb: 'resume_routine' } }, change];
  }
  const slot = 'next' in state ? { slot: state.next } : {};
  // A second tap of a tired thumb would skip another one: it takes back the first.
  const skip: Action =
    state.last?.outcome === 'skipped'
      ? { label: 'Undo skip', style: 'default', value: { ...about, verb: 'restore_slot', slot: state.last.slot } }
      : { label: 'Skip next', style: 'default', value: { ...about, verb: 'skip_slot', ...slot } };
  return [skip, { label: 'Pause', style: 'default', value: { ...about, verb: 'pause_routine' } }, change];
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

function moment(at: Instant): Span {
  return { type: 'time', at, style: 'date_time' };
}

/** With its weekday: routines are thought of in those. */
export function dayAndTime(at: Instant): Span {
  return { type: 'time', at, style: 'day_time' };
}
