/** The thread in which documents are read: one job at a time, until the reader ends it. */
import { parentPort } from 'node:worker_threads';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import { readAndDraft } from './reading.ts';
import type { Answer, Job } from './thread-messages.ts';

parentPort?.on('message', async (job: Job) => {
  const say = (answer: Answer) => parentPort?.postMessage(answer);
  const { id } = job;
  try {
    const drafted = await readAndDraft(job.bytes, job.name, (note) => say({ id, type: 'progress', note }));
    say({ id, type: 'drafted', drafted });
  } catch (error) {
    // Anything else ends the thread: the reader sees it, answers the job and starts a fresh one.
    if (!(error instanceof DocumentUnreadable)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    say({ id, type: 'unreadable', failure: error.failure, cause, problems: error.problems });
  }
});
