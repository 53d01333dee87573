/** Where something was said: kept, so that Sopwith can speak there later. */
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

/** `member`: whose personal chat it is, if it is one. */
export async function keptConversation(
  { db, clock, settings }: Keeping,
  activity: Activity,
  { tenant, member }: { readonly tenant: string; readonly member?: string },
): Promise<TeamsConversation> {
  const workspace = workspaceOf(settings, tenant);
  const at = clock.now();
  if (!(await findWorkspace(db, workspace))) {
    await saveWorkspace(db, { id: workspace, name: 'Microsoft Teams', timeZone: 'UTC', at });
  }
  const kind = kindOf(activity);
  const id = placeIn(activity.conversation.id).place;
  const { team } = activity.channelData ?? {};
  const conversation: TeamsConversation = {
    ...{ workspace, id, kind, bot: activity.recipient.id },
    serviceUrl: serviceUrlOf(activity.serviceUrl, settings) ?? '',
    ...(kind === 'channel'
      ? { ...optional('team', team?.id), ...optional('group', team?.aadGroupId ?? undefined) }
      : {}),
    ...(kind === 'personal' ? optional('member', member) : {}),
  };
  const before = await findTeamsConversation(db, { workspace, id });
  await saveTeamsConversation(db, { ...conversation, at });
  return { ...conversation, ...optional('group', conversation.group ?? before?.group) };
}

/** A channel's messages stand in threads; chats have none. */
export function addressOf({ id, kind, serviceUrl, bot }: TeamsConversation, thread?: string): Address {
  return { serviceUrl, bot, place: id, ...(kind === 'channel' ? optional('thread', thread) : {}) };
}
