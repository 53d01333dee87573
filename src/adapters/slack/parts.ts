/** What the Slack adapter is made of. */
import type { Logger } from 'pino';
import type { Conversation } from '../../runtime/conversation.ts';
import type { Clock, Files } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import type { Channels } from './channels.ts';
import type { FetchFiles } from './files.ts';
import type { People } from './people.ts';
import type { Sight } from './sight.ts';
import type { Teams } from './teams.ts';

/** Whether a document looks like a procedure: a short look into it. */
export type LooksLikeProcedure = (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<boolean>;

export interface Parts {
  readonly db: Database;
  readonly conversation: Conversation;
  readonly files: Files;
  readonly log: Logger;
  readonly clock: Clock;
  readonly teams: Teams;
  readonly people: People;
  readonly channels: Channels;
  readonly sight: Sight;
  readonly fetchFile: FetchFiles;
  readonly looksLikeProcedure: LooksLikeProcedure;
}
