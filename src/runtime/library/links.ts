/**
 * The links of `/sop library`: five minutes, once, for one member of one workspace. Looking at one changes nothing, because
 * chat clients open links for their previews; only the button of its page uses it up.
 */
import type { Database, Db } from '../../store/database.ts';
import { findLibraryLink, saveLibraryLink, takeLibraryLink } from '../../store/library-links.ts';
import type { Member } from '../../store/members.ts';
import { hashOf, isToken, newToken, openSession, personOf } from './sessions.ts';

/** How long a link is good, in milliseconds. */
export const LINK_LASTS = 5 * 60_000;

export type Closed = 'unknown' | 'used' | 'expired' | 'left';

export interface Found {
  readonly workspace: string;
  readonly member: Member;
  readonly expiresAt: number;
}

/** Makes a link for a member, and gives its token. Whatever link they had before is void from then on. */
export async function makeLink(
  db: Db,
  { workspace, member, now }: { readonly workspace: string; readonly member: string; readonly now: number },
): Promise<string> {
  const token = newToken();
  await saveLibraryLink(db, { workspace, member, hash: hashOf(token), expiresAt: now + LINK_LASTS });
  return token;
}

/** Whom a link would sign in, or why nobody. Changes nothing. */
export async function lookAtLink(db: Db, token: string, now: number): Promise<Found | Closed> {
  const link = isToken(token) ? await findLibraryLink(db, hashOf(token)) : undefined;
  if (!link) return 'unknown';
  if (link.isUsed) return 'used';
  if (link.expiresAt <= now) return 'expired';
  const member = await personOf(db, link.workspace, link.member);
  return member ? { workspace: link.workspace, member, expiresAt: link.expiresAt } : 'left';
}

/** Uses a link up and signs its member in, both or neither. Of two who do so at once one is told that it was used. */
export async function enterBy(
  db: Database,
  token: string,
  now: number,
): Promise<Awaited<ReturnType<typeof openSession>> | Closed> {
  return db.transaction(async (tx) => {
    const found = await lookAtLink(tx, token, now);
    if (typeof found === 'string') return found;
    const { workspace, member } = found;
    if (!(await takeLibraryLink(tx, { workspace, hash: hashOf(token), at: now }))) return 'used';
    return openSession(tx, { workspace, member: member.id, now });
  });
}
