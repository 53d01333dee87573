/** What was concluded of a step, each value with its reason. */
import type { StepInput } from '../definition.ts';
import { durationInWords } from '../duration.ts';
import type { DraftField, Inference, StepKind } from './draft.ts';
import { clip } from './fold.ts';
import { says } from './found.ts';
import type { Reading } from './step-reading.ts';
import { clockWords } from './time-of-day.ts';

export interface AboutStep {
  readonly step: StepInput;
  readonly reading: Reading;
  /** A role's title by its id. */
  readonly titleOf: (role: string) => string;
}

/** In the order of the fields of `DRAFT_FIELDS`. */
export function inferencesOf({ step, reading, titleOf }: AboutStep): Inference[] {
  const found: Inference[] = [];
  const add = (field: DraftField, value: string, confidence: number, reason: string) =>
    found.push({
      step: step.id,
      field,
      value: clip(value, 200),
      confidence: rounded(confidence),
      reason: clip(reason, 200),
    });
  const { role, approval, condition, due, clock, escalation, systems, candidate } = reading;
  const kind = stepKind(step, reading);
  add('kind', kind.value, kind.confidence, kind.reason);
  if (role && step.role !== undefined) add('role', titleOf(role.value), role.confidence, role.reason);
  for (const { value, confidence, reason } of reading.evidence)
    add('evidence', `${value.type}: ${value.title}`, confidence, reason);
  for (const limit of new Set(reading.limits))
    add('limit', limit, 0.7, says(candidate.columns.limit ?? candidate.text));
  if (step.options) add('options', step.options.map((one) => one.title).join(' / '), 0.6, says(candidate.text));
  if (approval) {
    const { role: by, quorum = 1 } = approval.approval;
    add('approval', quorum > 1 ? `${quorum} × ${titleOf(by)}` : titleOf(by), approval.confidence, says(approval.words));
  }
  if (condition && !step.options)
    add('when', condition.words, reading.when === undefined ? 0.4 : 0.55, says(condition.words));
  if (due) add('due', `within ${durationInWords(due.value)}`, due.confidence, due.reason);
  if (clock) add('due', clockWords(clock.value), clock.confidence, clock.reason);
  if (escalation) {
    const { after, to } = escalation.value;
    add(
      'escalate',
      after === undefined ? titleOf(to) : `after ${durationInWords(after)}: ${titleOf(to)}`,
      escalation.confidence,
      escalation.reason,
    );
  }
  for (const one of systems.reads) add('reads', one.value, one.confidence, one.reason);
  for (const one of systems.writes) add('writes', one.value, one.confidence, one.reason);
  return found;
}

function stepKind(
  step: StepInput,
  { approval, kind, candidate }: Reading,
): { value: StepKind; confidence: number; reason: string } {
  if (step.kind === 'approval' && approval)
    return { value: 'approval', confidence: approval.confidence, reason: says(approval.words) };
  if (step.kind === 'decision') return { value: 'decision', confidence: 0.6, reason: says(candidate.text) };
  const reading = step.evidence?.find((item) => item.type === 'number');
  if (kind.value === 'task' && reading) {
    const limited = reading.min !== undefined || reading.max !== undefined;
    return {
      ...kind,
      value: limited ? 'check' : 'record',
      reason: `it asks for a reading, “${clip(reading.title, 60)}”`,
    };
  }
  return kind;
}

function rounded(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100;
}
