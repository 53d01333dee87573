/** The values that expressions of an SOP see: inputs, the evidence that counts now, decisions taken. */

import { memberOf } from '../actor.ts';
import type { EndedRun, OpenRun } from './state.ts';
import type { EvidenceValue, InputValues } from './values.ts';

export interface Facts {
  readonly inputs: InputValues;
  readonly evidence: Readonly<Record<string, { readonly value: EvidenceValue; readonly by: string }>>;
  /** Step id to the option taken. */
  readonly decisions: Readonly<Record<string, string>>;
}

/** `deciding`: a step whose choice is made and not approved yet; what its own approval asks is answered with it. */
export function factsOf(run: OpenRun | EndedRun, deciding?: { step: string; choice: string | undefined }): Facts {
  const evidence: Record<string, { value: EvidenceValue; by: string }> = {};
  const decisions: Record<string, string> = {};
  const byId = new Map(run.evidence.map((one) => [one.id, one]));
  for (const step of run.steps) {
    for (const [item, id] of Object.entries(step.recorded)) {
      const record = byId.get(id);
      if (record) evidence[item] = { value: record.value, by: memberOf(record.by) ?? record.by.type };
    }
    if (step.state === 'completed' && step.choice !== undefined) decisions[step.id] = step.choice;
  }
  if (deciding?.choice !== undefined) decisions[deciding.step] = deciding.choice;
  return { inputs: run.inputs, evidence, decisions };
}
