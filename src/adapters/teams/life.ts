/** Sopwith's own life in Teams: added, removed, and people who leave. */
import { toldCard } from '../../cards/views/told.ts';
import { deliverParked } from '../../runtime/deliver-again.ts';
import { isFirstTeamsWelcome, leaveTeamsConversation } from '../../store/teams-conversations.ts';
import { type Activity, idOf, kindOf, placeIn, tenantOf } from './activity.ts';
import { PARTED } from './chat-errors.ts';
import { addressOf, keptConversation } from './conversations.ts';
import { activityOf } from './drawing.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';
import { workspaceOf } from './tenants.ts';

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
  for (const one of activity.membersRemoved ?? []) parts.sight.left(where, idOf(one));
}

async function join(parts: Parts, activity: Activity, tenant: string): Promise<void> {
  const isPersonal = kindOf(activity) === 'personal';
  const conversation = await keptConversation(parts, activity, {
    tenant,
    ...(isPersonal && activity.from.aadObjectId ? { member: idOf(activity.from) } : {}),
  });
  const { workspace, id, kind } = conversation;
  await deliverParked({ db: parts.db, now: () => parts.clock.now() }, { workspace, reasons: PARTED });
  // Teams tells of it more than once, in two ways, and whenever somebody opens the chat.
  if (!(await isFirstTeamsWelcome(parts.db, { workspace, id, at: parts.clock.now() }))) return;
  const { title, text, fallback } = WELCOME[kind];
  const card = { ...toldCard(title, text, 'neutral'), fallback };
  const reading = { names: {}, ids: new Map(), zone: 'UTC', conversation, dialogs: false };
  await speak(parts.connector, addressOf(conversation), activityOf(card, reading));
}

async function leave({ db, log, settings }: Parts, activity: Activity, tenant: string): Promise<void> {
  const { team } = activity.channelData ?? {};
  const id = team?.id ?? placeIn(activity.conversation.id).place;
  await leaveTeamsConversation(db, { workspace: workspaceOf(settings, tenant), id });
  log.warn({ tenant, conversation: id }, 'the app was removed from a conversation of Teams; what it recorded stays');
}

const ELSEWHERE =
  'Write @Sopwith and what you want: “run” shows what can be started here, “import” makes a draft of a document, “routine” starts a checklist every day, “help” lists the rest. Answers to the card of a run are recorded as its evidence.';

const WELCOME = {
  personal: {
    title: 'Hello, I am Sopwith',
    text: 'I run your standard operating procedures. Send me a document, and I make a draft of it; nothing runs before somebody publishes it. “mine” shows what waits for you, “run” what you can start, “help” the rest.',
    fallback: 'Hello, I am Sopwith. Write “help” to see what I can do.',
  },
  group: { title: 'Sopwith is here', text: ELSEWHERE, fallback: 'Sopwith is here. Write “@Sopwith help”.' },
  channel: { title: 'Sopwith is here', text: ELSEWHERE, fallback: 'Sopwith is here. Write “@Sopwith help”.' },
} as const;
