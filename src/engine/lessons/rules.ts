/** What each kind of trouble teaches: which cases it counts, and the edit that would have spared them. */
import { type Definition, exceptionOwner, type Step } from '../definition.ts';
import { milliseconds } from '../duration.ts';
import { namesIn } from '../expression.ts';
import { optional } from '../optional.ts';
import type { About, Case, Rule } from './case.ts';
import type { Breakage, Edit } from './edit.ts';
import { lineOf } from './line.ts';

export interface Taught {
  readonly definition: Definition;
  /** Absent: the SOP as a whole. */
  readonly step?: Step;
  readonly about: About;
  readonly cases: readonly Case[];
}

interface Row {
  readonly counts: (one: Case) => boolean;
  /** Undefined: nothing that a rule can tell would help. */
  readonly edit: (taught: Taught & { readonly step: Step }) => Edit | undefined;
}

const isOf =
  (kind: Case['kind']) =>
  (one: Case): boolean =>
    one.kind === kind;

export const TABLE: Readonly<Record<Exclude<Rule, 'asked'>, Row>> = {
  /** Readings that were accepted outside their limits: limits that cover them, and nothing more. */
  limits: { counts: (one) => one.accepted !== undefined, edit: widened },
  /** Let go on each time: the work goes on by itself. Else what was done about it stands in the instructions. */
  tool_failed: { counts: isOf('tool_failed'), edit: (taught) => goingOn(taught, 'tool_failed') },
  source_stale: { counts: isOf('source_stale'), edit: (taught) => goingOn(taught, 'source_stale') },
  /** A value that was not accepted, and cases that were reported: what was done about them. */
  out_of_limits: { counts: (one) => one.kind === 'out_of_limits' && one.accepted === undefined, edit: line },
  out_of_policy: { counts: isOf('out_of_policy'), edit: line },
  other: { counts: isOf('other'), edit: line },
  /** A step that may be left out; where that would leave out more than the step, why it was. */
  skipped: { counts: isOf('skipped'), edit: (taught) => (mayBeLeftOut(taught) ? { type: 'skippable' } : line(taught)) },
  rejected: { counts: isOf('rejected'), edit: line },
  late: { counts: isOf('late'), edit: longer },
  missed: { counts: isOf('missed'), edit: called },
};

/** The edit that a lesson proposes; undefined if there is none, or the definition has it already. */
export function editOf(taught: Taught): Edit | undefined {
  const { about, step } = taught;
  if (about.rule === 'asked') return line(taught);
  if (step) return TABLE[about.rule].edit({ ...taught, step });
  // Of the SOP as a whole only what it covers can be said.
  return about.rule === 'out_of_policy' || about.rule === 'other' ? line(taught) : undefined;
}

function line({ definition, step, about, cases }: Taught): Edit | undefined {
  const there = step ? step.instructions : definition.scope;
  return lineOf(about, cases, there) === undefined ? undefined : { type: 'line' };
}

function widened({ step, about, cases }: Taught & { readonly step: Step }): Edit | undefined {
  const item = step.evidence.find((one) => one.id === about.item);
  if (item?.type !== 'number') return undefined;
  const values = cases.flatMap((one) => (one.accepted ?? []).filter((read) => read.item === item.id));
  const { min, max } = item;
  const was = { ...optional('min', min), ...optional('max', max) };
  const read = values.map((one) => one.value);
  const now = {
    ...optional('min', min === undefined ? undefined : Math.min(min, ...read)),
    ...optional('max', max === undefined ? undefined : Math.max(max, ...read)),
  };
  return now.min === min && now.max === max ? undefined : { type: 'limits', item: item.id, was, now };
}

function goingOn(taught: Taught & { readonly step: Step }, on: Breakage): Edit | undefined {
  const isLetGo = taught.cases.every((one) => one.how === 'override');
  const was = taught.step.on?.[on];
  return isLetGo && was !== 'continue' ? { type: 'continue', on, ...optional('was', was) } : line(taught);
}

/** A task that nothing else hangs on: no approval would be left out, and no condition asks for what it records. */
function mayBeLeftOut({ definition, step }: Taught & { readonly step: Step }): boolean {
  if (step.kind !== 'task' || step.approval || step.skippable) return false;
  const items = new Set(step.evidence.map((one) => one.id));
  const conditions = [
    ...definition.steps.flatMap((one) => [one.when, one.approval?.when, one.approval?.limit]),
    ...definition.boundaries.map((one) => one.when),
  ];
  return !conditions.some((source) => source !== undefined && namesIn(source).evidence.some((id) => items.has(id)));
}

/** Deadlines as people set them. */
const USUAL = [
  ...['PT5M', 'PT10M', 'PT15M', 'PT20M', 'PT30M', 'PT45M', 'PT1H', 'PT90M', 'PT2H', 'PT3H', 'PT4H', 'PT6H', 'PT8H'],
  ...['PT12H', 'P1D', 'P2D', 'P3D', 'P4D', 'P1W', 'P2W', 'P4W'],
].map((iso) => ({ iso, ms: milliseconds(iso) }));

/** Long enough for two of three that were late: one that took for ever sets no measure. */
function longer({ definition, step, cases }: Taught & { readonly step: Step }): Edit | undefined {
  const was = step.due ?? definition.defaults.due;
  if (was === undefined) return undefined;
  const took = cases.flatMap((one) => one.took ?? []).toSorted((one, other) => one - other);
  const enough = took[Math.ceil((took.length * 2) / 3) - 1] ?? 0;
  const now = USUAL.find(({ ms }) => ms >= enough)?.iso;
  return now === undefined || milliseconds(now) <= milliseconds(was) ? undefined : { type: 'due', was, now };
}

/**
 * Somebody is called while there is time: a deadline before the run closes; where there is one, whoever decides hears of it.
 * What is approved goes to nobody else: whom its ladder names may approve.
 */
function called({ definition, step, cases }: Taught & { readonly step: Step }): Edit | undefined {
  const open = Math.min(...cases.flatMap((one) => one.took ?? []));
  const due = step.due ?? definition.defaults.due;
  if (due === undefined || milliseconds(due) >= open) {
    const now = USUAL.findLast(({ ms }) => ms <= open / 2)?.iso;
    return now === undefined ? undefined : { type: 'due', now, ...optional('was', due) };
  }
  const to = exceptionOwner(definition);
  const ladder = step.escalate ?? definition.defaults.escalate ?? [];
  const isInTime = milliseconds(due) + milliseconds(SOON) < open;
  return step.approval || to === undefined || ladder.length > 0 || !isInTime
    ? undefined
    : { type: 'escalate', after: SOON, to };
}

const SOON = 'PT15M';
