/** Who asks for something in Teams, and where. */
import { randomUUID } from 'node:crypto';
import { optional } from '../../engine/optional.ts';
import type { Member } from '../../store/members.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import { type Activity, idOf, placeIn, tenantOf } from './activity.ts';
import { chatError } from './chat-errors.ts';
import { addressOf, conversationIn, keepConversation } from './conversations.ts';
import type { Parts } from './parts.ts';

export interface Asker {
  readonly workspace: string;
  readonly tenant: string;
  readonly member: Member;
  readonly conversation: TeamsConversation;
  /** The message that begins the thread it was asked in: channels have threads, chats have none. */
  readonly thread?: string;
  /** Nothing that is asked once is done twice under it. */
  readonly key: string;
}

/** They are not in the conversation that their client names, or Sopwith is not. */
export class NotThere extends Error {}

/** Throws `NotThere`, and `TeamsError` if Teams does not say who they are. */
export async function askerOf(parts: Parts, activity: Activity): Promise<Asker> {
  const tenant = tenantOf(activity) ?? '';
  const { thread } = placeIn(activity.conversation.id);
  const { conversation: found, before } = await conversationIn(parts, activity, tenant);
  const { workspace } = found;
  const zone = activity.localTimezone ?? undefined;
  const where = addressOf(found);
  const met = { workspace, account: activity.from, where, zone, locale: activity.locale ?? undefined };
  const member = await parts.people.known(met);
  if (!(await isIn(parts, activity, { member, conversation: found }))) throw new NotThere();
  const whose = found.kind === 'personal' ? { ...found, member: member.id } : found;
  const conversation = await keepConversation(parts, { conversation: whose, before });
  looking(parts, conversation);
  // A message's id is the millisecond that it was said in: others have it in other conversations.
  const key = `teams:${activity.conversation.id}:${activity.id ?? randomUUID()}`;
  return { workspace, tenant, member, conversation, key, ...optional('thread', thread) };
}

/**
 * Teams brings what was written in a conversation. Where a button was pressed is the word of a client, which names whatever
 * conversation somebody has it name: who is in it is asked. Whoever is nobody here is told so anyway.
 */
async function isIn(
  { sight }: Parts,
  { type, value, from }: Activity,
  { member, conversation }: Pick<Asker, 'member' | 'conversation'>,
): Promise<boolean> {
  if (conversation.kind === 'personal') {
    const { member: whose = member.id } = conversation;
    return whose === member.id || whose === idOf(from);
  }
  const isClaimed = type === 'invoke' || (value !== undefined && value !== null);
  if (!isClaimed) sight.isThere(conversation, member.id);
  if (!isClaimed || !member.active || member.kind === 'bot') return true;
  try {
    return await sight.sees(conversation, member.id, from.id);
  } catch (error) {
    if (chatError(error).outcome !== 'never') throw error;
    return false;
  }
}

/** Beside what was asked: nobody waits for it. */
function looking(parts: Parts, conversation: TeamsConversation): void {
  const look = parts.underWay.during(() => parts.owners.look(parts, conversation));
  look.catch((error: unknown) => {
    parts.log.warn({ err: error, workspace: conversation.workspace }, 'the owners of a team could not be looked up');
  });
}

/** Our address of where it was asked. */
export function placeOf({ conversation }: Pick<Asker, 'conversation'>): string {
  return `teams:${conversation.id}`;
}

/** Who asks, for the conversation that all chat adapters share. */
export function speakerOf(asker: Asker) {
  const { workspace, member, key } = asker;
  return { workspace, member: member.id, place: placeOf(asker), key };
}
