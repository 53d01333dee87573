import type { Card } from '../cards/card.ts';
import type { View } from '../engine/effect.ts';
import type { Instant } from '../engine/instant.ts';
import type { StoredFile } from './conversation.ts';

/** A view as it looks now, and where it belongs. */
export interface Drawn {
  readonly card: Card;
  readonly names: Readonly<Record<string, string>>;
  /** Address with its platform (`web:C1`); empty where it is private and of no conversation. */
  readonly place: string;
  readonly inThreadOf?: View;
  /** Members who are also told in a direct message, where the platform has such: it waits for them by name. */
  readonly directTo?: readonly string[];
  /** Those whose decision the card asks for. Where a platform can, only they see its buttons. */
  readonly deciders?: readonly string[];
  /** It is said in direct messages alone, not in `place`. */
  readonly isPrivate?: boolean;
  /** Quiet hours of those whom it calls hold it back. */
  readonly canWait?: boolean;
  /** When it looks otherwise although nothing happened. */
  readonly outdated?: Instant;
  /** Whoever it calls asked for it themself: how they want to be called otherwise takes nothing away. */
  readonly isAskedFor?: boolean;
  /** But in `place` where its platform has no direct messages. */
  readonly elseInPlace?: boolean;
  /** Pictures of the card that were drawn for it: no platform has them yet. They are in the file store. */
  readonly pictures?: readonly StoredFile[];
  /** Whether it is worth posting if it is not there yet: an approval that was never asked for is not. */
  readonly postable: boolean;
}
