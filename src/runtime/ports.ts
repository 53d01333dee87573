/** What the runtime needs from outside. Adapters implement these; the runtime knows no SDK. */
import type { Card } from '../cards/card.ts';
import type { Drafting } from '../engine/drafting/draft.ts';
import type { ReadFailure } from '../engine/import/import.ts';
import type { Instant } from '../engine/instant.ts';

export interface Clock {
  now(): Instant;
}

/** One chat platform. `place` is a conversation's address without the platform (`C1`, `T1:C7`). */
export interface Chat {
  readonly platform: string;
  /**
   * Posts a card. `effect` goes into the message's metadata, so that `find` can tell after a crash whether it was said.
   * Throws `ChatError`.
   */
  post(message: Outgoing): Promise<{ readonly id: string }>;
  /** Replaces a posted card. Throws `ChatError` (`gone` if somebody deleted the message). */
  update(id: string, message: Outgoing): Promise<void>;
  /** The id of the message that was posted for this effect, if it was. */
  find(where: { workspace: string; place: string; thread?: string; effect: string }): Promise<string | undefined>;
}

export interface Outgoing {
  readonly workspace: string;
  readonly place: string;
  /** Platform id of the message whose thread it goes to. */
  readonly thread?: string;
  readonly effect: string;
  readonly card: Card;
  /** Names of the members that the card speaks of. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Why a message was not delivered. `retry`: try again after `after` ms. `gone`: the message is no more, post anew.
 * `never`: no attempt will succeed (archived channel, removed bot); the effect is parked with `advice`.
 */
export class ChatError extends Error {
  readonly outcome: 'retry' | 'gone' | 'never';
  readonly after: number | undefined;
  readonly advice: string;

  constructor(outcome: 'retry' | 'gone' | 'never', advice: string, options: { after?: number; cause?: unknown } = {}) {
    super(advice, { cause: options.cause });
    this.outcome = outcome;
    this.advice = advice;
    this.after = options.after;
  }
}

/** Evidence and documents by SHA-256. Storing the same bytes twice keeps one copy. */
export interface Files {
  /** Stores bytes; the id is their SHA-256. Throws `FilesFull` when there is no room; nothing partial is left behind. */
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Uint8Array | undefined>;
}

export class FilesFull extends Error {}

export interface DocumentReader {
  /**
   * Reads a document and drafts the procedures in it, within the limits of `LIMITS` and off the main thread.
   * `progress` is called now and then with what is being done. Throws `DocumentUnreadable`.
   */
  draft(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress: (note: Progress) => void,
  ): Promise<Drafting & { readonly pages: number }>;
}

export interface Progress {
  readonly doing: 'opening' | 'reading' | 'drafting';
  readonly page?: number;
  readonly pages?: number;
}

export class DocumentUnreadable extends Error {
  readonly failure: ReadFailure;

  constructor(failure: ReadFailure, cause?: unknown) {
    super(failure, { cause });
    this.failure = failure;
  }
}
