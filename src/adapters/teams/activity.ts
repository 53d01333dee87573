/** What Teams tells, in the parts that are read here. Anything may be missing: none of it is ours. */
import { hash } from 'node:crypto';
import { z } from 'zod';

const text = (most: number) => z.string().max(most);
const id = text(500);
/** What is null is absent. */
const maybe = (most: number) =>
  text(most)
    .nullish()
    .transform((given) => given ?? undefined);

const account = z.object({
  id,
  name: maybe(300),
  aadObjectId: maybe(60),
  role: maybe(60),
});

const attachment = z.object({
  contentType: text(200),
  contentUrl: maybe(8_000),
  name: maybe(500),
  content: z.unknown().optional(),
});

const activity = z.object({
  type: text(60),
  id: id.optional(),
  name: maybe(100),
  channelId: text(60),
  serviceUrl: text(500),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: maybe(60),
    tenantId: maybe(60),
    name: maybe(300),
  }),
  text: text(100_000).nullish(),
  value: z.unknown().optional(),
  replyToId: id.nullish(),
  locale: text(60).nullish(),
  localTimezone: text(100).nullish(),
  action: text(60).nullish(),
  attachments: z.array(attachment).max(100).nullish(),
  entities: z.array(z.record(z.string(), z.unknown())).max(200).nullish(),
  membersAdded: z.array(account).max(1_000).nullish(),
  membersRemoved: z.array(account).max(1_000).nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: text(60) }).nullish(),
      team: z.object({ id, aadGroupId: text(60).nullish() }).nullish(),
      channel: z.object({ id }).nullish(),
      eventType: text(60).nullish(),
    })
    .nullish(),
});

export type Activity = z.infer<typeof activity>;
export interface Account {
  readonly id: string;
  readonly name?: string | undefined;
  readonly aadObjectId?: string | undefined;
  readonly role?: string | undefined;
}
export type Attachment = NonNullable<Activity['attachments']>[number];

/** Undefined if it is no activity. */
export function activityIn(body: unknown): Activity | undefined {
  const read = activity.safeParse(body);
  return read.success ? read.data : undefined;
}

/** The tenant that it comes from. */
export function tenantOf({ channelData, conversation }: Activity): string | undefined {
  return channelData?.tenant?.id ?? conversation.tenantId;
}

/** A conversation without its thread, and the message that begins the thread. */
export function placeIn(conversationId: string): { readonly place: string; readonly thread?: string } {
  const [place = '', thread] = conversationId.split(';messageid=');
  return thread === undefined || thread === '' ? { place } : { place, thread };
}

export function kindOf({ conversation, channelData }: Activity): 'personal' | 'group' | 'channel' {
  if (conversation.conversationType === 'channel' || channelData?.channel) return 'channel';
  // Two people's own chat is called personal too, where one of them uses the extension: it is not theirs with Sopwith.
  const isShared = conversation.id.startsWith('19:');
  return conversation.conversationType === 'personal' && !isShared ? 'personal' : 'group';
}

/** Whether a member is called by their Entra object id. */
export function isObjectId(member: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12,13}$/.test(member);
}

/** Whether a member is called as `idOf` calls people. */
export function isOfTeams(member: string): boolean {
  return isObjectId(member) || member.startsWith(ANONYMOUS);
}

const ANONYMOUS = 'anonymous-';

/** Entra's object id; somebody without one (an anonymous guest of a meeting) is called by a hash. */
export function idOf({ id, aadObjectId }: Pick<Account, 'id' | 'aadObjectId'>): string {
  const object = aadObjectId?.toLowerCase() ?? '';
  return isObjectId(object) ? object : `${ANONYMOUS}${hash('sha256', id, 'base64url').slice(0, 24)}`;
}
