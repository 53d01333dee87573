/**
 * What a lesson changes in a definition: one thing on one step, so that whatever else was changed meanwhile stays. None of
 * them touches an approval, or lets a step that has one be left out.
 */
import { type Definition, type EvidenceItem, type Step, stepOf } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';

export interface Limits {
  readonly min?: number;
  readonly max?: number;
}

export type Edit =
  | { readonly type: 'limits'; readonly item: string; readonly was: Limits; readonly now: Limits }
  | { readonly type: 'skippable' }
  /** The work goes on meanwhile, and the exception is shown to its owner. */
  | { readonly type: 'continue'; readonly on: Breakage; readonly was?: 'stop' }
  | { readonly type: 'due'; readonly was?: string; readonly now: string }
  | { readonly type: 'escalate'; readonly after: string; readonly to: string }
  /** Words that were said, as a line of the step's instructions; without a step, of the SOP's scope. */
  | { readonly type: 'line' };

export type Breakage = 'tool_failed' | 'source_stale';

/**
 * `gone`: the step, or what is recorded for it, is not there. `changed`: somebody changed the same thing. `full`: there is
 * no room for another line.
 */
export type Unfit = 'gone' | 'changed' | 'full';

interface Meant {
  /** Absent: the SOP as a whole. */
  readonly step: string | undefined;
  readonly edit: Edit;
  /** The words of a `line`. */
  readonly line?: string | undefined;
}

/** The definition with the edit in it, as it was if it has it already; or why it does not fit any more. */
export function applied(before: Definition, { step: id, edit, line = '' }: Meant): Definition | Unfit {
  if (id === undefined) {
    const scope = added(before.scope, line, LIMITS.text);
    if (scope === undefined) return 'full';
    return scope === before.scope ? before : { ...before, scope };
  }
  const step = stepOf(before, id);
  if (!step) return 'gone';
  const after = changed(before, step, edit, line);
  if (typeof after === 'string') return after;
  if (after === step) return before;
  return { ...before, steps: before.steps.map((one) => (one === step ? after : one)) };
}

function changed(definition: Definition, step: Step, edit: Edit, line: string): Step | Unfit {
  switch (edit.type) {
    case 'limits':
      return withLimits(step, edit);
    case 'skippable':
      if (step.skippable) return step;
      return step.approval || step.kind !== 'task' ? 'changed' : { ...step, skippable: true };
    case 'continue': {
      const now = step.on?.[edit.on];
      if (now === 'continue') return step;
      return now === edit.was ? { ...step, on: { ...step.on, [edit.on]: 'continue' } } : 'changed';
    }
    case 'due': {
      const due = step.due ?? definition.defaults.due;
      if (due === edit.now) return step;
      return due === edit.was ? { ...step, due: edit.now } : 'changed';
    }
    case 'escalate': {
      if (!definition.roles.some((role) => role.id === edit.to)) return 'gone';
      const ladder = step.escalate ?? definition.defaults.escalate ?? [];
      const isDue = (step.due ?? definition.defaults.due) !== undefined;
      // Whoever a ladder names may approve, too.
      if (step.approval || ladder.length > 0 || !isDue) return 'changed';
      return { ...step, escalate: [{ after: edit.after, to: edit.to }] };
    }
    case 'line': {
      const instructions = added(step.instructions, line, LIMITS.instructions);
      if (instructions === undefined) return 'full';
      return instructions === step.instructions ? step : { ...step, instructions };
    }
  }
}

function withLimits(step: Step, { item: id, was, now }: Extract<Edit, { type: 'limits' }>): Step | Unfit {
  const item = step.evidence.find((one) => one.id === id);
  if (item?.type !== 'number') return 'gone';
  if (isAs(item, now)) return step;
  if (!isAs(item, was)) return 'changed';
  const { min: _min, max: _max, ...rest } = item;
  const wider = { ...rest, ...optional('min', now.min), ...optional('max', now.max) };
  return { ...step, evidence: step.evidence.map((one) => (one === item ? wider : one)) };
}

function isAs(one: Pick<EvidenceItem, 'min' | 'max'>, other: Limits): boolean {
  return one.min === other.min && one.max === other.max;
}

/** The text with the line below it, once; undefined if there is no room. */
function added(text: string | undefined, line: string, most: number): string | undefined {
  if (text?.includes(line)) return text;
  const longer = text === undefined || text === '' ? line : `${text}\n${line}`;
  return longer.length > most ? undefined : longer;
}
