/** Where a request came in: on this machine itself, or by the address that people reach. */
import type { Context } from 'hono';
import { isPassedOn, LOOPBACK } from '../http/loopback.ts';
import type { LibraryParts } from './parts.ts';

type Addressed = Pick<LibraryParts, 'publicUrl'>;

export function isHere(c: Context): boolean {
  return LOOPBACK.includes(hostOf(c)) && !isPassedOn((name) => c.req.header(name));
}

export function isTls(c: Context, { publicUrl }: Addressed): boolean {
  return publicUrl?.startsWith('https:') === true && !isHere(c);
}

/** The name that was asked for, without a port. */
export function hostOf(c: Context): string {
  return hostWithPort(c).replace(/:\d+$/, '');
}

function hostWithPort(c: Context): string {
  return (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase();
}

/** Names that the pages answer to. */
export function ownHosts({ publicUrl }: Addressed): ReadonlySet<string> {
  return new Set([...LOOPBACK, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname.toLowerCase()])]);
}

/** Whether an `Origin` header names these pages. */
export function isOwnOrigin(c: Context, origin: string, { publicUrl }: Addressed): boolean {
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return isHere(c) && new URL(origin).host === hostWithPort(c);
}

/**
 * Whom attempts are counted for: the address that the proxy before us saw, which is the last one that it was told; `''`
 * where none says.
 */
export function clientOf(c: Context): string {
  return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) ?? '';
}
