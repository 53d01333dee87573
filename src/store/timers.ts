/** Commands that a moment in time will issue. Timers are never cancelled: one that is due when things have moved on is refused. */
import type { Timer } from '../engine/effect.ts';
import type { Tx } from './database.ts';
import { insert, removal } from './write.ts';

const write = insert({
  into: 'timers',
  columns: ['workspace_id', 'id', 'stream', 'due', 'command'],
  onConflict: { key: ['workspace_id', 'id'], set: [] },
});

/** Sets timers. One that is set already stays as it is. */
export function putTimers(
  tx: Tx,
  set: { readonly workspace: string; readonly stream: string; readonly timers: readonly Timer[] },
): void {
  for (const { id, due, command } of set.timers) {
    tx.put(write, { workspace_id: set.workspace, id, stream: set.stream, due, command: JSON.stringify(command) });
  }
}

const fired = removal('timers', ['workspace_id', 'id']);

/** A timer that has done what it was set for. One that is not there is no error. */
export function forgetTimer(tx: Tx, workspace: string, id: string): void {
  tx.put(fired, { workspace_id: workspace, id });
}
