import { type Definition, stepOf } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import { optional } from '../../engine/optional.ts';
import type { People } from '../../engine/run/context.ts';
import { blockerOf, isOwed, stopOf, whyOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, StepRun } from '../../engine/run/state.ts';
import type { Card, Line, Text } from '../card.ts';
import { progressLabel } from '../progress.ts';
import { atMoment, count, inRow, sentence, starter } from '../sentence.ts';
import { clip, plain, UNNAMED } from '../text.ts';
import { holderOf, ownerTitle } from '../turn.ts';

/** A run with its pinned revision. */
export interface ListedRun {
  readonly run: OpenRun | EndedRun;
  readonly definition: Definition;
}

type Open = { readonly run: OpenRun; readonly definition: Definition };
type Seen = Open & { readonly now: Instant; readonly people?: People };

/** What a run waits for is said for so many of its steps, and each step's title so long. */
const WAITS = 3;
const TITLE = 60;

/** Runs that are open now, what is late first, each with what it waits for and whom. */
export function statusCard(runs: readonly ListedRun[], now: Instant, people?: People): Card {
  const title = 'Open runs';
  const open = runs.filter((listed): listed is Open => listed.run.status === 'open');
  if (open.length === 0) {
    const text = sentence('No run is open. ', { type: 'code', text: '/sop list' }, ' shows what can be run.');
    const elements = [{ type: 'text', text } as const];
    return { title, tone: 'neutral', elements, actions: [], fallback: plain(text, UNNAMED) };
  }
  const sorted = open.toSorted((one, other) => lateIn(other.run, now) - lateIn(one.run, now));
  return {
    ...{ title, tone: 'neutral', subtitle: `${count(open.length, 'run')}`, actions: [] },
    elements: [
      { type: 'list', items: sorted.map((listed) => line({ ...listed, now, ...optional('people', people) })) },
    ],
    fallback: `${count(open.length, 'open run')}: ${open.map(({ run }) => run.title).join(', ')}`,
  };
}

function lateIn(run: OpenRun, now: Instant): number {
  return run.steps.filter((step) => isOwed(step) && step.due !== undefined && step.due < now).length;
}

function line(listed: Seen): Line {
  const { run, now } = listed;
  const late = lateIn(run, now);
  const open = run.exceptions.filter((one) => one.status === 'open').length;
  const parts = [
    progressLabel(run),
    ...(late > 0 ? [`${late} late`] : []),
    ...(stopOf(run) ? ['stopped'] : open > 0 ? [`${count(open, 'problem')} open`] : []),
  ];
  const started = sentence('Started by ', starter(run), ...atMoment(run, run.startedAt));
  return {
    mark: late > 0 ? 'late' : open > 0 ? 'blocked' : 'now',
    text: run.title,
    detail: sentence(parts.join(' · '), '\n', waiting(listed), started),
  };
}

/** `Waits for Read the fridge (Ana) and the approval of Count the float (Shift lead).`, a line of its own. */
function waiting(listed: Seen): Text {
  const { run } = listed;
  const stop = stopOf(run);
  if (stop) return sentence('Waits for the decision of ', ownerTitle(listed, stop), '.\n');
  const waits = run.steps.map((step) => waitFor(listed, step)).filter((one) => one !== undefined);
  if (waits.length === 0) return '';
  const more = waits.length - WAITS;
  const shown: Text[] = waits.slice(0, WAITS);
  return sentence('Waits for ', inRow(more > 0 ? [...shown, `${more} more`] : shown), '.\n');
}

/** What a step is waiting for, and whom; undefined if nothing is. */
function waitFor(listed: Seen, step: StepRun): Text | undefined {
  const { run, definition } = listed;
  const title = clip(stepOf(definition, step.id)?.title ?? step.id, TITLE);
  switch (whyOf(run, step)) {
    case 'waiting_human':
    case 'rework':
    case 'agent_working':
      return isOwed(step) ? sentence(title, ' (', holderOf(listed, step) ?? 'anybody', ')') : undefined;
    case 'waiting_approval':
      return isOwed(step)
        ? sentence('the approval of ', title, ' (', holderOf(listed, step) ?? 'anybody', ')')
        : undefined;
    case 'exception_open': {
      const blocker = blockerOf(run, step.id);
      return blocker && sentence('the decision over ', title, ' (', ownerTitle(listed, blocker), ')');
    }
    case 'waiting_needs':
    case 'run_stopped':
    case 'run_ended':
    case 'completed':
    case 'skipped':
    case 'missed':
    case 'not_applicable':
      return undefined;
  }
}
