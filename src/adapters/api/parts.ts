/** What the HTTP API is made of. */
import type { Env } from 'hono';
import type { Access } from '../../runtime/access.ts';
import type { Feed } from '../../runtime/feed.ts';
import type { Handle } from '../../runtime/handle.ts';
import type { Files, Layout, Packs } from '../../runtime/ports.ts';
import type { Looking } from '../../runtime/sight.ts';
import type { Managing } from '../../runtime/webhooks/manage.ts';
import type { Database } from '../../store/database.ts';

export interface ApiParts extends Looking {
  readonly db: Database;
  readonly handle: Handle;
  readonly files: Files;
  readonly feed: Feed;
  readonly layout: Layout;
  readonly packs: Packs;
  readonly webhooks: Managing;
  /** Hears of what went wrong on our side. */
  readonly failed: (error: unknown) => void;
}

/** `access`: who calls; set before any handler runs. */
export interface ApiEnv extends Env {
  Variables: { access: Access };
}
