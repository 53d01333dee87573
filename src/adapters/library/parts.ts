/** What the library's pages are made of. */
import type { Context, Env } from 'hono';
import type { Feed } from '../../runtime/feed.ts';
import type { Handle } from '../../runtime/handle.ts';
import type { Files, Layout, Packs } from '../../runtime/ports.ts';
import type { ProgressBoard } from '../../runtime/progress.ts';
import type { Looking } from '../../runtime/sight.ts';
import type { Managing } from '../../runtime/webhooks/manage.ts';
import type { Position } from '../../store/changes.ts';
import type { Database } from '../../store/database.ts';
import type { Member } from '../../store/members.ts';
import type { NavigationEntry } from './navigation.ts';
import type { Visitor } from './session.ts';
import type { OidcSettings } from './settings.ts';

export interface LibraryParts extends Looking {
  readonly db: Database;
  readonly handle: Handle;
  readonly files: Files;
  readonly feed: Feed;
  readonly layout: Layout;
  readonly packs: Packs;
  readonly webhooks: Managing;
  /** What this process is reading at this moment. */
  readonly progress: Pick<ProgressBoard, 'progressOf' | 'watch'>;
  /** Signs what is bound to a browser. */
  readonly secret: string;
  /** The address that people reach, without a slash at its end; absent: only this machine reaches the pages. */
  readonly publicUrl?: string;
  readonly oidc?: OidcSettings;
  /** The workspace that needs no sign-in on this machine, and as whom a browser acts there. */
  readonly local: { readonly workspace: string; readonly actsAs: (c: Context) => Promise<Member> };
  /** Hears of what went wrong on our side. */
  readonly failed: (error: unknown) => void;
}

/** `visitor`: who looks; set on every page behind the sign-in. `since`: all that the page shows is at least so new. `navigation`: the pages that there are. */
export interface LibraryEnv extends Env {
  Variables: { visitor: Visitor; since: Position; navigation: readonly NavigationEntry[] };
}
