/**
 * Which member somebody is whom a sign-in provider vouches for. Nobody becomes a member by it. What a provider says is
 * believed as far as it is its own to say: Slack and Microsoft speak of their own accounts, anybody else only of an e-mail
 * address, and only of one that they have verified.
 */
import { optional } from '../../engine/optional.ts';
import type { Db } from '../../store/database.ts';
import { findMember, findMemberByIdentity, findMembersByEmail, type Member } from '../../store/members.ts';
import { listWorkspaces } from '../../store/workspaces.ts';

/** How people are matched: by their Slack or Microsoft account, or by e-mail. */
export type People = 'slack' | 'entra' | 'email';

export interface Believing {
  readonly people: People;
  /** The only workspace that is signed in to; absent: whichever the account belongs to. */
  readonly workspace?: string | undefined;
  /** The Slack workspace that a tenant's people work in too. */
  readonly joined?: { readonly tenant: string; readonly workspace: string } | undefined;
  /** The local workspace: an address is looked for there only if there is no other. */
  readonly local: string;
}

export type Claims = Readonly<Record<string, unknown>>;

export interface Meant {
  readonly workspace: string;
  readonly member: Member;
}

/** `several`: more than one person, or more than one workspace, could be meant. `unverified`: nobody vouches for the address. */
export type Unmatched = 'nobody' | 'several' | 'unverified';

export async function memberMeant(db: Db, believing: Believing, claims: Claims): Promise<Meant | Unmatched> {
  for (const place of accountsIn(believing, claims)) {
    const { workspace } = place;
    if (believing.workspace !== undefined && believing.workspace !== workspace) continue;
    const member = await ('id' in place
      ? findMember(db, workspace, place.id)
      : findMemberByIdentity(db, workspace, place.identity));
    if (member?.active && member.kind === 'person') return { workspace, member };
  }
  const { people, joined } = believing;
  // Anybody can make a Slack workspace or a tenant of their own, and fill in whatever addresses they like there.
  if (people === 'slack') return 'nobody';
  if (people === 'email') return byAddress(db, believing, claims);
  const isOfTenant = joined !== undefined && textOf(claims.tid)?.toLowerCase() === joined.tenant;
  return isOfTenant ? byAddress(db, { workspace: joined.workspace, ...believing }, claims) : 'nobody';
}

/**
 * Where an account may be a member. People of Slack go by their id there: their identity is another where they were met in
 * Teams first.
 */
function accountsIn({ people, joined }: Believing, claims: Claims): readonly Place[] {
  if (people === 'slack') {
    const user = textOf(claims['https://slack.com/user_id']);
    const teams = [textOf(claims['https://slack.com/team_id']), textOf(claims['https://slack.com/enterprise_id'])];
    if (user === undefined) return [];
    return teams.flatMap((team) => (team === undefined ? [] : [{ workspace: `slack-${team}`, id: user }]));
  }
  const [tenant, object] = [textOf(claims.tid)?.toLowerCase(), textOf(claims.oid)?.toLowerCase()];
  if (people !== 'entra' || tenant === undefined || object === undefined) return [];
  const identity = `teams:${tenant}:${object}`;
  const workspaces = [...(joined?.tenant === tenant ? [joined.workspace] : []), `teams-${tenant}`];
  return workspaces.map((workspace) => ({ workspace, identity }));
}

type Place = { readonly workspace: string } & ({ readonly id: string } | { readonly identity: string });

async function byAddress(db: Db, believing: Believing, claims: Claims): Promise<Meant | Unmatched> {
  const email = textOf(claims.email)?.trim().toLowerCase();
  if (email === undefined || email === '') return 'nobody';
  if (!isVerified(believing.people, claims)) return 'unverified';
  const workspace = believing.workspace ?? (await onlyWorkspace(db, believing.local));
  if (workspace === undefined) return 'several';
  const found = await findMembersByEmail(db, workspace, email);
  const people = found.filter((one) => one.active && one.kind === 'person');
  const [member, other] = people;
  if (other) return 'several';
  return member ? { workspace, member } : 'nobody';
}

/** Microsoft says of an address only whether its domain belongs to the tenant, and only where it was told to. */
function isVerified(people: People, claims: Claims): boolean {
  const said = people === 'entra' ? claims.xms_edov : claims.email_verified;
  return said === true || (people === 'entra' && (said === 1 || said === '1' || said === 'true'));
}

async function onlyWorkspace(db: Db, local: string): Promise<string | undefined> {
  const [workspace, other] = (await listWorkspaces(db)).filter((one) => one.id !== local);
  return other ? undefined : (workspace?.id ?? local);
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.length > 0 && claim.length <= 320 ? claim : undefined;
}

/** What is told of an account to whoever could not be matched, so that they see which one it was. */
export function accountOf(claims: Claims): { readonly name?: string; readonly email?: string } {
  return { ...optional('name', textOf(claims.name)), ...optional('email', textOf(claims.email)) };
}
