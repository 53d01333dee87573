/** What a process beside the main one does all its life: it answers what it is asked, and takes care not to be a burden. */
import { Worker } from 'node:worker_threads';

/** `taken`: what it holds now beyond what it began with, in bytes. */
export type FromChild<Said> = { readonly said: Said; readonly taken: number } | { readonly broke: string };

export interface Work<Asked, Said> {
  readonly asked: Asked;
  readonly say: (said: Said) => void;
  /** Until it is asked the next time it may take so many megabytes. */
  readonly allow: (megabytes: number) => void;
}

/** What `work` throws ends this process, and is told as the reason. Called once, by the module that `startChild` is given. */
export function answer<Asked, Said>(work: (work: Work<Asked, Said>) => Promise<void>): void {
  // Ctrl-C reaches all processes of a terminal: when this one ends, the one that asks decides.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit());
  const first = process.memoryUsage.rss();
  const watch = new Worker(new URL('./watch.thread.ts', import.meta.url), { workerData: Number(process.argv[3]) });
  watch.unref();
  const allow = (megabytes: number) => watch.postMessage(first + megabytes * 1024 * 1024);
  const send = (message: FromChild<Said>, then?: () => void) => process.send?.(message, undefined, undefined, then);
  const say = (said: Said) => send({ said, taken: process.memoryUsage.rss() - first });
  process.on('message', (asked: Asked) => {
    allow(Number(process.argv[2]));
    work({ asked, say, allow }).catch((error: unknown) => {
      send({ broke: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
    });
  });
}
