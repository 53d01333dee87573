/** What imports are doing at this moment, in this process. Their state is in rows; this is only what changes by the second. */
import type { View } from '../engine/effect.ts';
import { ChatError, type Progress } from './ports.ts';

/** A card is brought up to date at most this often while a document is read, in milliseconds. */
const EVERY = 400;

export interface ProgressBoard {
  /** Never rejects: progress that cannot be shown holds nothing up. */
  progressed(workspace: string, importId: string, progress: Progress): Promise<void>;
  progressOf(importId: string): Progress | undefined;
  /** Hears of what may be shown anew, until the function that it gives is called. */
  watch(heard: (workspace: string, importId: string) => void): () => void;
  /** The reading has ended, however it did: there is no progress to show any more. */
  ended(importId: string): void;
}

export function createProgress(
  refresh: (due: { readonly workspace: string; readonly view: View }) => Promise<void>,
  failed: (error: unknown) => void,
  now: () => number,
): ProgressBoard {
  const doing = new Map<string, { readonly progress: Progress; readonly shownAt: number }>();
  const watching = new Set<(workspace: string, importId: string) => void>();
  // A conversation that takes no more just now is told at the next step of it, or of what came of it.
  const lost = (error: unknown) => {
    if (!(error instanceof ChatError) || error.outcome !== 'wait') failed(error);
  };
  return {
    async progressed(workspace, importId, progress) {
      const before = doing.get(importId);
      const isDue = before === undefined || now() - before.shownAt >= EVERY || before.progress.doing !== progress.doing;
      doing.set(importId, { progress, shownAt: isDue ? now() : before.shownAt });
      if (!isDue) return;
      for (const heard of watching) heard(workspace, importId);
      await refresh({ workspace, view: { view: 'import', import: importId } }).catch(lost);
    },
    watch(heard) {
      watching.add(heard);
      return () => void watching.delete(heard);
    },
    progressOf: (importId) => doing.get(importId)?.progress,
    ended: (importId) => void doing.delete(importId),
  };
}
