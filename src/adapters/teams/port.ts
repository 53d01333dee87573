/** Sopwith speaking in Teams: the `Chat` port. */
import type { Card } from '../../cards/card.ts';
import { optional } from '../../engine/optional.ts';
import { type Chat, ChatError, type Clock, type Outgoing as Message } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import {
  findTeamsChat,
  findTeamsConversation,
  listTeamsConversations,
  saveTeamsConversation,
  type TeamsConversation,
} from '../../store/teams-conversations.ts';
import { findTeamsPeople } from '../../store/teams-people.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { isObjectId } from './activity.ts';
import { chatError, isUndrawable, NOT_HERE } from './chat-errors.ts';
import { type Connector, type Outgoing, TeamsError } from './connector.ts';
import { addressOf } from './conversations.ts';
import { activityOf, escaped } from './drawing.ts';
import { findSaid } from './find.ts';
import type { Graph } from './graph.ts';
import { withGroup } from './group.ts';
import { mentionsIn } from './mentions.ts';
import type { Pace } from './pace.ts';
import type { TeamsSettings } from './settings.ts';
import type { Sight } from './sight.ts';
import { tenantIn } from './tenants.ts';

export interface Speaking {
  readonly db: Database;
  readonly clock: Clock;
  readonly connector: Connector;
  readonly graph: Graph;
  readonly pace: Pace;
  readonly sight: Pick<Sight, 'sees'>;
  readonly settings: Pick<TeamsSettings, 'joins' | 'tenant' | 'isPlain'>;
  readonly picture: ((workspace: string, file: string) => string) | undefined;
  /** A card was not accepted as it is drawn: a fault of ours. */
  readonly undrawable: (error: unknown, about: object) => void;
}

/** Characters of a card that is told in words. */
const MOST_TOLD = 500;

export function createTeamsChat(speaking: Speaking): Chat {
  const { db, clock, connector, graph, pace, sight, settings } = speaking;

  /** In its turn. What Teams does not draw is said in words: people must not miss that it is their turn. */
  const inTurn = async <Value>(
    message: Message,
    conversation: TeamsConversation,
    call: (activity: Outgoing) => Promise<Value>,
    effect?: string,
  ): Promise<Value> => {
    // Drawn before it is its turn: what is counted goes out at once.
    const drawn = await drawnFor(speaking, message, conversation, effect);
    const name = message.place;
    const after = pace.turn(name);
    if (after > 0) throw new ChatError('wait', 'It is not its turn in the conversation.', { after });
    try {
      return await call(drawn).catch((error: unknown) => {
        if (!isUndrawable(error)) throw error;
        speaking.undrawable(error, { workspace: message.workspace, effect: message.effect });
        return call(told(message.card));
      });
    } catch (error) {
      if (!(error instanceof TeamsError) || error.status !== 429) throw error;
      throw new ChatError('wait', 'Teams asks to wait.', { after: pace.hold(name, error.after), cause: error });
    }
  };

  return {
    platform: 'teams',

    async post(message) {
      const { thread, effect } = message;
      const conversation = await conversationOf(db, message);
      const isReply = conversation.kind === 'channel' && thread !== undefined;
      const where = addressOf(conversation, thread);
      const begins = conversation.kind === 'channel' && !isReply;
      const tenant = tenantIn(settings, message.workspace);
      const say = (activity: Outgoing) =>
        begins ? connector.begin({ ...where, tenant }, activity) : connector.send(where, activity);
      try {
        return { id: await inTurn(message, conversation, say, effect) };
      } catch (error) {
        throw chatError(error, isReply);
      }
    },

    async update(id, message) {
      const conversation = await conversationOf(db, message);
      const where = addressOf(conversation, message.thread ?? id);
      try {
        await inTurn(message, conversation, (activity) => connector.update(where, id, activity));
      } catch (error) {
        throw chatError(error, true);
      }
    },

    async direct(workspace, member) {
      const known = await findTeamsChat(db, { workspace, member });
      if (known) return known.id;
      const [any] = await listTeamsConversations(db, { workspace, limit: 1 });
      if (!any) return undefined;
      const user = (await findTeamsPeople(db, workspace, [member])).get(member) ?? member;
      // Somebody of another platform, who was never met here.
      if (user === member && !isObjectId(member)) return undefined;
      try {
        const { serviceUrl, bot } = any;
        const id = await connector.open({ serviceUrl, bot, place: '', tenant: tenantIn(settings, workspace) }, user);
        const chat = { workspace, id, kind: 'personal', serviceUrl, bot, member } as const;
        await saveTeamsConversation(db, { ...chat, at: clock.now() });
        return id;
      } catch (error) {
        const failure = chatError(error);
        const isUnknown = error instanceof TeamsError && error.status === 400;
        // Whoever has not added the app, or is nobody any more, cannot be written to: they are called by name in the thread.
        if (failure.outcome === 'never' || isUnknown) return undefined;
        throw failure;
      }
    },

    async sees(workspace, member, place) {
      const conversation = await findTeamsConversation(db, { workspace, id: place });
      if (!conversation) return false;
      const teamsId = (await findTeamsPeople(db, workspace, [member])).get(member) ?? member;
      try {
        return await sight.sees(conversation, member, teamsId);
      } catch (error) {
        throw chatError(error);
      }
    },

    async find({ workspace, place, thread, effect }) {
      const known = await findTeamsConversation(db, { workspace, id: place });
      if (!known) return undefined;
      try {
        return await findSaid(graph, {
          conversation: await withGroup(speaking, known),
          tenant: tenantIn(settings, workspace),
          effect,
          ...optional('thread', thread),
        });
      } catch (error) {
        throw chatError(error);
      }
    },
  };
}

/** Throws `ChatError` if Sopwith is not in it. */
async function conversationOf(db: Database, { workspace, place }: Message): Promise<TeamsConversation> {
  const conversation = await findTeamsConversation(db, { workspace, id: place });
  if (conversation) return conversation;
  throw new ChatError('never', NOT_HERE, { isPlaceGone: true });
}

async function drawnFor(
  { db, settings, picture }: Speaking,
  { workspace, card, names, deciders, posted }: Message,
  conversation: TeamsConversation,
  effect: string | undefined,
): Promise<Outgoing> {
  const ids = await findTeamsPeople(db, workspace, [...new Set([...mentionsIn(card), ...(deciders ?? [])])]);
  const zone = (await findWorkspace(db, workspace))?.timeZone ?? 'UTC';
  return activityOf(card, {
    ...{ names, ids, zone, conversation, dialogs: !settings.isPlain },
    ...optional('deciders', deciders),
    ...optional('posted', posted),
    ...optional('picture', picture && ((file: string) => picture(workspace, file))),
    ...optional('effect', effect),
  });
}

function told({ fallback }: Card): Outgoing {
  const said = fallback.length > MOST_TOLD ? `${fallback.slice(0, MOST_TOLD)} …` : fallback;
  return {
    textFormat: 'xml',
    text: `${escaped(said)} (Teams could not show the card. Write “status” to me to see where the run stands.)`,
  };
}
