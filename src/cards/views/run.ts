/** A run's one card in its channel: how far it is, who is next, what is late and what stands in the way. */
import { type Definition, stepOf } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import { optional } from '../../engine/optional.ts';
import type { People } from '../../engine/run/context.ts';
import { blockerOf, isEnded, isOwed, stopOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, StepRun } from '../../engine/run/state.ts';
import type { Action, Card, Element, Tone } from '../card.ts';
import { causeText, namesItsStep } from '../cause.ts';
import { progressLabel, progressOf } from '../progress.ts';
import { atMoment, lasting, quoted, sentence, starter, who } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { ownerTitle } from '../turn.ts';
import { checklist, SURELY_LISTED } from './checklist.ts';
import { cancelForm } from './forms.ts';
import { inputFacts } from './input-facts.ts';
import { moreOf, runMore } from './more.ts';
import { isShiftLate, shiftElements } from './shift.ts';
import { notesOf } from './step.ts';
import { isLate, type Listed, stepLine } from './step-lines.ts';

/** Lines of steps on the card. */
const MOST_NOW = 8;
const MOST_TROUBLES = 3;

export function runCard(run: OpenRun | EndedRun, definition: Definition, now: Instant, people?: People): Card {
  const listed: Listed = { run, definition, now, ...optional('people', people) };
  const started = sentence('Started by ', starter(run), ...atMoment(run, run.startedAt));
  const late = run.steps.filter((step) => isLate(listed, step));
  const open = run.exceptions.filter((one) => one.status === 'open');
  const tone = toneOf(run, late.length > 0 || isShiftLate(run, now), open.length);
  const elements: Element[] = [
    ...(run.status === 'ended' ? [overNotice(run)] : []),
    ...inputFacts(run, definition),
    progressOf(run),
    ...(run.status === 'open' ? shiftElements(run, listed) : []),
    ...(run.status === 'open' ? troubles(listed, open) : []),
    ...(definition.presentation === 'checklist' ? checklist(listed) : digest(listed, open.slice(0, MOST_TROUBLES))),
    ...(run.status === 'open' ? aftermath(listed) : []),
    ...notesOf(run, undefined),
  ];
  const subtitle = sentence(started, ` · revision ${run.revision}`);
  return {
    title: run.title,
    subtitle,
    tone,
    elements,
    actions: actionsOf(run, definition),
    ...moreOf(runMore(run)),
    fallback: fallbackOf(run, late.length, now),
  };
}

function toneOf(run: OpenRun | EndedRun, isLate: boolean, open: number): Tone {
  if (run.status === 'open') return stopOf(run) ? 'bad' : isLate || open > 0 ? 'attention' : 'accent';
  return run.outcome === 'completed' ? 'good' : run.outcome === 'incomplete' ? 'bad' : 'attention';
}

/** How it ended, by whom and after how long. */
function overNotice(run: EndedRun): Element {
  const lasted = lasting(run.endedAt - run.startedAt);
  const at = atMoment(run, run.endedAt);
  switch (run.outcome) {
    case 'completed': {
      const text = sentence('Completed', ...at, `, after ${lasted}${lateness(run)}.`);
      return { type: 'notice', tone: 'good', text };
    }
    case 'incomplete': {
      const text = sentence('Ended incomplete', ...at, `, after ${lasted}.`);
      return { type: 'notice', tone: 'bad', text };
    }
    case 'cancelled': {
      const why = run.reason === undefined ? '.' : `: ${run.reason}`;
      const text = sentence('Cancelled by ', who(run.endedBy), ...at, `, after ${lasted}${why}`);
      return { type: 'notice', tone: 'attention', text };
    }
  }
}

/** `, 15 min after it was due` */
function lateness({ due, endedAt }: EndedRun): string {
  return due === undefined || endedAt - due < 60_000 ? '' : `, ${lasting(endedAt - due)} after it was due`;
}

/** What stands in the way: a boundary that stopped the run, and open exceptions. */
function troubles(listed: Listed, open: OpenRun['exceptions']): readonly Element[] {
  const { definition } = listed;
  return open.slice(0, MOST_TROUBLES).map((exception): Element => {
    const title = exception.step === undefined ? undefined : stepOf(definition, exception.step)?.title;
    const where = title === undefined || namesItsStep(exception) ? '' : `${quoted(title)}: `;
    const isStop = exception.cause.type === 'boundary';
    const what = isStop ? 'The run is stopped: ' : where;
    const whole = `${what}${causeText(definition, exception)}. Waits for a decision by `;
    const text = sentence(whole, ownerTitle(listed, exception), '.');
    return { type: 'notice', tone: isStop ? 'bad' : 'attention', text };
  });
}

/**
 * Steps live in the thread: here stands only what is to be done now, and how what is over did not go as drawn. `told`:
 * exceptions that stand above already.
 */
function digest(listed: Listed, told: OpenRun['exceptions']): readonly Element[] {
  const { run } = listed;
  if (run.status === 'ended') {
    const astray = run.steps.filter((step) => step.state === 'skipped' || step.state === 'missed' || !isEnded(step));
    return listOf(listed, astray.slice(0, MOST_NOW), astray.length);
  }
  if (stopOf(run)) return [];
  const current = run.steps.filter((step) => {
    const blocker = blockerOf(run, step.id);
    return blocker ? !told.some((one) => one.id === blocker.id) : isOwed(step);
  });
  return listOf(listed, current.slice(0, MOST_NOW), current.length);
}

function listOf(listed: Listed, steps: readonly StepRun[], total: number): readonly Element[] {
  if (steps.length === 0) return [];
  const more: Element[] = total > steps.length ? [{ type: 'context', text: `and ${total - steps.length} more` }] : [];
  return [{ type: 'list', items: steps.map((step) => stepLine(listed, step)) }, ...more];
}

/** What comes after what is to be done now. */
function aftermath({ run, definition }: Listed): readonly Element[] {
  if (definition.presentation === 'checklist') return [];
  const waiting = run.steps.filter((step) => step.state === 'waiting_needs' && !blockerOf(run, step.id));
  const [next] = waiting;
  const title = next && stepOf(definition, next.id)?.title;
  if (title === undefined) return [];
  const more = waiting.length > 1 ? `, and ${waiting.length - 1} more` : '';
  return [{ type: 'context', text: `Next: ${title}${more}` }];
}

function actionsOf(run: OpenRun | EndedRun, definition: Definition): readonly Action[] {
  const about = { v: 1, run: run.run } as const;
  const isListed = definition.presentation === 'checklist' && run.steps.length <= SURELY_LISTED;
  const steps: Action[] = isListed
    ? []
    : [{ label: 'All steps', style: 'default', value: { ...about, verb: 'show_steps' } }];
  const evidence: Action = { label: 'Evidence', style: 'default', value: { ...about, verb: 'show_evidence' } };
  if (run.status === 'ended') return [...steps, evidence];
  return [
    ...steps,
    evidence,
    { label: 'Cancel run', style: 'danger', value: { ...about, verb: 'cancel' }, form: cancelForm(run.title) },
  ];
}

function fallbackOf(run: OpenRun | EndedRun, late: number, now: Instant): string {
  if (run.status === 'ended') {
    const over = overNotice(run);
    const how = over.type === 'notice' ? plain(over.text, UNNAMED) : '';
    return `${run.title}: ${how}${run.outcome === 'cancelled' ? '' : ` ${progressLabel(run)}.`}`;
  }
  const isAllLate = isShiftLate(run, now);
  return `${run.title}: ${progressOf(run).label}${isAllLate ? ', late' : late > 0 ? `, ${late} late` : ''}`;
}
