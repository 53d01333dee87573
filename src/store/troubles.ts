/**
 * Where trouble with a step is on record. The rows only lead to the runs, whose events say what happened: whatever is
 * learned is learned from those.
 */
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';
import { insert } from './write.ts';

const write = insert({
  into: 'troubles',
  columns: ['workspace_id', 'run_id', 'ref', 'sop_id', 'step', 'kind', 'revision', 'asked', 'at'],
  onConflict: { key: ['workspace_id', 'run_id', 'ref'], set: [] },
});

/** Puts a case on record, once. */
export function putTrouble(tx: Tx, row: Tables['troubles']): void {
  tx.put(write, row);
}
