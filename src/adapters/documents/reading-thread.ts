import { Worker } from 'node:worker_threads';
import type { ReadFailure } from '../../engine/import/import.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable, type Progress, type ReadDocument } from '../../runtime/ports.ts';
import type { ReaderLimits } from './reader.ts';
import type { Answer, Job } from './thread-messages.ts';

interface Current {
  readonly job: Job;
  readonly progress: (note: Progress) => void;
  readonly resolve: (drafted: ReadDocument) => void;
  readonly reject: (error: unknown) => void;
  readonly stop: () => void;
  readonly allowMore: () => void;
}

/** How often the thread's memory is looked at. A compressed page can grow by some 200 MB in this time. */
const LOOK_EVERY = 100;

/**
 * A thread that reads one document at a time. It is started with the first one and kept warm between documents, is ended
 * when a document takes too long or too much memory, and is replaced when it is gone. It does not keep the process alive
 * while nothing is being read.
 */
export class ReadingThread {
  private readonly limits: ReaderLimits;
  private worker: Worker | undefined;
  private current: Current | undefined;

  constructor(limits: ReaderLimits) {
    this.limits = limits;
  }

  get isBusy(): boolean {
    return this.current !== undefined;
  }

  reads(job: Job): boolean {
    return this.current?.job === job;
  }

  /** It waits for its next document, and has loaded already what it reads with. */
  get isWarm(): boolean {
    return this.worker !== undefined && !this.isBusy;
  }

  /** Only while it is not busy. Rejects with `DocumentUnreadable`, or with what `end` was given. */
  async read(job: Job, progress: (note: Progress) => void): Promise<ReadDocument> {
    const worker = this.worker ?? this.start();
    let clock = setTimeout(() => this.abandon('too_slow'), this.limits.milliseconds);
    const look = setInterval(() => void this.weigh(worker), LOOK_EVERY);
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
    return new Promise((resolve, reject) => {
      this.current = { job, progress, resolve, reject, stop, allowMore };
      worker.ref();
      worker.postMessage(job);
    });
  }

  /** Ends the thread; what is being read, if anything is, is rejected with `error`. The next document starts another one. */
  async end(error?: Error): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.finish((current) => current.reject(error));
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
      // What libraries print about a broken document is of no use to an operator.
      stdout: true,
      stderr: true,
    });
    this.worker = worker;
    worker.on('message', (answer: Answer) => this.heard(answer));
    worker.on('error', (error: Error & { code?: string }) => {
      this.lost(worker, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too_much_memory' : 'failed', error);
    });
    worker.on('exit', () => this.lost(worker, 'failed'));
    return worker;
  }

  private heard(answer: Answer): void {
    if (this.current?.job.id !== answer.id) return;
    switch (answer.type) {
      case 'progress':
        if (answer.note.scanned) this.current.allowMore();
        this.current.progress(answer.note);
        break;
      case 'drafted':
        this.worker?.unref();
        this.finish((current) => current.resolve(answer.drafted));
        break;
      case 'unreadable':
        this.worker?.unref();
        this.finish((current) => current.reject(new DocumentUnreadable(answer.failure, answer.cause, answer.problems)));
        break;
    }
  }

  /** The heap has a limit of its own; the buffers into which a page is unpacked have not, so they are watched. */
  private async weigh(worker: Worker): Promise<void> {
    const job = this.current?.job.id;
    const used = await worker.getHeapStatistics().then(
      (heap) => heap.used_heap_size + heap.external_memory,
      // The thread ended while it was asked; its end is heard on its own.
      () => 0,
    );
    if (used > this.limits.megabytes * 1024 * 1024 && this.current?.job.id === job && this.worker === worker) {
      this.abandon('too_much_memory');
    }
  }

  private abandon(failure: ReadFailure): void {
    void this.end(new DocumentUnreadable(failure));
  }

  private lost(worker: Worker, failure: ReadFailure, cause?: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.finish((current) => current.reject(new DocumentUnreadable(failure, cause)));
  }

  private finish(tell: (current: Current) => void): void {
    const { current } = this;
    if (!current) return;
    this.current = undefined;
    current.stop();
    tell(current);
  }
}
