/** What the Teams adapter is made of. */
import type { Logger } from 'pino';
import type { Conversation } from '../../runtime/conversation.ts';
import type { Chat, Clock, Files } from '../../runtime/ports.ts';
import type { UnderWay } from '../../runtime/under-way.ts';
import type { Database } from '../../store/database.ts';
import type { Connector } from './connector.ts';
import type { Graph } from './graph.ts';
import type { Owners } from './owners.ts';
import type { Pace } from './pace.ts';
import type { People } from './people.ts';
import type { TeamsSettings } from './settings.ts';
import type { Sight } from './sight.ts';
import type { Tickets } from './signed.ts';
import type { UploadTicket } from './upload-ticket.ts';

export interface Parts {
  readonly db: Database;
  readonly conversation: Conversation;
  readonly files: Files;
  readonly log: Logger;
  readonly clock: Clock;
  readonly settings: TeamsSettings;
  readonly connector: Connector;
  readonly graph: Graph;
  readonly people: People;
  readonly owners: Owners;
  readonly pace: Pace;
  readonly sight: Sight;
  readonly chat: Chat;
  /** Which files were offered to whom. */
  readonly offers: Tickets;
  /** What goes on after Teams was answered. */
  readonly underWay: UnderWay;
  /** The address of a stored picture; absent: nobody could reach it. */
  readonly picture?: ((workspace: string, file: string) => string) | undefined;
  /** The address of a page where one person sends files, once; absent: nobody could reach it. */
  readonly uploadPage?: ((about: Omit<UploadTicket, 'nonce'>) => string) | undefined;
}
