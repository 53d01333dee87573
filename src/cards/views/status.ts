import type { Instant } from '../../engine/instant.ts';
import { isOwed, stopOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Card, Line } from '../card.ts';
import { atMoment, count, sentence, who } from '../sentence.ts';

/** Runs that are open now, what is late first. Steps that are not applicable do not count. */
export function statusCard(runs: readonly (OpenRun | EndedRun)[], now: Instant): Card {
  const title = 'Open runs';
  const open = runs.filter((run) => run.status === 'open');
  if (open.length === 0) {
    const text = 'No run is open. /sop list shows what can be run.';
    return { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: text };
  }
  const sorted = open.toSorted((one, other) => lateIn(other, now) - lateIn(one, now));
  return {
    ...{ title, tone: 'neutral', subtitle: `${count(open.length, 'run')}`, actions: [] },
    elements: [{ type: 'list', items: sorted.map((run) => line(run, now)) }],
    fallback: `${count(open.length, 'open run')}: ${open.map((run) => run.title).join(', ')}`,
  };
}

function lateIn(run: OpenRun, now: Instant): number {
  return run.steps.filter((step) => isOwed(step) && step.due !== undefined && step.due < now).length;
}

function line(run: OpenRun, now: Instant): Line {
  const counting = run.steps.filter((step) => step.state !== 'not_applicable');
  const done = counting.filter((step) => step.state === 'completed').length;
  const late = lateIn(run, now);
  const open = run.exceptions.filter((one) => one.status === 'open').length;
  const parts = [
    `${done} of ${count(counting.length, 'step')} done`,
    ...(late > 0 ? [`${late} late`] : []),
    ...(stopOf(run) ? ['stopped'] : open > 0 ? [`${count(open, 'problem')} open`] : []),
  ];
  const started = sentence(', started by ', who(run.startedBy), ...atMoment(run, run.startedAt));
  return {
    mark: late > 0 ? 'late' : open > 0 ? 'blocked' : 'now',
    text: run.title,
    detail: sentence(parts.join(', '), started),
  };
}
