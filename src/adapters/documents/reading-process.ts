import type { ReadFailure } from '../../engine/import/import.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable, type Progress, type ReadDocument } from '../../runtime/ports.ts';
import { type Child, type Ended, startChild } from '../children/child.ts';
import type { ReaderLimits } from './reader.ts';
import type { Answer, Job } from './reading-messages.ts';

interface Current {
  readonly job: Job;
  readonly progress: (note: Progress) => void;
  readonly resolve: (drafted: ReadDocument) => void;
  readonly reject: (error: unknown) => void;
  readonly stop: () => void;
  readonly allowMore: () => void;
}

/**
 * A process that reads one document at a time. It is started with the first one and kept warm between documents, is ended
 * when a document takes too long or too much memory, and is replaced when it is gone. It does not keep this process alive
 * while nothing is being read.
 */
export class ReadingProcess {
  private readonly limits: ReaderLimits;
  private child: Child<Job> | undefined;
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
    return this.child !== undefined && !this.isBusy;
  }

  /** Only while it is not busy. Rejects with `DocumentUnreadable`, with what `end` was given, or where it is worth another try. */
  async read(job: Job, progress: (note: Progress) => void): Promise<ReadDocument> {
    const child = this.child ?? this.start();
    let clock = setTimeout(() => this.abandon('too_slow'), this.limits.milliseconds);
    const stop = () => clearTimeout(clock);
    let isScanned = false;
    const allowMore = () => {
      if (isScanned) return;
      isScanned = true;
      clearTimeout(clock);
      clock = setTimeout(() => this.abandon('too_slow'), this.limits.scannedMilliseconds ?? LIMITS.scannedMs);
    };
    return new Promise((resolve, reject) => {
      this.current = { job, progress, resolve, reject, stop, allowMore };
      child.ask(job);
    });
  }

  /** Ends the process; what is being read, if anything is, is rejected with `error`. The next document starts another one. */
  async end(error?: Error): Promise<void> {
    const { child } = this;
    this.child = undefined;
    this.finish((current) => current.reject(error));
    await child?.kill();
  }

  private start(): Child<Job> {
    const child = startChild<Job, Answer>(new URL('./reading.child.ts', import.meta.url), {
      megabytes: this.limits.megabytes,
      heard: (answer) => this.heard(child, answer),
      ended: (ended) => this.lost(child, errorOf(ended)),
    });
    this.child = child;
    return child;
  }

  private heard(child: Child<Job>, answer: Answer): void {
    if (this.current?.job.id !== answer.id) return;
    switch (answer.type) {
      case 'progress':
        if (answer.note.scanned) this.current.allowMore();
        this.current.progress(answer.note);
        break;
      case 'drafted':
        this.rest(child);
        this.finish((current) => current.resolve(answer.drafted));
        break;
      case 'unreadable':
        this.rest(child);
        this.finish((current) => current.reject(new DocumentUnreadable(answer.failure, answer.cause, answer.problems)));
        break;
    }
  }

  private rest(child: Child<Job>): void {
    child.rest();
    if (!child.isSpent) return;
    this.child = undefined;
    void child.kill();
  }

  private abandon(failure: ReadFailure): void {
    void this.end(new DocumentUnreadable(failure));
  }

  private lost(child: Child<Job>, error: Error): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.finish((current) => current.reject(error));
  }

  private finish(tell: (current: Current) => void): void {
    const { current } = this;
    if (!current) return;
    this.current = undefined;
    current.stop();
    tell(current);
  }
}

/** What is lost through no fault of the document is worth another try. */
function errorOf({ why, reason }: Ended): Error {
  if (why === 'lost') return new Error(`the process that reads documents was lost: ${reason}`);
  return new DocumentUnreadable(why === 'memory' ? 'too_much_memory' : 'failed', reason);
}
