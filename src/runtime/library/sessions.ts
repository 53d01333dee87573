/**
 * Who is signed in to the library: what a session is made of, how long it lasts, and whose it is. It lasts no longer than
 * its member belongs to the workspace: that is asked whenever it is used.
 */
import { hash, randomBytes } from 'node:crypto';
import type { Db } from '../../store/database.ts';
import { forgetLibraryLink } from '../../store/library-links.ts';
import {
  addLibrarySession,
  endLibrarySession,
  endLibrarySessionsOf,
  findLibrarySession,
  seenLibrarySession,
} from '../../store/library-sessions.ts';
import { findMember, type Member } from '../../store/members.ts';

/** How long a session lasts at most, and how long while nobody uses it, in milliseconds. */
const LONGEST = 7 * 24 * 3_600_000;
const IDLE = 12 * 3_600_000;
/** That it is used is written down this often, in milliseconds: not with every page. */
const NOTED = 5 * 60_000;

/** What a token of 32 random bytes looks like; nothing else is looked for. */
const TOKEN = /^[\w-]{43}$/;

export interface Session {
  readonly workspace: string;
  /** SHA-256 of its token. */
  readonly id: string;
  readonly member: Member;
  readonly endsAt: number;
}

interface Opening {
  readonly workspace: string;
  readonly member: string;
  readonly now: number;
}

/** Signs a member in. Gives the token for the cookie, which is new each time and kept nowhere. */
export async function openSession(
  db: Db,
  { workspace, member, now }: Opening,
): Promise<{ readonly token: string; readonly endsAt: number }> {
  const token = newToken();
  const endsAt = now + LONGEST;
  const session = { workspace, id: hashOf(token), member, createdAt: now, seenAt: now, endsAt };
  await addLibrarySession(db, session);
  return { token, endsAt };
}

/**
 * Whose session it is; undefined if it lets nobody in: unknown, over, unused for too long, or its member has left.
 * `isUse`: a person asks for something, and not a page that was left open.
 */
export async function sessionBy(
  db: Db,
  token: string,
  { now, isUse }: { readonly now: number; readonly isUse: boolean },
): Promise<Session | undefined> {
  if (!isToken(token)) return undefined;
  const found = await findLibrarySession(db, hashOf(token));
  if (!found) return undefined;
  const { workspace, id, endsAt, seenAt } = found;
  const member = await personOf(db, workspace, found.member);
  if (!member || endsAt <= now || seenAt + IDLE <= now) {
    await endLibrarySession(db, workspace, id);
    return undefined;
  }
  if (isUse && now - seenAt >= NOTED) await seenLibrarySession(db, { workspace, id, at: now });
  return { workspace, id, member, endsAt };
}

/** Ends the session of a token, if there is one. */
export async function endSession(db: Db, token: string): Promise<void> {
  const found = isToken(token) ? await findLibrarySession(db, hashOf(token)) : undefined;
  if (found) await endLibrarySession(db, found.workspace, found.id);
}

/** Signs a member out wherever they are signed in. A link that they have not used yet opens nothing either. */
export async function endEverySession(db: Db, workspace: string, member: string): Promise<void> {
  await forgetLibraryLink(db, workspace, member);
  await endLibrarySessionsOf(db, workspace, member);
}

/** Whoever may be signed in: an active person of the workspace. */
export async function personOf(db: Db, workspace: string, member: string): Promise<Member | undefined> {
  const found = await findMember(db, workspace, member);
  return found?.active && found.kind === 'person' ? found : undefined;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export const isToken = (text: string): boolean => TOKEN.test(text);

export const hashOf = (token: string): string => hash('sha256', token);
