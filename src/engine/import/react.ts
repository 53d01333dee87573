/** What an import's events owe to the world: its card, and reading the document. */
import type { Effect, Reaction } from '../effect.ts';
import type { ImportEvent, ImportState } from './import.ts';

export function reactToImport(state: ImportState, events: readonly ImportEvent[]): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const id = state.import;
  const reads = events.some((event) => event.type === 'ImportRequested' || event.type === 'ImportRetried');
  const show: Effect = { type: 'show', view: { view: 'import', import: id } };
  return { effects: reads ? [show, { type: 'read_document', import: id }] : [show], timers: [] };
}
