/** What is recorded for a step: read by its type, kept, and compared with its limits. */
import { type EvidenceItem, exceptionOwner, type Step } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { isWithin, readEvidence } from './answers.ts';
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
  const outside: { item: EvidenceItem; value: EvidenceValue }[] = [];
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
    if (isKept(run, drawn.id, id, value)) continue;
    const within = isWithin(item, value);
    if (within === false) outside.push({ item, value });
    const about = { evidence: `e${run.evidence.length + facts.length + 1}`, step: drawn.id, item: id, value };
    facts.push({
      type: 'EvidenceRecorded',
      ...about,
      ...optional('unit', item.unit),
      ...optional('within', within),
    });
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

/** The same file for the same item again is the same evidence: an upload that seemed to fail may be sent twice. */
function isKept(run: OpenRun, step: string, item: string, value: EvidenceValue): boolean {
  const state = stepRunOf(run, step);
  if (typeof value !== 'object' || !state || !Object.hasOwn(state.recorded, item)) return false;
  return run.evidence.some(({ attempt, value: kept, ...one }) => {
    const isHere = one.step === step && one.item === item && attempt === state.attempt;
    return isHere && typeof kept === 'object' && kept.file === value.file;
  });
}

function outOfLimits(
  so: Making,
  run: OpenRun,
  drawn: Step,
  outside: readonly { item: EvidenceItem; value: EvidenceValue }[],
): RunFact {
  const readings = outside.map(({ item, value }) => {
    return `${item.title}: ${String(value)}${item.unit ? ` ${item.unit}` : ''} (${limitsOf(item)})`;
  });
  const items = [...new Set(outside.map(({ item }) => item.id))];
  const owner = optional('owner', exceptionOwner(so.definition));
  const blocking = drawn.on?.out_of_limits !== 'continue';
  const about = { kind: 'out_of_limits', note: readings.join('; '), items, blocking } as const;
  return { ...exception(run), step: drawn.id, ...about, ...owner };
}

function limitsOf({ min, max }: EvidenceItem): string {
  if (min !== undefined && max !== undefined) return `must be ${min} to ${max}`;
  return min !== undefined ? `must be at least ${min}` : `must be at most ${max}`;
}
