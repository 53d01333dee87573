/** What is recorded for a step: read by its type, kept, and compared with its limits. */
import { exceptionOwner, type Step } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { isWithin, readEvidence } from './answers.ts';
import type { OutOfLimits } from './cause.ts';
import type { RunFact } from './events.ts';
import { stepRunOf } from './live.ts';
import { happened, type Making } from './making.ts';
import type { InputProblem, RunRefusal } from './refusals.ts';
import { exception } from './settle.ts';
import type { OpenRun } from './state.ts';
import type { EvidenceValue, Recorded } from './values.ts';

/** Keeps the values, all or none. Those out of limits are kept too, and open one exception for its owner. */
export function keep(so: Making, run: OpenRun, drawn: Step, items: readonly Recorded[]): Making | RunRefusal {
  const problems: { item: string; title: string; problem: InputProblem }[] = [];
  const facts: RunFact[] = [];
  const outside: OutOfLimits[] = [];
  for (const { item: id, value: answer } of items) {
    const item = drawn.evidence.find((one) => one.id === id);
    if (!item) return { code: 'evidence_unknown', step: drawn.id, item: id };
    if (run.evidence.filter((one) => one.item === id).length >= LIMITS.valuesPerItem)
      return { code: 'too_many', what: 'values' };
    const read = readEvidence(item, answer);
    if ('problem' in read) {
      problems.push({ item: id, title: item.title, problem: read.problem });
      continue;
    }
    const { value } = read;
    if (isKept(run, drawn.id, id, value, sentFor(items, id))) continue;
    const within = isWithin(item, value);
    const about = { evidence: `e${run.evidence.length + facts.length + 1}`, step: drawn.id, item: id, value };
    facts.push({
      type: 'EvidenceRecorded',
      ...about,
      ...optional('unit', item.unit),
      ...optional('within', within),
    });
    if (within === false && typeof value === 'number') {
      const limits = { ...optional('unit', item.unit), ...optional('min', item.min), ...optional('max', item.max) };
      outside.push({ evidence: about.evidence, item: id, value, ...limits });
    }
  }
  if (problems.length > 0) return { code: 'evidence_invalid', step: drawn.id, problems };
  const kept = happened(so, ...facts);
  return outside.length === 0 ? kept : happened(kept, outOfLimits(so, run, drawn, outside));
}

/** Required items that have no value yet. A box that must be ticked is missing while it is not ticked. */
export function missingEvidence(run: OpenRun, drawn: Step): readonly { item: string; title: string }[] {
  const recorded = stepRunOf(run, drawn.id)?.recorded ?? {};
  const missing = drawn.evidence.filter((item) => {
    const record = run.evidence.find((one) => one.id === recorded[item.id]);
    return item.required && (record === undefined || record.value === false);
  });
  return missing.map(({ id: item, title }) => ({ item, title }));
}

/**
 * The same file for the same item again is the same evidence: an upload that seemed to fail may be sent twice. If another
 * file counts by now, which was not sent with it, it is recorded again: the last one sent counts.
 */
function isKept(run: OpenRun, step: string, item: string, value: EvidenceValue, sent: ReadonlySet<string>): boolean {
  const state = stepRunOf(run, step);
  if (typeof value !== 'object' || !state || !Object.hasOwn(state.recorded, item)) return false;
  const own = run.evidence.filter((one) => one.step === step && one.item === item && one.attempt === state.attempt);
  const isOf = (files: ReadonlySet<string>) =>
    own.filter((one) => typeof one.value === 'object' && files.has(one.value.file));
  return isOf(new Set([value.file])).length > 0 && isOf(sent).some((one) => one.id === state.recorded[item]);
}

function sentFor(items: readonly Recorded[], item: string): ReadonlySet<string> {
  const files = items.filter((one) => one.item === item).map(({ value }) => value);
  return new Set(files.flatMap((value) => (typeof value === 'object' ? [value.file] : [])));
}

function outOfLimits(so: Making, run: OpenRun, drawn: Step, readings: readonly OutOfLimits[]): RunFact {
  const cause = { type: 'out_of_limits', readings } as const;
  const owner = optional('owner', exceptionOwner(so.definition));
  const blocking = drawn.on?.out_of_limits !== 'continue';
  return { ...exception(run), step: drawn.id, kind: 'out_of_limits', cause, blocking, ...owner };
}
