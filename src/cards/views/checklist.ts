/** The whole list of a run on its card: what a tick completes, and a button for each line that needs more and can be done now. */
import { type Step, stepOf } from '../../engine/definition.ts';
import { optional } from '../../engine/optional.ts';
import { blockerOf, isEnded, isOwed, stopOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, OwedStep, StepRun } from '../../engine/run/state.ts';
import { tickOf } from '../../engine/run/tick.ts';
import type { Action, Element, Line, Tick } from '../card.ts';
import { recordsOf, valueText } from '../recorded.ts';
import { count, sentence } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { doneActions } from './step-actions.ts';
import { type Listed, stepLine } from './step-lines.ts';

/** A longer list is windowed around what is to be done now. */
const MOST_LISTED = 30;
/** Of a longer one a platform may show less, where many lines are late or have long names. */
export const SURELY_LISTED = 20;

export function checklist(listed: Listed): readonly Element[] {
  const { run } = listed;
  const from = windowStart(run.steps);
  const shown = run.steps.slice(from, from + MOST_LISTED);
  const after = run.steps.length - from - shown.length;
  return [
    ...(from > 0 ? [{ type: 'context', text: `${count(from, 'step')} above` } as const] : []),
    { type: 'list', items: shown.map((step) => tickLine(listed, step)) },
    ...(after > 0 ? [{ type: 'context', text: `and ${after} more` } as const] : []),
  ];
}

/** A long list begins shortly before the first step that is still open. */
function windowStart(steps: readonly StepRun[]): number {
  if (steps.length <= MOST_LISTED) return 0;
  const first = steps.findIndex((step) => !isEnded(step));
  const wanted = first < 0 ? steps.length : first - 3;
  return Math.max(0, Math.min(wanted, steps.length - MOST_LISTED));
}

function tickLine(listed: Listed, step: StepRun): Line {
  const { run, definition } = listed;
  const line = stepLine(listed, step);
  const drawn = stepOf(definition, step.id);
  if (!drawn) return line;
  if (run.status === 'ended' || stopOf(run)) return recordedSaying(run, drawn, step, line);
  const tick = tickFor(run, drawn, step);
  const said = tick && !tick.isTicked ? tickSaying(line, drawn) : recordedSaying(run, drawn, step, line);
  const isMine = isOwed(step) && step.state !== 'waiting_approval' && (line.mark === 'now' || line.mark === 'late');
  const action = isMine && drawn.kind !== 'approval' ? lineAction(run, drawn, step, tick) : undefined;
  return { ...said, ...optional('action', action), ...optional('tick', tick) };
}

/** Also for what waits for its turn: whoever goes down the list need not wait until each tick is drawn. */
function tickFor(run: OpenRun, drawn: Step, step: StepRun): Tick | undefined {
  if (!tickOf(drawn) || blockerOf(run, step.id)) return undefined;
  const about = { v: 1, run: run.run, step: step.id } as const;
  if (step.state === 'completed') return { isTicked: true, value: { ...about, verb: 'reopen' } };
  if (isEnded(step)) return undefined;
  return { isTicked: false, value: { ...about, verb: 'tick', attempt: step.attempt } };
}

/** Nobody ticks what they cannot read: a tick that says more than the line does is said beside it. */
function tickSaying(line: Line, drawn: Step): Line {
  const item = drawn.evidence.find((one) => one.required);
  if (!item || item.title === drawn.title) return line;
  return { ...line, detail: line.detail === undefined ? item.title : sentence(item.title, ' · ', line.detail) };
}

/** Readings stand on their line; so does what was sent for one that is not done yet, as a photo in the thread is. */
function recordedSaying(run: OpenRun | EndedRun, drawn: Step, step: StepRun, line: Line): Line {
  const records = recordsOf(run, step);
  const there = drawn.evidence.filter((item) => records.has(item.id));
  const said =
    line.mark === 'done'
      ? readings(there, records)
      : line.mark === 'now' || line.mark === 'late'
        ? sent(
            step,
            there.map((item) => item.title),
          )
        : '';
  if (said === '') return line;
  return { ...line, detail: line.detail === undefined ? said : sentence(line.detail, ` · ${said}`) };
}

/** `3.4 °C`; of several each with its name. */
function readings(items: Step['evidence'], records: ReturnType<typeof recordsOf>): string {
  const numbers = items.filter((item) => item.type === 'number');
  const said = numbers.map((item) => {
    const value = plain(valueText(item, records.get(item.id)?.value ?? ''), UNNAMED);
    return numbers.length > 1 ? `${item.title} ${value}` : value;
  });
  return said.join(', ');
}

function sent(step: StepRun, titles: readonly string[]): string {
  return step.state === 'waiting_approval' || titles.length === 0 ? '' : `${titles.join(', ')} recorded`;
}

/** A line has room for one button: a decision with several is asked with a form. What a tick completes is done in place. */
function lineAction(run: OpenRun, drawn: Step, step: OwedStep, tick: Tick | undefined): Action {
  if (tick) return { label: 'Done', style: 'default', value: tick.value };
  const actions = doneActions(run, drawn, step);
  const [action] = actions;
  if (actions.length !== 1 || !action) return decideAction(run, step);
  const records = recordsOf(run, step);
  const isLeft = drawn.evidence.some((item) => item.required && !records.has(item.id));
  const label = drawn.kind === 'task' && isLeft ? 'Record' : action.label;
  return { ...action, label, style: 'default' };
}

/** Without a form here: pressing it asks for the choice. */
function decideAction(run: OpenRun, step: StepRun): Action {
  const value = { v: 1, verb: 'complete', run: run.run, step: step.id, attempt: step.attempt } as const;
  return { label: 'Decide', style: 'default', value };
}
