/** What the runtime needs from outside. Adapters implement these; the runtime knows no SDK. */
import type { Card } from '../cards/card.ts';
import type { Chart } from '../cards/chart.ts';
import type { Arranged, Shape, Unarranged } from '../cards/map/arranged.ts';
import type { Paper } from '../cards/pack/paper.ts';
import type { SourceDocument } from '../engine/drafting/document.ts';
import type { Drafting } from '../engine/drafting/draft.ts';
import type { Piece } from '../engine/drafting/pieces.ts';
import type { ReadFailure } from '../engine/import/import.ts';
import type { Instant } from '../engine/instant.ts';
import type { Holidays } from '../engine/settings/settings.ts';
import type { DefinitionProblem } from '../engine/sop/refusals.ts';
import type { StoredFile } from './conversation.ts';

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
  /**
   * The place of a member's direct messages with us; undefined if they cannot be written to, or are of another platform.
   * Absent: this platform has no direct messages. Throws `ChatError`.
   */
  direct?(workspace: string, member: string): Promise<string | undefined>;
  /**
   * Whether a member may read a conversation: what is said there is shown to nobody else. Absent: everybody reads
   * everything. Throws `ChatError` if it cannot be told now.
   */
  sees?(workspace: string, member: string, place: string): Promise<boolean>;
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
  /** Those whose decision it asks for: where the platform can, only they see its buttons. */
  readonly deciders?: readonly string[];
  /** Cards that this one leads to, by the key of their view: where each was posted in this conversation. */
  readonly posted?: Readonly<Record<string, Posted>>;
  /** Pictures of the card that were drawn for it: the platform has them not yet. They are in the file store. */
  readonly drawn?: readonly StoredFile[];
}

/** A message by its platform id, with that of the message whose thread it is in. */
export interface Posted {
  readonly id: string;
  readonly thread?: string;
}

/**
 * Why a message was not delivered. `retry`: try again after `after` ms. `wait`: nothing was sent, because it is not its
 * turn before `after` ms (a rate limit): that is no attempt. `gone`: the message is no more, post anew. `never`: no attempt
 * will succeed (archived channel, removed bot); the effect is parked with `advice`. `isPlaceGone`: because nothing can be said
 * in that conversation any more, by whatever message.
 */
export class ChatError extends Error {
  readonly outcome: 'retry' | 'wait' | 'gone' | 'never';
  readonly after: number | undefined;
  readonly advice: string;
  readonly isPlaceGone: boolean;

  constructor(
    outcome: ChatError['outcome'],
    advice: string,
    options: { after?: number; cause?: unknown; isPlaceGone?: boolean } = {},
  ) {
    super(advice, { cause: options.cause });
    this.outcome = outcome;
    this.advice = advice;
    this.after = options.after;
    this.isPlaceGone = options.isPlaceGone ?? false;
  }
}

/** Evidence and documents by SHA-256. Storing the same bytes twice keeps one copy. */
export interface Files {
  /** Stores bytes; the id is their SHA-256. Throws `FilesFull` when there is no room; nothing partial is left behind. */
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Uint8Array | undefined>;
}

export class FilesFull extends Error {}

/** Draws counts as a picture. */
export interface Charts {
  /** A PNG; undefined if pictures cannot be drawn on this machine, which the operator is told. */
  draw(chart: Chart): Promise<Uint8Array | undefined>;
}

/** Finds places for the boxes of a picture, and ways for the lines between them. */
export interface Layout {
  /**
   * No two boxes overlap, and no line goes through one. What takes longer than `LIMITS.layoutMs` comes one below the other
   * (`isPlain`), which the operator is told. The same boxes give the same picture.
   */
  arrange(boxes: Unarranged, shape: Shape): Promise<Arranged>;
  close(): Promise<void>;
}

/** Puts evidence on paper and into archives, piece by piece: a run may have more of it than memory. */
export interface Packs {
  /** A PDF: the same paper gives the same bytes on the same machine. Pictures that cannot be shown are named instead. */
  pdf(paper: Paper, bytesOf: BytesOf): AsyncIterable<Uint8Array>;
  /** A ZIP of these entries, in order, each asked for when its turn comes. `at`: when all of them were changed last. */
  zip(entries: AsyncIterable<PackEntry>, at: Instant): AsyncIterable<Uint8Array>;
}

/** An evidence pack that somebody handed over: nothing in it is trusted. */
export interface OpenPack {
  /** What is in it by path, with the size that it says it has. No path twice, none that leads out of it. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Unpacks one entry. Throws `BadPack`, also once more than `limit` bytes came out. */
  read(path: string, limit: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Why it cannot be read, as the rest of a sentence: `it has trail.json twice`. */
export class BadPack extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/** The bytes of a file by its SHA-256; undefined where they are gone, or are others by now. */
export type BytesOf = (file: string) => Promise<Uint8Array | undefined>;

export interface PackEntry {
  /** With folders: `files/0a1b….jpg`. */
  readonly path: string;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Public holidays, worked out on this machine. */
export interface Calendar {
  /** Where holidays are known. */
  countries(): Promise<readonly Country[]>;
  /** Those of a year, in order; a day may have several. None for a place that is not known. */
  holidays(where: Holidays, year: number): Promise<readonly Holiday[]>;
}

export interface Country {
  /** ISO 3166-1 alpha-2: `GB`. */
  readonly code: string;
  readonly name: string;
  /** As ISO 3166-2, without the country: `ENG`. */
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

export interface Holiday {
  /** `2026-12-25` */
  readonly date: string;
  readonly name: string;
}

export interface DocumentReader {
  /**
   * Reads a document and drafts the procedures in it, within the limits of `LIMITS` and off the main thread.
   * `progress` is called now and then with what is being done. A document without steps gives no drafts. Throws
   * `DocumentUnreadable`, and the reason of `signal` once nobody wants it any more.
   */
  draft(
    file: { readonly name: string; readonly bytes: Uint8Array },
    progress: (note: Progress) => void,
    signal?: AbortSignal,
  ): Promise<ReadDocument>;
}

export interface ReadDocument extends Drafting {
  readonly pages: number;
  /** What was read; absent where the file is an SOP already. */
  readonly document?: SourceDocument;
}

/** A language model. It is asked about pieces of a document and never trusted: see `engine/drafting/accept.ts`. */
export interface Model {
  readonly name: string;
  /** `answer` is whatever came back. Throws `ModelError`. */
  propose(piece: Piece, signal: AbortSignal): Promise<{ readonly answer: unknown; readonly tokens: number }>;
}

/** Why there is no answer: nobody is there (or lets us in), it takes too long, it declines, or it cannot be read. */
export class ModelError extends Error {
  readonly why: 'down' | 'slow' | 'refused' | 'nonsense';
  /** What it cost all the same. */
  readonly tokens: number;

  constructor(why: ModelError['why'], message: string, tokens = 0, cause?: unknown) {
    super(message, { cause });
    this.why = why;
    this.tokens = tokens;
  }
}

export interface Progress {
  readonly doing: 'opening' | 'reading' | 'drafting' | 'asking';
  readonly page?: number;
  readonly pages?: number;
  /** The page is a picture whose text is being recognised, which takes seconds. */
  readonly scanned?: boolean;
}

export class DocumentUnreadable extends Error {
  readonly failure: ReadFailure;
  /** What is wrong with a definition that was dropped as a file. */
  readonly problems: readonly DefinitionProblem[];

  constructor(failure: ReadFailure, cause?: unknown, problems: readonly DefinitionProblem[] = []) {
    super(failure, { cause });
    this.failure = failure;
    this.problems = problems;
  }
}

/** Takes messages to addresses outside. */
export interface Courier {
  /** What is wrong with an address, as a sentence; undefined if messages may be sent there. */
  objection(url: string): string | undefined;
  /** Gives the status of the answer, whatever it is. Throws `CourierError` if none came. */
  send(message: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Gives it up. */
    readonly signal: AbortSignal;
  }): Promise<{ readonly status: number; readonly retryAfter?: number }>;
}

/** Why no answer came, as a sentence for whoever set the address. */
export class CourierError extends Error {}
