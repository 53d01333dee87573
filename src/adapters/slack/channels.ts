/** Whether the bot can speak where it is asked to. */
import type { ActionValue } from '../../cards/action.ts';
import type { Asker } from './asker.ts';
import { codeOf } from './chat-errors.ts';
import type { Sight } from './sight.ts';

/** After these something is posted where they were pressed. */
export const POSTING: readonly ActionValue['verb'][] = [
  'start',
  'revise',
  'interview',
  'routine',
  'run_routine',
  'template',
];

export interface Channels {
  /**
   * Joins the public channel that somebody asks in. Gives why it cannot speak there, in a sentence for them; undefined if
   * it can. In a modal a channel is chosen or remembered, not where they are: there they must be in it, unless it is public.
   * Throws what the client throws.
   */
  enter(asker: Asker): Promise<string | undefined>;
  /** The bot is not in it any more. */
  left(team: string, channel: string): void;
  /** The app is not in the workspace any more. */
  forget(team: string): void;
}

/** Slack is asked once about each channel, until the bot leaves it. */
export function createChannels(sight: Pick<Sight, 'sees'>): Channels {
  /** Those that it is in for sure, by team. */
  const joined = new Map<string, Set<string>>();
  return {
    async enter(asker) {
      const { team, channel, view, isNamed = view !== undefined } = asker;
      // Whoever is nobody here is refused whatever they ask: nothing is joined for them.
      if (channel === undefined || !asker.member.active) return undefined;
      // Whoever names one by hand says nothing into it from outside, and does not even hear that there is one.
      if (isNamed && !(await sight.sees(team, asker.member.id, channel))) return NAMED;
      if (joined.get(team.id)?.has(channel)) return undefined;
      const closed = await entering(asker, channel);
      if (closed === undefined) joined.set(team.id, (joined.get(team.id) ?? new Set()).add(channel));
      return closed;
    },
    left: (team, channel) => void joined.get(team)?.delete(channel),
    forget: (team) => void joined.delete(team),
  };
}

async function entering({ team, member }: Asker, channel: string): Promise<string | undefined> {
  try {
    // Slack tells the bot nothing of direct messages without a further scope: its own are told by their address.
    if (channel.startsWith('D')) {
      const own = await team.client.conversations.open({ users: member.id });
      return own.channel?.id === channel ? undefined : BETWEEN;
    }
    const { channel: about } = await team.client.conversations.info({ channel });
    if (about?.is_archived) return 'This channel is archived, so nothing can be posted here. Run it in another one.';
    if (about?.is_channel && !about.is_private && !about.is_member) await team.client.conversations.join({ channel });
    else if (about?.is_member === false) return INVITE;
    return undefined;
  } catch (error) {
    if (CLOSED.includes(codeOf(error))) return INVITE;
    throw error;
  }
}

const CLOSED = ['channel_not_found', 'not_in_channel', 'method_not_supported_for_channel_type', 'missing_scope'];

const INVITE =
  'I am not in this conversation, so I cannot post here. In a channel, type /invite and choose me, then ask again. In a group message I cannot be: ask me in a channel.';
const NAMED =
  'I cannot post into that channel for you. You must be in it, unless it is public, and so must I: type /invite there and choose me. Was it typed by hand? Choose it from the list that Slack offers after #.';
const BETWEEN =
  'I cannot post into a conversation between other people. Ask me in a channel, or in a direct message to me.';
