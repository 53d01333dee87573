/**
 * The digest that comes by itself: of a conversation what became of its day and of its week, of a member what waits for
 * them. A stream of its own says when; what it says is drawn from the histories at that moment, so nothing is kept for it.
 */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { DigestTime } from './times.ts';

/** `day` and `week` are a conversation's, `own` is a member's. */
export const DIGEST_KINDS = ['day', 'week', 'own'] as const;
export type DigestKind = (typeof DIGEST_KINDS)[number];

export type DigestOf =
  | { readonly type: 'place'; readonly place: string }
  /** `place`: where they asked for it. Its platform is the one that writes to them. */
  | { readonly type: 'member'; readonly member: string; readonly place: string };

export type TimeSet = DigestTime & { readonly next: Instant };

export type DigestFact =
  /** Of these kinds; the others stay as they were. `because`: nobody asked for it, it came with the first routine here. */
  | {
      type: 'DigestSet';
      digest: string;
      of: DigestOf;
      times: Readonly<Partial<Record<DigestKind, TimeSet>>>;
      because?: 'routine';
    }
  /** Its time has come. */
  | { type: 'DigestDue'; kind: DigestKind; slot: Instant; next: Instant }
  /** Nothing could say it on its day; `slot` is the first that passed so. */
  | { type: 'DigestLeft'; kind: DigestKind; slot: Instant; next: Instant }
  /** Without a kind all of it. */
  | { type: 'DigestEnded'; kind?: DigestKind };

export type DigestEvent = Readonly<DigestFact & { at: Instant; actor: Actor }>;

export type DigestState = { readonly status: 'none' } | KnownDigest;
export type KnownDigest = ActiveDigest | EndedDigest;

interface DigestFacts {
  readonly digest: string;
  readonly of: DigestOf;
  /** Who set or ended something of it last, and when. */
  readonly by: Actor;
  readonly at: Instant;
}

/** A kind's time, and who set it. */
export type Said = TimeSet & { readonly setBy: Actor; readonly because?: 'routine' };
export type Times = Readonly<Partial<Record<DigestKind, Said>>>;

export interface ActiveDigest extends DigestFacts {
  readonly status: 'active';
  /** At least one. */
  readonly times: Times;
}

export interface EndedDigest extends DigestFacts {
  readonly status: 'ended';
}

export const initialDigest: DigestState = { status: 'none' };

/** The kinds that have a time, in order. */
export function kindsOf({ times }: Pick<ActiveDigest, 'times'>): readonly DigestKind[] {
  return DIGEST_KINDS.filter((kind) => times[kind] !== undefined);
}
