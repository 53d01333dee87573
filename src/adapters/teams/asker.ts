/** Who asks for something in Teams, and where. */
import { optional } from '../../engine/optional.ts';
import type { Member } from '../../store/members.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import { type Activity, idOf, kindOf, placeIn, tenantOf } from './activity.ts';
import { addressOf, keptConversation } from './conversations.ts';
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

/** Throws `TeamsError` if Teams does not say who they are. */
export async function askerOf(parts: Parts, activity: Activity): Promise<Asker> {
  const tenant = tenantOf(activity) ?? '';
  const { thread } = placeIn(activity.conversation.id);
  const isPersonal = kindOf(activity) === 'personal';
  const conversation = await keptConversation(parts, activity, {
    tenant,
    ...(isPersonal ? { member: idOf(activity.from) } : {}),
  });
  const { workspace } = conversation;
  const where = addressOf(conversation);
  const zone = activity.localTimezone ?? undefined;
  const met = { workspace, account: activity.from, where, zone, locale: activity.locale ?? undefined };
  const member = await parts.people.known(met);
  parts.sight.isThere(conversation, member.id);
  looking(parts, conversation);
  const key = `teams:${tenant}:${activity.id ?? ''}`;
  return { workspace, tenant, member, conversation, key, ...optional('thread', thread) };
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
