/** Where something was said: kept, so that Sopwith can speak there later. */
import { isDeepStrictEqual } from 'node:util';
import { optional } from '../../engine/optional.ts';
import type { Clock } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import {
  findTeamsConversation,
  saveTeamsConversation,
  type TeamsConversation,
} from '../../store/teams-conversations.ts';
import { findWorkspace, saveWorkspace } from '../../store/workspaces.ts';
import { type Activity, kindOf, placeIn } from './activity.ts';
import type { Address } from './connector.ts';
import { serviceUrlOf } from './hosts.ts';
import type { TeamsSettings } from './settings.ts';
import { workspaceOf } from './tenants.ts';

interface Keeping {
  readonly db: Database;
  readonly clock: Clock;
  readonly settings: TeamsSettings;
}

interface Found {
  readonly conversation: TeamsConversation;
  /** As it is kept; absent: Sopwith was never there. */
  readonly before: TeamsConversation | undefined;
}

/** Where it happens, as the activity says. What is known of it stands: of which kind it is, of which team, and whose. */
export async function conversationIn(
  { db, clock, settings }: Keeping,
  activity: Activity,
  tenant: string,
): Promise<Found> {
  const workspace = workspaceOf(settings, tenant);
  if (!(await findWorkspace(db, workspace))) {
    await saveWorkspace(db, { id: workspace, name: 'Microsoft Teams', timeZone: 'UTC', at: clock.now() });
  }
  const id = placeIn(activity.conversation.id).place;
  const before = await findTeamsConversation(db, { workspace, id });
  const { kind = kindOf(activity), team, group, member } = before ?? {};
  const told = kind === 'channel' ? activity.channelData?.team : undefined;
  const conversation: TeamsConversation = {
    ...{ workspace, id, kind, bot: activity.recipient.id },
    serviceUrl: serviceUrlOf(activity.serviceUrl, settings) ?? '',
    // Not every activity says all of it.
    ...{ ...optional('team', team ?? told?.id), ...optional('group', group ?? told?.aadGroupId ?? undefined) },
    ...optional('member', member),
  };
  return { conversation, before };
}

export async function keepConversation(
  { db, clock }: Pick<Keeping, 'db' | 'clock'>,
  { conversation, before }: Found,
): Promise<TeamsConversation> {
  // Whoever presses is answered in time, also while somebody else writes to the database.
  if (!isDeepStrictEqual(conversation, before)) await saveTeamsConversation(db, { ...conversation, at: clock.now() });
  return conversation;
}

/** A channel's messages stand in threads; chats have none. */
export function addressOf({ id, kind, serviceUrl, bot }: TeamsConversation, thread?: string): Address {
  return { serviceUrl, bot, place: id, ...(kind === 'channel' ? optional('thread', thread) : {}) };
}
