/** Cookies of the library. On TLS their names begin with `__Host-`: no other host of the domain can set them. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isTls } from './origin.ts';
import type { LibraryParts } from './parts.ts';

type Addressed = Pick<LibraryParts, 'publicUrl'>;

export function readCookie(c: Context, parts: Addressed, name: string): string | undefined {
  return getCookie(c, nameOf(c, parts, name));
}

/** Lax, because people come by links out of chat. `seconds`: how long the browser keeps it. */
export function writeCookie(
  c: Context,
  parts: Addressed,
  { name, value, seconds }: { readonly name: string; readonly value: string; readonly seconds: number },
): void {
  setCookie(c, nameOf(c, parts, name), value, { ...attributes(c, parts), maxAge: Math.floor(seconds) });
}

/** Of a browser that has none nothing is asked. */
export function dropCookie(c: Context, parts: Addressed, name: string): void {
  if (readCookie(c, parts, name) === undefined) return;
  deleteCookie(c, nameOf(c, parts, name), attributes(c, parts));
}

function nameOf(c: Context, parts: Addressed, name: string): string {
  return isTls(c, parts) ? `__Host-${name}` : name;
}

function attributes(c: Context, parts: Addressed) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isTls(c, parts) } as const;
}
