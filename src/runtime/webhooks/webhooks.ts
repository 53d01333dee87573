/** Webhooks, put together: who manages them, and what sees that they are told. */
import type { Logger } from 'pino';
import type { Database } from '../../store/database.ts';
import { pruneDeliveries } from '../../store/webhook-deliveries.ts';
import type { Memory } from '../memory.ts';
import type { Courier } from '../ports.ts';
import { sealWith } from '../sealed.ts';
import { type Dispatcher, startDispatcher } from './dispatcher.ts';
import { happenedIn } from './happened.ts';
import type { Managing } from './manage.ts';
import { signersWith } from './sign.ts';

/** How long the log keeps what was settled, in milliseconds: 30 days. */
const KEPT = 30 * 86_400_000;

export interface Webhooks extends Dispatcher {
  readonly managing: Managing;
  /** Removes what the log need not keep any longer. */
  prune(): Promise<void>;
}

export function startWebhooks(parts: {
  readonly db: Database;
  readonly memory: Memory;
  readonly courier: Courier;
  readonly secret: string;
  readonly now: () => number;
  readonly log: Logger;
  readonly publicUrl?: string;
}): Webhooks {
  const { db, memory, courier, now } = parts;
  const seal = sealWith(parts.secret, 'webhook secrets');
  const dispatcher = startDispatcher({ ...parts, signers: signersWith(seal), happened: happenedIn(db) });
  return {
    ...dispatcher,
    managing: { db, memory, courier, seal, now, look: dispatcher.look, send: dispatcher.send },
    prune: () => pruneDeliveries(db, now() - KEPT),
  };
}
