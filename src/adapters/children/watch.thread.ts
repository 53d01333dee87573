/**
 * Looks after a process that is too busy to look after itself: it is ended when it takes too much memory (buffers of a page that
 * unpacks to gigabytes are not in the heap, which has a limit of its own), or when nobody is left who would hear its answer.
 */
import { parentPort, workerData } from 'node:worker_threads';

/** In milliseconds. A compressed page can grow by some 50 MB in this time. */
const LOOK_EVERY = 25;

let most = Number.POSITIVE_INFINITY;
parentPort?.on('message', (bytes: number) => {
  most = bytes;
});
setInterval(() => {
  if (process.ppid !== workerData || process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY);
