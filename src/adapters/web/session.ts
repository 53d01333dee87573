/** Which demo member this browser acts as: a signed cookie that scripts cannot read. Without one it is the first member. */
import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import { listMembers, type Member } from '../../store/members.ts';
import { Failure } from '../http/failure.ts';
import { MEMBER_HEADER } from './guard.ts';
import type { Parts } from './parts.ts';

const COOKIE = 'sopwith_member';
const YEAR = 365 * 24 * 60 * 60;

export interface Session {
  readonly member: Member;
  /** Active people, by name. */
  readonly members: readonly Member[];
}

/** Who this browser acts as. Throws `Failure` if the workspace has nobody. */
export async function sessionOf(
  c: Context,
  { db, workspace, secret }: Pick<Parts, 'db' | 'workspace' | 'secret'>,
): Promise<Session> {
  const everybody = await listMembers(db, workspace);
  const members = everybody.filter((each) => each.active && each.kind === 'person');
  const chosen = await getSignedCookie(c, secret, COOKIE);
  const member = members.find((each) => each.id === chosen) ?? members[0];
  if (!member) throw new Failure(503, 'This workspace has no members yet. Restart Sopwith to set it up.');
  return { member, members };
}

/**
 * As `sessionOf`, but refuses a request whose page believes to be somebody else: the person was switched in another
 * tab, and what is pressed here would be done in the wrong name.
 */
export async function actingSession(c: Context, parts: Parts): Promise<Session> {
  const session = await sessionOf(c, parts);
  const believed = c.req.header(MEMBER_HEADER) ?? c.req.query('as');
  if (believed === undefined || believed === session.member.id) return session;
  throw new Failure(409, `You act as ${session.member.name} now. The page will load again.`, 'other_member');
}

export async function actingMember(c: Context, parts: Parts): Promise<Member> {
  return (await actingSession(c, parts)).member;
}

export async function becomeMember(c: Context, { secret }: Parts, member: string): Promise<void> {
  await setSignedCookie(c, COOKIE, member, secret, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: YEAR });
}
