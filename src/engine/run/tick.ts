/** Steps that are done by a tick: nothing is read, chosen or approved. */
import type { Step } from '../definition.ts';
import type { Recorded } from './values.ts';

/** What a tick records for a step: nothing, or the one tick that it asks for. Undefined if the step asks for more. */
export function tickOf({ kind, approval, evidence }: Step): readonly Recorded[] | undefined {
  if (kind !== 'task' || approval) return undefined;
  const [item, ...more] = evidence.filter((one) => one.required);
  if (!item) return [];
  return more.length === 0 && item.type === 'checkbox' ? [{ item: item.id, value: true }] : undefined;
}
