import { Worker } from 'node:worker_threads';
import type { ReadFailure } from '../../engine/import/import.ts';
import { LIMITS } from '../../engine/limits.ts';
import { type DocumentReader, DocumentUnreadable, type Progress, type ReadDocument } from '../../runtime/ports.ts';
import type { Answer, Job } from './thread-messages.ts';

interface Waiting {
  readonly job: Job;
  readonly progress: (note: Progress) => void;
  readonly resolve: (drafted: ReadDocument) => void;
  readonly reject: (error: unknown) => void;
}

export interface ReaderLimits {
  /** Longest time for one document, in milliseconds, from the moment its turn has come. */
  readonly milliseconds: number;
  /** The same for a document whose pages are pictures, from the moment that this is known. */
  readonly scannedMilliseconds?: number;
  /** Most memory of the reading thread: JavaScript heap and buffers, in megabytes. */
  readonly megabytes: number;
}

/** How often the thread's memory is looked at. A compressed page can grow by some 200 MB in this time. */
const LOOK_EVERY = 100;

/**
 * Reads documents in a thread of its own, one after the other. The thread is kept warm between documents, is ended when
 * a document takes too long or too much memory, and is replaced when it is gone. It does not keep the process alive
 * while nothing is being read; `close` ends it.
 */
export class ThreadedReader implements DocumentReader {
  private readonly limits: ReaderLimits;
  private readonly queue: Waiting[] = [];
  private thread: Worker | undefined;
  private current: (Waiting & { readonly stop: () => void; readonly allowMore: () => void }) | undefined;
  private lastId = 0;
  private closed = false;

  constructor(limits: ReaderLimits = { milliseconds: LIMITS.documentMs, megabytes: LIMITS.documentMemoryMb }) {
    this.limits = limits;
  }

  async draft(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress: (note: Progress) => void,
  ): Promise<ReadDocument> {
    if (this.closed) throw new Error('the document reader is closed');
    if (file.bytes.length > LIMITS.fileBytes) throw new DocumentUnreadable('too_large');
    if (file.bytes.length === 0) throw new DocumentUnreadable('empty');
    return new Promise<ReadDocument>((resolve, reject) => {
      const job = { id: ++this.lastId, name: file.name, bytes: file.bytes };
      this.queue.push({ job, progress, resolve, reject });
      this.next();
    });
  }

  /** Ends the thread. What is being read or waits is rejected. */
  async close(): Promise<void> {
    this.closed = true;
    const error = new Error('the document reader was closed');
    for (const waiting of this.queue.splice(0)) waiting.reject(error);
    this.finish((waiting) => waiting.reject(error));
    const thread = this.thread;
    this.thread = undefined;
    await thread?.terminate();
  }

  private next(): void {
    if (this.current || this.closed) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    const thread = this.thread ?? this.start();
    let clock = setTimeout(() => this.abandon('too_slow'), this.limits.milliseconds);
    const look = setInterval(() => void this.weigh(thread), LOOK_EVERY);
    const stop = () => {
      clearTimeout(clock);
      clearInterval(look);
    };
    let isScanned = false;
    const allowMore = () => {
      if (isScanned) return;
      isScanned = true;
      clearTimeout(clock);
      clock = setTimeout(() => this.abandon('too_slow'), this.limits.scannedMilliseconds ?? LIMITS.scannedMs);
    };
    this.current = { ...waiting, stop, allowMore };
    thread.ref();
    thread.postMessage(waiting.job);
  }

  private start(): Worker {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
      // What libraries print about a broken document is of no use to an operator.
      stdout: true,
      stderr: true,
    });
    this.thread = thread;
    thread.on('message', (answer: Answer) => this.heard(answer));
    thread.on('error', (error: Error & { code?: string }) => {
      this.lost(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'failed', error);
    });
    thread.on('exit', () => this.lost(thread, 'failed'));
    return thread;
  }

  private heard(answer: Answer): void {
    if (this.current?.job.id !== answer.id) return;
    switch (answer.type) {
      case 'progress':
        if (answer.note.scanned) this.current.allowMore();
        this.current.progress(answer.note);
        break;
      case 'drafted':
        this.thread?.unref();
        this.finish((waiting) => waiting.resolve(answer.drafted));
        break;
      case 'unreadable':
        this.thread?.unref();
        this.finish((waiting) => waiting.reject(new DocumentUnreadable(answer.failure, answer.cause, answer.problems)));
        break;
    }
  }

  /** The heap has a limit of its own; the buffers into which a page is unpacked have not, so they are watched. */
  private async weigh(thread: Worker): Promise<void> {
    const job = this.current?.job.id;
    const used = await thread.getHeapStatistics().then(
      (heap) => heap.used_heap_size + heap.external_memory,
      // The thread ended while it was asked; its end is heard on its own.
      () => 0,
    );
    if (used > this.limits.megabytes * 1024 * 1024 && this.current?.job.id === job && this.thread === thread) {
      this.abandon('too_much_memory');
    }
  }

  private abandon(failure: ReadFailure): void {
    const thread = this.thread;
    this.thread = undefined;
    void thread?.terminate();
    this.finish((waiting) => waiting.reject(new DocumentUnreadable(failure)));
  }

  private lost(thread: Worker, failure: ReadFailure, cause?: unknown): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    this.finish((waiting) => waiting.reject(new DocumentUnreadable(failure, cause)));
  }

  private finish(tell: (waiting: Waiting) => void): void {
    const current = this.current;
    if (!current) return;
    this.current = undefined;
    current.stop();
    tell(current);
    this.next();
  }
}
