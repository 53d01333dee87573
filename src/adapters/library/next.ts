/** Where somebody wanted to go who had to sign in first. It only ever leads to a page of the library. */
import type { Context } from 'hono';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { LibraryParts } from './parts.ts';

export const HOME = '/library';
const COOKIE = 'sopwith_next';
/** So long a link may take to be asked for and opened, in seconds. */
const KEPT = 30 * 60;
const LONGEST = 1_000;

/** Any address that is not simply a path of the library's own becomes its first page. */
export function safeNext(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST || !/^\/library(?:[/?]|$)/.test(wanted)) return HOME;
  // Browsers read a backslash as a slash, and leave out tabs and line ends.
  if (/[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, BASE)) return HOME;
  const { origin, pathname, search } = new URL(wanted, BASE);
  const isInside = pathname === HOME || pathname.startsWith(`${HOME}/`);
  // Signing in leads nowhere that would sign in, or out, once more.
  if (origin !== BASE || !isInside || DOORS.test(pathname)) return HOME;
  return `${pathname}${search}`;
}

const BASE = 'http://library.invalid';
const DOORS = /^\/library\/(?:sign|enter|assets)/;

/** Keeps it until they come back by a link, which does not know of it. */
export function keepNext(c: Context, parts: LibraryParts, next: string): void {
  if (next === HOME) dropCookie(c, parts, COOKIE);
  else writeCookie(c, parts, { name: COOKIE, value: next, seconds: KEPT });
}

/** Gives what was kept, and forgets it. */
export function takeNext(c: Context, parts: LibraryParts): string {
  const kept = readCookie(c, parts, COOKIE);
  dropCookie(c, parts, COOKIE);
  return safeNext(kept);
}
