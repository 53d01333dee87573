/** Channels by their names. */
import {
  listTeamsConversations,
  saveTeamsConversation,
  type TeamsConversation,
} from '../../store/teams-conversations.ts';
import type { Asker } from './asker.ts';
import { addressOf } from './conversations.ts';
import type { Parts } from './parts.ts';

/** Channels that are known of a workspace, and teams that are asked, at most. */
const MOST_CHANNELS = 500;
const MOST_TEAMS = 30;

/**
 * The channel that somebody names, of the team where they ask before all others. Undefined if there is none, or they are
 * not in it: nobody hears from outside that there is one. Throws `TeamsError`.
 */
export async function channelCalled(parts: Parts, asker: Asker, name: string): Promise<string | undefined> {
  const { workspace, conversation, member } = asker;
  const known = await listTeamsConversations(parts.db, { workspace, kind: 'channel', limit: MOST_CHANNELS });
  for (const any of teamsOf(conversation, known)) {
    const team = any.team ?? '';
    const listed = await parts.connector.channels({ ...addressOf(any), team });
    const found = listed.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
    if (!found) continue;
    const channel = { ...any, id: found.id };
    await saveTeamsConversation(parts.db, { ...channel, at: parts.clock.now() });
    if (await parts.chat.sees?.(workspace, member.id, found.id)) return found.id;
  }
  return undefined;
}

/** One channel of each team. */
function teamsOf(here: TeamsConversation, known: readonly TeamsConversation[]): readonly TeamsConversation[] {
  const first = here.kind === 'channel' ? [here] : [];
  const teams = new Map<string, TeamsConversation>();
  for (const one of [...first, ...known]) {
    if (one.team !== undefined && !teams.has(one.team)) teams.set(one.team, one);
  }
  return [...teams.values()].slice(0, MOST_TEAMS);
}
