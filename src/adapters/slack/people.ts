/** Who the people of a Slack workspace are, as Slack says: asked once in a while, and told when something changes. */
import { optional } from '../../engine/optional.ts';
import { keepMember } from '../../runtime/keep-member.ts';
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import type { Database } from '../../store/database.ts';
import { findMember, type Member } from '../../store/members.ts';
import type { Team } from './teams.ts';

export interface People {
  /** The person as a member here; asks Slack about whoever is not known yet. Throws what the client throws. */
  known(team: Team, user: string): Promise<Member>;
  /** Slack tells that somebody changed: their name, their time zone, that they left. */
  changed(team: Team, user: SlackUser): Promise<void>;
}

/** What Slack tells of a person (`users.info`, `user_change`). */
export interface SlackUser {
  readonly id?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  /** The workspace that they belong to: another one, where a channel is shared with another company. */
  readonly team_id?: string;
  readonly enterprise_user?: { readonly teams?: readonly string[] };
  readonly real_name?: string;
  readonly name?: string;
  readonly tz?: string;
  /** `en-US`; told where it is asked for. */
  readonly locale?: string;
  /** `email`: where the scope for it was granted. */
  readonly profile?: { readonly display_name?: string; readonly real_name?: string; readonly email?: string };
}

/** For so long what Slack said is taken for true, in milliseconds. */
const FRESH = 60 * 60_000;
/** People whom it is remembered of; others are asked about sooner. */
const MOST = 10_000;
/** Slack's own helper is called like a person. */
const SLACKBOT = 'USLACKBOT';

export function createPeople({ db, clock }: { readonly db: Database; readonly clock: Clock }): People {
  const asked = new Map<string, { readonly at: number; readonly member: Promise<Member> }>();

  const ask = async (team: Team, user: string): Promise<Member> => {
    const before = await findMember(db, team.workspace, user);
    try {
      const said = await team.client.users.info({ user, include_locale: true });
      return await keep(team, { ...said.user, id: user });
    } catch (error) {
      // Slack may be slow or silent for a moment: whoever is known already is let in.
      if (before) return before;
      throw error;
    }
  };

  const keep = async (team: Team, user: SlackUser & { readonly id: string }): Promise<Member> => {
    const before = await findMember(db, team.workspace, user.id);
    // News of a change do not say it.
    const locale = user.locale ?? before?.locale;
    const member = memberOf(team, { ...user, ...optional('locale', locale) });
    return keepMember({ db, clock, service: 'slack' }, team.workspace, member);
  };

  return {
    known(team, user) {
      const name = `${team.id} ${user}`;
      const before = asked.get(name);
      if (before && clock.now() - before.at < FRESH) return before.member;
      const member = ask(team, user);
      remember(MOST, asked, [name, { at: clock.now(), member }]);
      member.catch(() => asked.delete(name));
      return member;
    },
    async changed(team, user) {
      const { id } = user;
      // Of whoever never came here nothing is kept.
      if (id === undefined || !(await findMember(db, team.workspace, id))) return;
      asked.delete(`${team.id} ${id}`);
      await keep(team, { ...user, id });
    },
  };
}

/**
 * Members of a Slack workspace are called by their Slack ids. Guests administer nothing, whatever else they are. People
 * of another company, met in a shared channel, are known by name, and hold and do nothing here.
 */
function memberOf(team: Team, user: SlackUser & { readonly id: string }): Member {
  const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
  const isBot = user.is_bot === true || user.id === SLACKBOT;
  // The whole name before the nickname: records are read by people who do not know the nicknames.
  const name = user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id;
  return {
    ...{ id: user.id, name: name.slice(0, 80), identity: `slack:${team.id}:${user.id}` },
    kind: isBot ? 'bot' : 'person',
    admin: !isGuest && !isBot && !isOutside(team, user) && (user.is_admin === true || user.is_owner === true),
    active: user.deleted !== true && !isOutside(team, user),
    ...(user.tz ? { timeZone: user.tz } : {}),
    ...(user.locale && TAG.test(user.locale) ? { locale: user.locale } : {}),
    // Another company's word is no proof that somebody is one of the people here.
    ...(user.profile?.email && !isOutside(team, user) ? { email: user.profile.email.toLowerCase().slice(0, 320) } : {}),
  };
}

/** Language, script, region: with anything else a date could not be formatted. */
const TAG = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

/** In an organisation of many workspaces somebody may belong to several. */
function isOutside(team: Team, { is_stranger, team_id, enterprise_user }: SlackUser): boolean {
  if (is_stranger === true) return true;
  return team_id !== undefined && team_id !== team.id && enterprise_user?.teams?.includes(team.id) !== true;
}
