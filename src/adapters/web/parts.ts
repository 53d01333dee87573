/** What the local workspace is made of. */
import type { Conversation } from '../../runtime/conversation.ts';
import type { Clock, Files } from '../../runtime/ports.ts';
import type { Review } from '../../runtime/review.ts';
import type { Database } from '../../store/database.ts';
import type { Pulse } from './pulse.ts';

export interface Parts {
  readonly db: Database;
  readonly conversation: Conversation;
  readonly review: () => Promise<Review>;
  readonly files: Files;
  readonly clock: Clock;
  readonly pulse: Pulse;
  /** Id of the one workspace it shows. */
  readonly workspace: string;
  /** Signs the session cookie. */
  readonly secret: string;
  /** Host names besides localhost that may be asked for, without ports. */
  readonly hosts?: readonly string[];
  /** Hears of what went wrong on our side. */
  readonly failed: (error: unknown) => void;
}
