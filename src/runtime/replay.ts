/** Folding a stream's events must give its saved state: the check that operators and tests run, never a start. */
import { isDeepStrictEqual } from 'node:util';
import { evolveImport, type ImportEvent, initialImport } from '../engine/import/import.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { evolveRun } from '../engine/run/evolve.ts';
import { initialRun } from '../engine/run/state.ts';
import type { SopEvent } from '../engine/sop/events.ts';
import { evolveSop } from '../engine/sop/evolve.ts';
import { initialSop } from '../engine/sop/state.ts';
import type { Db } from '../store/database.ts';
import type { StoredEvent } from '../store/events.ts';
import { loadStream } from '../store/streams.ts';

/** Whether the saved state differs from what the events give. Streams without a state (`people:…`) never do. */
export async function replayDiffers(
  db: Db,
  workspace: string,
  stream: string,
  stored: readonly StoredEvent[],
): Promise<boolean> {
  const events = stored.map(({ type, data, actor, at }) => ({ ...(data as object), type, actor, at }));
  const first = events[0]?.type;
  const fold = () => {
    switch (first) {
      case 'RunStarted':
        return { kind: 'run', state: (events as unknown as RunEvent[]).reduce(evolveRun, initialRun) } as const;
      case 'DraftCreated':
        return { kind: 'sop', state: (events as unknown as SopEvent[]).reduce(evolveSop, initialSop) } as const;
      case 'ImportRequested':
        return {
          kind: 'import',
          state: (events as unknown as ImportEvent[]).reduce(evolveImport, initialImport),
        } as const;
      default:
        return undefined;
    }
  };
  const folded = fold();
  if (!folded) return false;
  const saved = await loadStream(db, folded.kind, workspace, stream);
  return !isDeepStrictEqual(saved?.state, JSON.parse(JSON.stringify(folded.state)));
}
