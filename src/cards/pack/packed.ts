/** What the pages of an evidence pack are written from: a run's events and what they give. */
import type { Actor } from '../../engine/actor.ts';
import type { Definition } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import type { Wait } from '../../engine/run/account.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Text } from '../card.ts';
import { plain, type Words } from '../text.ts';

export interface Packed {
  readonly run: OpenRun | EndedRun;
  /** The pinned revision's. */
  readonly definition: Definition;
  readonly events: readonly RunEvent[];
  readonly waits: readonly Wait[];
  readonly published: { readonly by: Actor; readonly at: Instant } | undefined;
  readonly workspace: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** Those whom the events name, by member id, as they are called now. */
  readonly people: Readonly<Record<string, string>>;
  /** Where each chain ends. */
  readonly heads: { readonly run: Head; readonly procedure: Head };
}

export interface Head {
  readonly events: number;
  readonly hash: string;
}

/** Writes sentences: names and times as this paper has them. */
export type Say = (text: Text) => string;

export function sayer(words: Words): Say {
  return (text) => plain(text, words);
}

/** The paper shows the run as of its last event. */
export function asOf({ run, events }: Packed): Instant {
  return events.at(-1)?.at ?? run.startedAt;
}
