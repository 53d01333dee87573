/** The tables of the emulator, as far as tests and the stand-in look at them. Its package publishes no types for them. */
import type { Json } from './json.ts';

interface Row {
  readonly id: number;
}

export interface Table<T extends Row> {
  all(): T[];
  insert(row: Omit<T, 'id'>): T;
  update(id: number, change: Partial<T>): T | undefined;
  delete(id: number): boolean;
  findBy(field: keyof T, value: string): T[];
  findOneBy(field: keyof T, value: string): T | undefined;
}

export interface UserRow extends Row {
  readonly user_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly real_name: string;
  readonly email: string;
  readonly is_admin: boolean;
  readonly is_bot: boolean;
  readonly deleted: boolean;
  readonly profile: Json;
  readonly presence: string;
  readonly manual_presence: string;
  readonly connection_count: number;
  /** Ours, not the emulator's: `dress.ts` puts them into the answers. Absent on the bot's own row. */
  readonly tz?: string;
  readonly locale?: string;
  readonly guest?: 'multi' | 'single';
}

export interface ChannelRow extends Row {
  readonly channel_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly is_channel: boolean;
  readonly is_private: boolean;
  readonly is_im?: boolean;
  readonly is_mpim?: boolean;
  readonly is_archived: boolean;
  readonly topic: Json;
  readonly purpose: Json;
  readonly members: readonly string[];
  readonly creator: string;
  readonly num_members: number;
}

export interface MessageRow extends Row {
  readonly ts: string;
  readonly channel_id: string;
  readonly user: string;
  readonly text: string;
  readonly type: string;
  readonly subtype?: string;
  readonly thread_ts?: string | undefined;
  readonly blocks?: readonly Json[];
  readonly metadata?: Json;
  readonly files?: readonly FileRow[];
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly edited?: Json;
  readonly reply_count: number;
  readonly reply_users: readonly string[];
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[]; readonly count: number }[];
  /** Only for whom it is, in the table of ephemeral messages. */
  readonly target_user?: string;
}

export interface FileRow extends Row {
  readonly file_id: string;
  readonly user: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly size: number;
  readonly url_private: string;
  readonly url_private_download: string;
  readonly deleted: boolean;
  readonly content_base64?: string;
  readonly mode: string;
  readonly is_external: boolean;
  readonly channels: readonly string[];
  readonly groups: readonly string[];
  readonly ims: readonly string[];
  readonly thread_ts?: string;
}

export interface ViewRow extends Row {
  readonly view_id: string;
  readonly team_id: string;
  readonly user_id: string;
  readonly type: 'modal' | 'home';
  readonly title: Json | null;
  readonly close: Json | null;
  readonly submit: Json | null;
  readonly blocks: readonly Json[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly state: Json;
  readonly hash: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly root_view_id: string;
  readonly previous_view_id?: string;
  readonly app_id: string;
  readonly bot_id: string;
  readonly created: number;
  readonly updated: number;
}

interface TeamRow extends Row {
  readonly team_id: string;
  readonly name: string;
  readonly domain: string;
}

interface TokenRow extends Row {
  readonly token: string;
  readonly token_type: string;
  readonly team_id: string;
  readonly user_id: string;
  readonly scopes: readonly string[];
  readonly app_id: string;
  readonly bot_id?: string;
  readonly bot_user_id?: string;
}

interface TriggerRow extends Row {
  readonly trigger_id: string;
  /** Seconds. */
  readonly expires_at: number;
}

interface UploadRow extends Row {
  readonly file_id: string;
}

export interface Rows {
  readonly teams: Table<TeamRow>;
  readonly users: Table<UserRow>;
  readonly channels: Table<ChannelRow>;
  readonly messages: Table<MessageRow>;
  readonly ephemeralMessages: Table<MessageRow>;
  readonly files: Table<FileRow>;
  readonly fileUploadSessions: Table<UploadRow>;
  readonly tokens: Table<TokenRow>;
  readonly views: Table<ViewRow>;
  readonly viewTriggers: Table<TriggerRow>;
}
