/** Who looks: by the session of their browser, or, on this machine, as whom it acts in the local workspace. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Caller } from '../../runtime/library/caller.ts';
import type { Session } from '../../runtime/library/sessions.ts';
import { endSession, sessionBy } from '../../runtime/library/sessions.ts';
import { presentPosition } from '../../store/changes.ts';
import type { Member } from '../../store/members.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { csrfOf } from './guard.ts';
import { safeNext } from './next.ts';
import { isHere } from './origin.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';

const COOKIE = 'sopwith_session';

export interface Visitor {
  readonly workspace: string;
  readonly workspaceName: string;
  /** IANA name. */
  readonly workspaceZone: string;
  readonly member: Member;
  /** What every form of theirs carries. */
  readonly csrf: string;
  /** Absent: nobody signed in, the browser acts as them on this machine. */
  readonly session?: Session;
}

/** They read and act as in chat. */
export function callerOf({ workspace, member }: Visitor): Caller {
  return { workspace, actor: { type: 'member', id: member.id, identity: member.identity } };
}

/** Undefined: nobody is signed in, or not any more. */
export async function visitorOf(c: Context, parts: LibraryParts): Promise<Visitor | undefined> {
  const token = readCookie(c, parts, COOKIE);
  const asked = { now: parts.now(), isUse: isUse(c) };
  const session = token === undefined ? undefined : await sessionBy(parts.db, token, asked);
  if (session) {
    const { workspace, member, id } = session;
    return { ...(await named(parts, workspace)), member, session, csrf: csrfOf(parts.secret, `session ${id}`) };
  }
  if (!isHere(c)) return undefined;
  const member = await parts.local.actsAs(c);
  const csrf = csrfOf(parts.secret, `acting ${member.id}`);
  return { ...(await named(parts, parts.local.workspace)), member, csrf };
}

/** What a page's script reads again by itself, or listens to, keeps nobody signed in; not every browser says what it reads for. */
function isUse(c: Context): boolean {
  if (c.req.header('accept')?.includes('text/event-stream')) return false;
  return c.req.method !== 'GET' || (c.req.header('sec-fetch-dest') ?? 'document') === 'document';
}

/** Whether a request that is still answered is one of the same visitor's: they may have signed out, or left, meanwhile. */
export async function isStillVisiting(c: Context<LibraryEnv>, parts: LibraryParts): Promise<boolean> {
  const [before, now] = [c.get('visitor'), await visitorOf(c, parts)];
  return now?.workspace === before.workspace && now.member.id === before.member.id;
}

async function named({ db }: LibraryParts, workspace: string) {
  const known = await findWorkspace(db, workspace);
  return { workspace, workspaceName: known?.name ?? workspace, workspaceZone: known?.timeZone ?? 'UTC' };
}

/** Whoever is not signed in is led to where they can; a script is told that they are not. */
export function onlySignedIn(parts: LibraryParts): MiddlewareHandler<LibraryEnv> {
  return async (c, next) => {
    const visitor = await visitorOf(c, parts);
    if (visitor) {
      c.set('visitor', visitor);
      // Before anything of the page is read.
      c.set('since', await presentPosition(parts.db));
      return next();
    }
    const isPage = c.req.method === 'GET' && c.req.header('accept')?.includes('text/html') !== false;
    if (!isPage || (c.req.header('sec-fetch-dest') ?? 'document') !== 'document') {
      throw new PageError(
        401,
        'Signed out',
        'You are not signed in any more. Nothing was changed. Sign in, then try again.',
      );
    }
    const { pathname, search } = new URL(c.req.url);
    const wanted = safeNext(`${pathname}${search}`);
    return c.redirect(`/library/signin${wanted === '/library' ? '' : `?next=${encodeURIComponent(wanted)}`}`);
  };
}

/**
 * The browser has this session from now on. Whatever it had before ends: nobody goes on under a token that somebody else
 * may have put there.
 */
export async function beginSession(
  c: Context,
  parts: LibraryParts,
  { token, endsAt }: { readonly token: string; readonly endsAt: number },
): Promise<void> {
  await forgetSession(c, parts);
  writeCookie(c, parts, { name: COOKIE, value: token, seconds: (endsAt - parts.now()) / 1_000 });
}

/** Ends the session of this browser. */
export async function forgetSession(c: Context, parts: LibraryParts): Promise<void> {
  const before = readCookie(c, parts, COOKIE);
  if (before === undefined) return;
  await endSession(parts.db, before);
  dropCookie(c, parts, COOKIE);
}
