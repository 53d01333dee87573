/** Who the people of a tenant are, as Teams says: asked once in a while, where they speak. */
import { optional } from '../../engine/optional.ts';
import { inTime } from '../../runtime/in-time.ts';
import { becameOne, keepMember } from '../../runtime/keep-member.ts';
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import type { Database } from '../../store/database.ts';
import { findMember, findMembersByEmail, type Member } from '../../store/members.ts';
import { findTeamsMember, saveTeamsPerson } from '../../store/teams-people.ts';
import { type Account, idOf, isObjectId, isOfTeams } from './activity.ts';
import type { Address, Connector, TeamsPerson } from './connector.ts';
import type { TeamsSettings } from './settings.ts';
import { tenantIn } from './tenants.ts';

export interface Met {
  readonly workspace: string;
  readonly account: Account;
  /** A conversation that they are in. */
  readonly where: Address;
  /** What their client says; absent: it does not. */
  readonly zone?: string | undefined;
  readonly locale?: string | undefined;
}

export interface People {
  /** The person as a member here; asks Teams about whoever is not known yet. Throws `TeamsError`. */
  known(met: Met): Promise<Member>;
}

interface Asking {
  readonly db: Database;
  readonly clock: Clock;
  readonly connector: Pick<Connector, 'person'>;
  readonly settings: Pick<TeamsSettings, 'admins' | 'joins' | 'tenant'>;
}

/** For so long what Teams said is taken for true, in milliseconds. */
const FRESH = 60 * 60_000;
const MOST = 10_000;
/** How long Teams may take to say it of somebody who is known, in milliseconds. */
const SOON = 1_500;

export function createPeople({ db, clock, connector, settings }: Asking): People {
  const asked = new Map<string, { readonly at: number; readonly member: Promise<Member> }>();
  const keeping = { db, clock, service: 'teams' };

  const ask = async (met: Met): Promise<Member> => {
    const { workspace, account, where } = met;
    const before = await findMember(db, workspace, await memberIdOf(db, workspace, account));
    // Bots do nothing here, and nothing of them is kept: whoever writes may name any.
    if (isBot(account)) return memberOf(account, met, settings, undefined);
    const said = await answered(connector, where, account, before !== undefined);
    // Teams may be slow or silent for a moment, and somebody named may not be there: what is known stands.
    if (!said && before) return before;
    const teamsId = said?.id ?? account.id;
    const member = memberOf({ ...account, ...said, id: teamsId }, met, settings, before);
    if (!said) {
      // Whom Teams does not find there may be of another tenant, or no more than a name in a text: nothing of them is kept.
      asked.delete(nameOf(met));
      return { ...member, admin: false, active: false };
    }
    const same = settings.joins === undefined ? undefined : await sameElsewhere(db, workspace, member);
    if (same) {
      // One person is one member, whichever way they come: what they did there they do not approve here.
      if (before && before.id !== same.id) await becameOne(keeping, workspace, { from: before, to: same });
      await saveTeamsPerson(db, { workspace, member: same.id, teamsId });
      return same;
    }
    await saveTeamsPerson(db, { workspace, member: member.id, teamsId });
    return keepMember(keeping, workspace, member);
  };

  return {
    known(met) {
      const name = nameOf(met);
      const before = asked.get(name);
      if (before && clock.now() - before.at < FRESH) return before.member;
      const member = ask(met);
      remember(MOST, asked, [name, { at: clock.now(), member }]);
      member.catch(() => asked.delete(name));
      return member;
    },
  };
}

/** As which member somebody is known; whoever was never met will be called so. */
export async function memberIdOf(db: Database, workspace: string, account: Account): Promise<string> {
  return (await findTeamsMember(db, workspace, account.id)) ?? idOf(account);
}

function nameOf({ workspace, account, zone = '', locale = '' }: Met): string {
  return `${workspace} ${account.id} ${zone} ${locale}`;
}

/** Who has the same address on the platform that the workspace began with; that platform says what becomes of them. */
async function sameElsewhere(
  db: Database,
  workspace: string,
  { email, active, kind }: Member,
): Promise<Member | undefined> {
  if (email === undefined || !active || kind === 'bot') return undefined;
  const found = await findMembersByEmail(db, workspace, email);
  const others = found.filter((one) => !isOfTeams(one.id) && one.kind === 'person');
  return others.find((one) => one.active) ?? others[0];
}

async function answered(
  connector: Asking['connector'],
  where: Address,
  account: Account,
  isKnown: boolean,
): Promise<TeamsPerson | undefined> {
  const asked = connector.person(where, account.id);
  if (!isKnown) return asked;
  // Whoever is known already is not kept waiting.
  return inTime(asked, SOON).catch(() => undefined);
}

function isBot({ id, role }: Account): boolean {
  return role === 'bot' || role === 'skill' || id.startsWith('28:');
}

type Said = Account & TeamsPerson;

/**
 * Guests administer nothing, whatever the settings say. People of another tenant, met in a shared channel or a federated
 * chat, and whoever is anonymous are known by name, and hold and do nothing here.
 */
function memberOf(said: Said, met: Met, settings: Asking['settings'], before: Member | undefined): Member {
  const tenant = tenantIn(settings, met.workspace);
  const isOutside = said.tenantId !== undefined && said.tenantId.toLowerCase() !== tenant;
  const id = idOf(said);
  const isAnonymous = !isObjectId(id) || said.userRole === 'anonymous';
  const isGuest = said.userRole === 'guest' || /#ext#/i.test(said.userPrincipalName ?? '');
  const kind = isBot(said) ? 'bot' : 'person';
  // Two people may have the same address: nobody signs in with it, where Teams says with what they do.
  const names = [said.aadObjectId, said.userPrincipalName || said.email].map((one) => one?.toLowerCase());
  const isAdmin = names.some((one) => one !== undefined && settings.admins.includes(one));
  return {
    ...{ id, kind, identity: `teams:${tenant}:${id}`, name: (said.name || before?.name || 'Somebody').slice(0, 80) },
    admin: isAdmin && kind === 'person' && !isGuest && !isOutside && !isAnonymous,
    active: !isOutside && !isAnonymous,
    ...optional('timeZone', zoneIn(met.zone) ?? before?.timeZone),
    ...optional('locale', localeIn(met.locale) ?? before?.locale),
    // A guest's address is the word of another directory.
    ...optional('email', isGuest ? undefined : emailOf(said)),
  };
}

function emailOf({ email, userPrincipalName }: Said): string | undefined {
  return (email || userPrincipalName)?.toLowerCase().slice(0, 320);
}

/** An IANA name that this machine knows. */
function zoneIn(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === '') return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** With anything else than a tag a date could not be formatted. */
function localeIn(locale: string | undefined): string | undefined {
  try {
    return locale === undefined || locale === '' ? undefined : Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
