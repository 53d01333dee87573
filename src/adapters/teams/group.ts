/** What Microsoft Graph calls the team of a channel: most activities do not say it, so Teams is asked when it is needed. */
import { optional } from '../../engine/optional.ts';
import type { Clock } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { saveTeamsConversation, type TeamsConversation } from '../../store/teams-conversations.ts';
import { type Connector, TeamsError } from './connector.ts';
import { addressOf } from './conversations.ts';

interface Asking {
  readonly db: Database;
  readonly clock: Clock;
  readonly connector: Pick<Connector, 'group'>;
}

const REFUSED: readonly number[] = [400, 401, 403, 404];

/**
 * As it was, where it is no channel, or Teams does not say: then there is no way through Graph. Throws `TeamsError` if Teams
 * cannot be reached: it may say so another time.
 */
export async function withGroup(
  { db, clock, connector }: Asking,
  conversation: TeamsConversation,
): Promise<TeamsConversation> {
  const { team } = conversation;
  if (conversation.kind !== 'channel' || conversation.group !== undefined || team === undefined) return conversation;
  try {
    const group = await connector.group({ ...addressOf(conversation), team });
    const known = { ...conversation, ...optional('group', group) };
    await saveTeamsConversation(db, { ...known, at: clock.now() });
    return known;
  } catch (error) {
    if (error instanceof TeamsError && REFUSED.includes(error.status)) return conversation;
    throw error;
  }
}

/** Where Graph has the messages of a conversation, or the replies to one of a channel; undefined if its team is not known. */
export function messagesIn({ kind, id, group }: TeamsConversation, thread: string | undefined): string | undefined {
  const place = encodeURIComponent(id);
  if (kind !== 'channel') return `/chats/${place}/messages`;
  if (group === undefined) return undefined;
  const messages = `/teams/${encodeURIComponent(group)}/channels/${place}/messages`;
  return thread === undefined ? messages : `${messages}/${encodeURIComponent(thread)}/replies`;
}
