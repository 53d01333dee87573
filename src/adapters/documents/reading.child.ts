/** The process in which documents are read: one job at a time, until the reader ends it. */
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable, type Progress } from '../../runtime/ports.ts';
import { answer } from '../children/answer.ts';
import { readAndDraft } from './reading.ts';
import type { Answer, Job } from './reading-messages.ts';

// What else is thrown ends the process: the reader hears of it, answers the job and starts a fresh one.
answer<Job, Answer>(async ({ asked: { id, name, bytes }, say, allow }) => {
  const progress = (note: Progress) => {
    if (note.scanned) allow(LIMITS.scannedMemoryMb);
    say({ id, type: 'progress', note });
  };
  try {
    const drafted = await readAndDraft(bytes, name, progress);
    say({ id, type: 'drafted', drafted });
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    say({ id, type: 'unreadable', failure: error.failure, cause, problems: error.problems });
  }
});
