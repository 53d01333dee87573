/**
 * What a person says or presses, and what they alone are told in answer. Chat adapters translate their platform's
 * requests into these calls and draw the answer; what everybody sees arrives through effects.
 */

import type { ActionValue } from '../cards/action.ts';
import type { Card, Form } from '../cards/card.ts';
import type { Found, Search } from './search.ts';

export interface Said {
  readonly workspace: string;
  readonly member: string;
  /** The adapter's address of the conversation with its platform (`web:C1`). */
  readonly place: string;
  /** They type somewhere else, where others may read the answer. */
  readonly isElsewhere?: boolean;
  /** What follows `/sop`; of a message that only looks like a phrase (`readMessage`), all of it. */
  readonly text: string;
  /** How such a message is typed: it is answered, and nothing is done. */
  readonly meant?: string;
  /** Files that lie in this conversation and could be meant, newest first. */
  readonly files: readonly StoredFile[];
  /** The platform's own id of this request: saying it twice does it once. */
  readonly key: string;
}

export interface Pressed {
  readonly workspace: string;
  readonly member: string;
  readonly place: string;
  readonly value: ActionValue;
  /** The answers of the action's form: field id to value; absent if no form was shown. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
  /** A finger did it, and fingers tremble: what begins another run is begun once by two quick taps. */
  readonly isTap?: boolean;
  /** IANA name of the time zone that the person's client is in; absent: the platform does not say. */
  readonly zone?: string;
  readonly key: string;
}

/** A message in a thread of ours, or one that somebody says is evidence. */
export interface Replied {
  readonly workspace: string;
  readonly member: string;
  readonly place: string;
  /** The run whose thread it is in (`runOfThread`); absent: the newest open one of this place. */
  readonly run?: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
  /** Somebody said that this is evidence: if it is taken for none, they are told. */
  readonly isEvidence?: boolean;
  readonly key: string;
}

export interface StoredFile {
  /** SHA-256 of bytes already in the file store. */
  readonly file: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
}

export type FieldValue = string | number | boolean | StoredFile | readonly StoredFile[];

/** Only the person who asked sees it. */
export type Answer =
  /** Done; what everybody sees says it. */
  | { readonly type: 'none' }
  | {
      readonly type: 'card';
      readonly card: Card;
      readonly names: Readonly<Record<string, string>>;
      /** Pictures of the card that were drawn for it: no client has them yet. They are in the file store. */
      readonly drawn?: readonly StoredFile[];
      /** What is wrong with which field of the form that was sent: said there, where the client can. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  /** More is needed: show this form, then press `value` with its fields. */
  | { readonly type: 'form'; readonly form: Form; readonly value: ActionValue }
  | {
      readonly type: 'file';
      readonly name: string;
      readonly mime: string;
      readonly bytes: Uint8Array;
      readonly text: string;
    };

export interface Home {
  readonly cards: readonly Card[];
  readonly names: Readonly<Record<string, string>>;
}

export interface PostedCard {
  readonly card: Card;
  readonly names: Readonly<Record<string, string>>;
  /** Of one run, the message is about it. */
  readonly run?: string;
  /** Those whose decision it asks for. */
  readonly deciders?: readonly string[];
}

export interface Conversation {
  say(said: Said): Promise<Answer>;
  press(pressed: Pressed): Promise<Answer>;
  /** The run whose thread this is; undefined if it is none of ours. Ask it before a message's files are fetched. */
  runOfThread(where: {
    readonly workspace: string;
    readonly place: string;
    readonly thread: string;
  }): Promise<string | undefined>;
  /** The card of a run as it is now, for a message that shows it already; undefined if the run is not of this place. */
  runCard(where: {
    readonly workspace: string;
    readonly place: string;
    readonly run: string;
  }): Promise<{ readonly card: Card; readonly names: Readonly<Record<string, string>> } | undefined>;
  /** The card of a message of ours as it is now, as one of its readers sees it; undefined if it is none of ours. */
  posted(where: {
    readonly workspace: string;
    readonly place: string;
    readonly message: string;
    readonly member: string;
  }): Promise<PostedCard | undefined>;
  /** What somebody answered in a run's thread. `recorded`: it was kept as evidence, and the message may be marked. */
  reply(replied: Replied): Promise<{ readonly recorded: boolean; readonly answer: Answer }>;
  /** What a member sees who opens the app by itself: what waits for them, and what they can run. */
  home(workspace: string, member: string): Promise<Home>;
  /** The id of the role that somebody calls by its id or its title; undefined if there is none. */
  roleCalled(workspace: string, typed: string): Promise<string | undefined>;
  /** SOPs and runs by a few words, each with its card as it is now. */
  search(
    search: Search,
  ): Promise<{ readonly found: readonly Found[]; readonly names: Readonly<Record<string, string>> }>;
  /** What can follow `/sop`, for completion: `run opening-checks`, with a line of explanation. */
  complete(
    workspace: string,
    typed: string,
  ): Promise<readonly { readonly phrase: string; readonly explains: string }[]>;
}
