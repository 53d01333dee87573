/** What every request to the library must pass, and the headers of every answer. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { carriesFiles } from '../http/upload.ts';
import { hostOf, isOwnOrigin, isTls, ownHosts } from './origin.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';

const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A year, in seconds. */
const HSTS = 'max-age=31536000';

/**
 * Headers of every answer; what a handler set itself stands. Other sites are not told where somebody came from; without
 * any referrer browsers would say of our own forms that they come from nowhere.
 */
export function strictHeaders(parts: LibraryParts): MiddlewareHandler {
  return async (c, next) => {
    await next();
    for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value);
    if (isTls(c, parts)) c.header('strict-transport-security', HSTS);
  };
}

const HEADERS = [
  ['content-security-policy', CONTENT_POLICY],
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ['x-robots-tag', 'noindex, nofollow'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
] as const;

/** A site that lets its name point here (DNS rebinding) is same-origin to the browser, but it cannot change the host. */
export function onlyOwnHosts(parts: LibraryParts): MiddlewareHandler {
  const hosts = ownHosts(parts);
  return async (c, next) => {
    if (!hosts.has(hostOf(c))) {
      throw new PageError(
        403,
        'Not at this address',
        'The library does not answer at this address. Type /sop library in chat: it gives you the right one.',
      );
    }
    await next();
  };
}

/** Refuses what another site's page sends. Browsers say where a form comes from; whoever does not is no browser. */
export function onlyOwnPages(parts: LibraryParts): MiddlewareHandler {
  return async (c, next) => {
    if (isReading(c)) return next();
    const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')];
    const isSaid = site !== undefined || origin !== undefined;
    const isForeign =
      (site !== undefined && site !== 'same-origin') || (origin !== undefined && !isOwnOrigin(c, origin, parts));
    if (!isSaid || isForeign) throw foreign();
    return next();
  };
}

/** The header in which scripts send the token; forms have a field for it. */
const CSRF_HEADER = 'x-sopwith-csrf';
export const CSRF_FIELD = 'csrf';

/** Refuses a change without the token of whoever is signed in. It comes after the sign-in. */
export const onlyWithToken: MiddlewareHandler<LibraryEnv> = async (c, next) => {
  if (isReading(c)) return next();
  onlyTokenOf(c.get('visitor').csrf, c.req.header(CSRF_HEADER) ?? (await fieldOf(c)));
  return next();
};

/** The same for a form that is read elsewhere, because it carries a file. */
export function onlyTokenOf(csrf: string, given: string | undefined): void {
  if (given === undefined || !isSame(given, csrf)) throw foreign();
}

/** The token of a session, or of a browser that acts as somebody on this machine: nobody else's forms have it. */
export function csrfOf(secret: string, whose: string): string {
  return createHmac('sha256', secret).update(`library csrf ${whose}`).digest('base64url');
}

async function fieldOf(c: Context): Promise<string | undefined> {
  if (!c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')) return undefined;
  const { [CSRF_FIELD]: field } = await c.req.parseBody();
  return typeof field === 'string' ? field : undefined;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isReading(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD';
}

function foreign(): PageError {
  return new PageError(
    403,
    'Not sent from this page',
    'This did not come from a page of the library, or that page was open for too long. Nothing was changed. Load it again and try once more.',
  );
}

/** Bytes of a form, at most. What carries files has a limit of its own. */
const FORM_BYTES = 64 * 1024;

const small: MiddlewareHandler = bodyLimit({
  maxSize: FORM_BYTES,
  onError: () => {
    throw new PageError(413, 'Too much at once', 'That is more than this form takes. Nothing was changed.');
  },
});

/** Where files come in, which are counted while they come (`http/upload.ts`). */
const UPLOADS: ReadonlySet<string> = new Set(['/library/import']);

export const smallBodies: MiddlewareHandler = async (c, next) => (isUpload(c) ? next() : small(c, next));

export function isUpload(c: Context): boolean {
  return UPLOADS.has(c.req.path) && carriesFiles(c.req.header('content-type'));
}
