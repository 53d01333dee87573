import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition } from '../../src/engine/definition.ts';

/** A definition of steps that are called as their ids. */
export function paper(steps: readonly string[]): Definition {
  const parsed = parseDefinition({ sop: 'paper', title: 'Paper', steps: steps.map((id) => ({ id, title: id })) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}
