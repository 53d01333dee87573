/** Who asks for something in Slack, and where what they alone see may be shown. */
import type { Member } from '../../store/members.ts';
import type { Parts } from './parts.ts';
import type { Team } from './teams.ts';

export interface Asker {
  readonly team: Team;
  readonly member: Member;
  /** The channel or direct message it was asked in; absent in App Home and from global shortcuts. */
  readonly channel?: string;
  /** The first message of the thread it was asked in. */
  readonly thread?: string;
  /** Lets a modal be opened, for three seconds. */
  readonly trigger?: string;
  /** Answers where it was asked, also where the bot is not: for half an hour, five times. */
  readonly respond?: (message: object) => Promise<unknown>;
  /** The modal that a button was pressed in. */
  readonly view?: string;
  /** The channel was named by hand: whoever asks may be somewhere else. */
  readonly isNamed?: boolean;
  /** Another channel that was named by hand: what is asked for is done there, and answered where it was asked. */
  readonly elsewhere?: string;
  /** It was written to the bot alone: what it answers there may stay. */
  readonly isDirect?: boolean;
}

/** Everything of an asker but who it is. */
export type Where = Omit<Asker, 'team' | 'member'>;

/** Slack's ids of a workspace and a person. */
export interface Who {
  readonly team: string;
  readonly user: string;
  /** The workspace that they belong to, where Slack tells it: another one, if a channel is shared. */
  readonly home?: string | undefined;
}

/** Throws what the client throws, if Slack does not say who they are. */
export async function askerOf(parts: Parts, who: Who, where: Where): Promise<Asker> {
  const team = await parts.teams.find(who.team);
  if (!team) throw new Error(`the app is not installed in ${who.team}`);
  if (who.home !== undefined && who.home !== team.id) await sameHere(team, who.user, who.home);
  // A modal only remembers where it was opened: they may have left since.
  if (where.channel !== undefined && where.view === undefined) parts.sight.isThere(team.id, who.user, where.channel);
  return { ...where, team, member: await parts.people.known(team, who.user) };
}

/** Ids of people are promised to be unique in one workspace only. Throws if the id means another person in this one. */
async function sameHere(team: Team, id: string, home: string): Promise<void> {
  const { user } = await team.client.users.info({ user: id });
  const isSame = user?.team_id === home || user?.enterprise_user?.teams?.includes(home) === true;
  if (!isSame) throw new Error(`${id} of ${home} is somebody else in ${team.id}`);
}

/** Whoever asks, where it is to be done. */
export function thereOf(asker: Asker): Asker {
  return asker.elsewhere === undefined ? asker : { ...asker, channel: asker.elsewhere, isNamed: true };
}

/** The adapter's address of where it was asked; from App Home it is the person's direct message. */
export function placeOf({ channel, member }: Asker): string {
  return `slack:${channel ?? member.id}`;
}
