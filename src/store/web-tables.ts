/** The tables of the local workspace. `thread_id` is the thread's first message, or '' for the channel itself. */
import type { Build } from './query.ts';

export type WebTables = {
  web_sequences: { workspace_id: string; seq: number };
  web_channels: { workspace_id: string; id: string; name: string; topic: string; position: number };
  web_messages: WebMessageRow;
  /** `member_id` may also be what `web-waiting.ts` writes in the place of a member. */
  web_mentions: { workspace_id: string; message_id: string; member_id: string };
  web_reads: { workspace_id: string; member_id: string; channel_id: string; thread_id: string; position: number };
  web_files: WebFileRow;
};

export type WebMessageRow = {
  workspace_id: string;
  id: string;
  channel_id: string;
  thread_id: string;
  /** Null: Sopwith itself. */
  author_id: string | null;
  text: string;
  /** JSON of `{ card, names }`. */
  card: string | null;
  effect_id: string | null;
  request_key: string | null;
  /** The workspace's count of changes when it was posted: the order of messages. */
  position: number;
  /** The count when it last changed. */
  seq: number;
  at: number;
  deleted_at: number | null;
};

/** A file as it hangs on a message, under the name it was sent with. */
export type WebFileRow = {
  workspace_id: string;
  message_id: string;
  position: number;
  /** SHA-256 of the bytes. */
  file: string;
  name: string;
  mime: string;
  bytes: number;
};

/** The query builder with these tables. */
export const web = (build: Build) => build.withTables<WebTables>();
