/** The calls that are made of Teams. `chat.ts` makes them through the SDK; all of them throw `TeamsError`. */
export interface Connector {
  /** Says something in a conversation, or in the thread of it that `thread` begins. Gives the message's id. */
  send(where: Address, activity: Outgoing): Promise<string>;
  /** A new post in a channel, which begins a thread. Gives the message's id. */
  begin(channel: Address & { readonly tenant: string }, activity: Outgoing): Promise<string>;
  update(where: Address, id: string, activity: Outgoing): Promise<void>;
  remove(where: Address, id: string): Promise<void>;
  /** The chat with somebody, opened if it is not there. Gives its id. */
  open(where: Address & { readonly tenant: string }, user: string): Promise<string>;
  /** Somebody of a conversation; undefined if they are not in it. */
  person(where: Address, user: string): Promise<TeamsPerson | undefined>;
  /** The channels of a team. */
  channels(
    where: Address & { readonly team: string },
  ): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What Microsoft Graph calls a team; undefined if Teams does not say. */
  group(where: Address & { readonly team: string }): Promise<string | undefined>;
  /** What the bot shows to be itself, for another service of Microsoft (`https://graph.microsoft.com`). */
  token(audience: string, tenant: string): Promise<string>;
}

export interface Address {
  readonly serviceUrl: string;
  /** Without its thread. */
  readonly place: string;
  readonly thread?: string | undefined;
  /** What Sopwith is called there. */
  readonly bot: string;
}

/** An activity that is sent: its text, its cards. */
export type Outgoing = Readonly<Record<string, unknown>>;

export interface TeamsPerson {
  readonly id: string;
  readonly aadObjectId?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly tenantId?: string | undefined;
  /** `user`, `guest`, `anonymous` */
  readonly userRole?: string | undefined;
}

/** Teams did not do it. */
export class TeamsError extends Error {
  /** HTTP status; 0 if no answer came. */
  readonly status: number;
  /** Teams' word for it (`MessageWritesBlocked`); empty if it has none. */
  readonly code: string;
  /** For how long Teams asks to be left alone, in milliseconds. */
  readonly after: number | undefined;

  constructor(
    message: string,
    { status, code, after, cause }: Pick<TeamsError, 'status' | 'code' | 'after' | 'cause'>,
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.after = after;
  }
}
