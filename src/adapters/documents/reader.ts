import { LIMITS } from '../../engine/limits.ts';
import { type DocumentReader, DocumentUnreadable, type Progress, type ReadDocument } from '../../runtime/ports.ts';
import type { Job } from './reading-messages.ts';
import type { ReadingProcess } from './reading-process.ts';

interface Waiting {
  readonly job: Job;
  readonly progress: (note: Progress) => void;
  readonly resolve: (drafted: ReadDocument) => void;
  readonly reject: (error: unknown) => void;
}

/** What holds for each document. */
export interface ReaderLimits {
  /** Longest time for one document, in milliseconds, from the moment its turn has come. */
  readonly milliseconds: number;
  /** The same for a document whose pages are pictures, from the moment that this is known. */
  readonly scannedMilliseconds?: number;
  /** Most memory that one document may take, heap and buffers, in megabytes. */
  readonly megabytes: number;
}

/** Documents that are read at a time: a long scan must not hold up the next one. Each has its memory, so not more. */
const PROCESSES = 2;

/**
 * Reads documents in processes of their own, `PROCESSES` at a time, the others in the order in which they come. A process is
 * started when there is no idle one; one that has become idle beside another idle one is ended. `close` ends them all.
 */
export class SeparateReader implements DocumentReader {
  private readonly limits: ReaderLimits;
  private readonly queue: Waiting[] = [];
  private readonly processes: ReadingProcess[] = [];
  private lastId = 0;
  private closed = false;

  constructor(limits: ReaderLimits = { milliseconds: LIMITS.documentMs, megabytes: LIMITS.documentMemoryMb }) {
    this.limits = limits;
  }

  async draft(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress: (note: Progress) => void,
    signal?: AbortSignal,
  ): Promise<ReadDocument> {
    signal?.throwIfAborted();
    if (file.bytes.length > LIMITS.fileBytes) throw new DocumentUnreadable('too_large');
    if (file.bytes.length === 0) throw new DocumentUnreadable('empty');
    // Loaded with the first document: a start waits for every file that is loaded.
    const { ReadingProcess } = await import('./reading-process.ts');
    if (this.closed) throw new Error('the document reader is closed');
    while (this.processes.length < PROCESSES) this.processes.push(new ReadingProcess(this.limits));
    return new Promise<ReadDocument>((resolve, reject) => {
      const job = { id: ++this.lastId, name: file.name, bytes: file.bytes };
      this.queue.push({ job, progress, resolve, reject });
      signal?.addEventListener('abort', () => this.giveUp(job, signal.reason as Error), { once: true });
      this.next();
    });
  }

  /** Ends the processes. What is being read or waits is rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const error = new Error('the document reader was closed');
    for (const waiting of this.queue.splice(0)) waiting.reject(error);
    await Promise.all(this.processes.map((one) => one.end(error)));
  }

  /** Nobody wants it any more: it leaves the queue, or the process that reads it is ended. */
  private giveUp(job: Job, reason: Error): void {
    const at = this.queue.findIndex((one) => one.job === job);
    for (const waiting of at === -1 ? [] : this.queue.splice(at, 1)) waiting.reject(reason);
    for (const one of this.processes) if (one.reads(job)) void one.end(reason);
  }

  private next(): void {
    const idle = this.processes.find((one) => one.isWarm) ?? this.processes.find((one) => !one.isBusy);
    const waiting = idle && this.queue.shift();
    if (!waiting) return;
    const { job, progress, resolve, reject } = waiting;
    const over = () => {
      this.next();
      const [, ...spare] = this.processes.filter((one) => one.isWarm);
      for (const one of spare) void one.end();
    };
    idle.read(job, progress).finally(over).then(resolve, reject);
  }
}
