/** Sopwith's own life in Teams: added, removed, and people who leave. */
import { optional } from '../../engine/optional.ts';
import { deliverParked } from '../../runtime/deliver-again.ts';
import { isFirstTeamsWelcome, leaveTeamsConversation, rejoinTeam } from '../../store/teams-conversations.ts';
import { type Activity, placeIn, tenantOf } from './activity.ts';
import { PARTED } from './chat-errors.ts';
import { addressOf, conversationIn, keepConversation } from './conversations.ts';
import { activityOf } from './drawing.ts';
import type { Parts } from './parts.ts';
import { memberIdOf } from './people.ts';
import { speak } from './speak.ts';
import { workspaceOf } from './tenants.ts';
import { welcomeCard } from './welcome.ts';

/** `installationUpdate`, `conversationUpdate`. Throws what Teams and the stores throw. */
export async function hearLife(parts: Parts, activity: Activity): Promise<void> {
  const tenant = tenantOf(activity);
  if (tenant === undefined) return;
  const us = activity.recipient.id;
  const isAdded =
    activity.type === 'installationUpdate'
      ? /^add/.test(activity.action ?? '')
      : activity.membersAdded?.some(({ id }) => id === us) === true;
  const isRemoved =
    activity.type === 'installationUpdate'
      ? /^remove/.test(activity.action ?? '')
      : activity.membersRemoved?.some(({ id }) => id === us) === true;
  if (isRemoved) return leave(parts, activity, tenant);
  if (isAdded) return join(parts, activity, tenant);
  const id = placeIn(activity.conversation.id).place;
  const where = { workspace: workspaceOf(parts.settings, tenant), id, team: activity.channelData?.team?.id };
  for (const one of activity.membersRemoved ?? []) {
    // They are told of without what Entra calls them.
    parts.sight.left(where, await memberIdOf(parts.db, where.workspace, one));
  }
}

async function join(parts: Parts, activity: Activity, tenant: string): Promise<void> {
  const found = await conversationIn(parts, activity, tenant);
  const isTheirs = found.conversation.kind === 'personal' && activity.from.aadObjectId;
  const member = isTheirs && (await memberIdOf(parts.db, found.conversation.workspace, activity.from));
  const whose = { ...found.conversation, ...optional('member', member || undefined) };
  const conversation = await keepConversation(parts, { ...found, conversation: whose });
  const { workspace, id, kind, team } = conversation;
  if (team !== undefined) await rejoinTeam(parts.db, { workspace, team, at: parts.clock.now() });
  await deliverParked({ db: parts.db, now: () => parts.clock.now() }, { workspace, reasons: PARTED });
  // Teams tells of it more than once, in two ways, and whenever somebody opens the chat.
  if (!(await isFirstTeamsWelcome(parts.db, { workspace, id, at: parts.clock.now() }))) return;
  const card = welcomeCard(kind);
  const reading = { names: {}, ids: new Map(), zone: 'UTC', conversation, dialogs: false };
  await speak(parts, addressOf(conversation), activityOf(card, reading));
}

async function leave({ db, log, settings }: Parts, activity: Activity, tenant: string): Promise<void> {
  const { team } = activity.channelData ?? {};
  const id = team?.id ?? placeIn(activity.conversation.id).place;
  await leaveTeamsConversation(db, { workspace: workspaceOf(settings, tenant), id });
  log.warn({ tenant, conversation: id }, 'the app was removed from a conversation of Teams; what it recorded stays');
}
