/** Sopwith speaking in Slack: the `Chat` port. */
import { toBlocks } from '../../cards/block-kit.ts';
import { type Chat, ChatError, type Outgoing } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import { chatError, codeOf, isUndrawable, NOT_HERE, waitOf } from './chat-errors.ts';
import { formatOf, newName } from './format.ts';
import type { Pace } from './pace.ts';
import type { Pictured } from './pictures.ts';
import type { Sight } from './sight.ts';
import type { Team, Teams } from './teams.ts';

/** Marks our messages: the effect that posted one is found by it. */
const EVENT_TYPE = 'sopwith_effect';
const PAGE = 200;
/** Pages looked through for a message that may have been said. */
const MOST_PAGES = 10;
/** How long until Slack may have answered after a start, in milliseconds. */
const OPENING = 2_000;
/** Conversations with one person that are remembered. */
const MOST_DIRECTS = 10_000;
/** Characters of a card that is told in words. */
const MOST_TOLD = 500;

export interface Speaking {
  readonly teams: Teams;
  readonly pace: Pace;
  readonly sight: Pick<Sight, 'sees'>;
  /** It could not be found out who may read a conversation. */
  readonly unsure: (error: unknown, about: object) => void;
  /** Slack's ids of the pictures of a message, by ours. What was drawn for it is brought to Slack first. */
  readonly pictures: (team: Team, message: Pictured) => Promise<ReadonlyMap<string, string>>;
  /** A card was not accepted with its pictures, which somebody deleted, for example: it names them instead. */
  readonly unpictured: (error: unknown, about: object) => void;
  /** A card was not accepted as it is drawn: a fault of ours. */
  readonly undrawable: (error: unknown, about: object) => void;
  /** Something in a workspace has changed that people may be looking at. */
  readonly changed: (workspace: string) => void;
}

export function createSlackChat(speaking: Speaking): Chat {
  const { teams, pace, sight, unsure, changed } = speaking;

  const said = async <Value>(method: string, team: Team, place: string, call: () => Promise<Value>): Promise<Value> => {
    const channel = `${team.id} ${place}`;
    const pause = pace.pause(method, channel);
    if (pause > 0) throw new ChatError('wait', 'Slack asks to wait.', { after: pause });
    try {
      return await call();
    } catch (error) {
      const wait = waitOf(error);
      if (wait !== undefined) pace.hold(method, channel, wait);
      throw error;
    }
  };

  /** Channels of direct messages, by team and member: they never change. */
  const directs = new Map<string, string>();

  return {
    platform: 'slack',

    async post(message) {
      const { workspace, place, thread, effect } = message;
      const team = await teamOf(teams, workspace);
      const channel = `${team.id} ${place}`;
      const after = pace.pause('chat.postMessage', channel) || pace.turn(channel, effect);
      if (after > 0) throw new ChatError('wait', 'It is not its turn in the channel.', { after });
      const metadata = { event_type: EVENT_TYPE, event_payload: { effect } };
      const where = { channel: place, ...(thread === undefined ? {} : { thread_ts: thread }) };
      const post = (drawn: Drawn) =>
        said('chat.postMessage', team, place, () =>
          team.client.chat.postMessage({
            ...where,
            ...drawn,
            metadata,
            mrkdwn: false,
            unfurl_links: false,
            unfurl_media: false,
          }),
        );
      try {
        const { ts = '' } = await drawnOrTold(team, message, speaking, post);
        changed(workspace);
        return { id: ts };
      } catch (error) {
        throw chatError(error);
      }
    },

    async update(id, message) {
      const { workspace, place } = message;
      const team = await teamOf(teams, workspace);
      const update = (drawn: Drawn) =>
        said('chat.update', team, place, () => team.client.chat.update({ channel: place, ts: id, ...drawn }));
      try {
        await drawnOrTold(team, message, speaking, update);
        changed(workspace);
      } catch (error) {
        throw chatError(error);
      }
    },

    async direct(workspace, member) {
      if (!isOfSlack(workspace, member)) return undefined;
      const team = await teamOf(teams, workspace);
      const known = directs.get(`${team.id} ${member}`);
      if (known !== undefined) return known;
      try {
        const opened = await said('conversations.open', team, member, () =>
          team.client.conversations.open({ users: member }),
        );
        const place = opened.channel?.id;
        if (place !== undefined) remember(MOST_DIRECTS, directs, [`${team.id} ${member}`, place]);
        return place;
      } catch (error) {
        const failure = chatError(error);
        // Whoever cannot be written to is called by name in the thread all the same.
        if (failure.outcome === 'never' || codeOf(error) === 'user_disabled') return undefined;
        throw failure;
      }
    },

    async sees(workspace, member, place) {
      const team = await teamOf(teams, workspace);
      try {
        return await sight.sees(team, member, place);
      } catch (error) {
        unsure(error, { workspace, channel: place });
        throw chatError(error);
      }
    },

    async find({ workspace, place, thread, effect }) {
      const team = await teamOf(teams, workspace);
      try {
        let cursor: string | undefined;
        for (let page = 0; page < MOST_PAGES; page += 1) {
          const where = { channel: place, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
          const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
          const found = await said(method, team, place, () =>
            thread === undefined
              ? team.client.conversations.history(where)
              : team.client.conversations.replies({ ...where, ts: thread }),
          );
          const ours = found.messages?.find((one) => one.bot_id === team.botId && effectOf(one) === effect);
          if (ours?.ts !== undefined) return ours.ts;
          cursor = found.response_metadata?.next_cursor;
          if (!cursor) return undefined;
        }
        return undefined;
      } catch (error) {
        const failure = chatError(error);
        // In a thread that is no more nothing was said.
        if (failure.outcome === 'gone') return undefined;
        throw failure;
      }
    },
  };
}

/** Whoever came from another platform cannot be written to here. */
function isOfSlack(workspace: string, member: string): boolean {
  return workspace.startsWith('slack-') && /^[UW][A-Z0-9]+$/.test(member);
}

interface Drawn {
  readonly text: string;
  readonly blocks: readonly object[];
}

async function teamOf(teams: Teams, workspace: string): Promise<Team> {
  const team = await teams.ofWorkspace(workspace);
  if (team) return team;
  if (teams.isOpening()) throw new ChatError('wait', 'Slack has not answered yet.', { after: OPENING });
  throw new ChatError('never', NOT_HERE);
}

/** With its blocks; if Slack does not take those, in plain words: people must not miss that it is their turn. */
async function drawnOrTold<Value>(
  team: Team,
  message: Outgoing,
  { pictures, undrawable, unpictured }: Pick<Speaking, 'pictures' | 'undrawable' | 'unpictured'>,
  send: (drawn: Drawn) => Promise<Value>,
): Promise<Value> {
  const { card, names, place, posted, effect, workspace } = message;
  const known = await pictures(team, message);
  const draw = (shown: ReadonlyMap<string, string>) =>
    toBlocks(card, formatOf(team, names, { place, pictures: shown, ...(posted && { posted }), afresh: newName() }));
  if (known.size > 0) {
    try {
      return await send(draw(known));
    } catch (error) {
      if (!isUndrawable(error)) throw error;
      unpictured(error, { workspace, effect });
    }
  }
  const drawn = draw(new Map());
  try {
    return await send(drawn);
  } catch (error) {
    if (!isUndrawable(error)) throw error;
    undrawable(error, { workspace, effect });
    return send({
      text: `${shortened(drawn.text)}\n(Slack could not show the card. /sop status shows where the run stands.)`,
      blocks: [],
    });
  }
}

/** Far below every limit, for when what is within the limits was too long all the same. */
function shortened(text: string): string {
  return text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)} …` : text;
}

/** The effect whose message this is. */
function effectOf(message: object): unknown {
  const metadata = 'metadata' in message ? message.metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('event_type' in metadata)) return undefined;
  if (metadata.event_type !== EVENT_TYPE || !('event_payload' in metadata)) return undefined;
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'effect' in payload ? payload.effect : undefined;
}
