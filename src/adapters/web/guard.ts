/**
 * What every request to the local workspace must pass. There is no sign-in here, so the address is the protection: only
 * this machine reaches it, and no page of another site may speak to it through this machine's browser.
 */
import type { MiddlewareHandler } from 'hono';
import { Failure } from '../http/failure.ts';
import { isPassedOn, LOOPBACK } from '../http/loopback.ts';

/** Who the page believes it acts as. Being a header of our own, no form or link of another site can send it. */
export const MEMBER_HEADER = 'x-sopwith-member';

/**
 * Refuses hosts other than this machine's own names and `hosts` (names without a port). A site that lets its name point
 * at 127.0.0.1 (DNS rebinding) is same-origin to the browser, but it cannot change the Host header. Who asks a proxy can, so
 * what a proxy passes on is refused whatever it is called.
 */
export function onlyHosts(hosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...LOOPBACK, ...hosts.map((host) => host.toLowerCase())]);
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const name = host.toLowerCase().replace(/:\d+$/, '');
    if (!allowed.has(name) || isPassedOn((one) => c.req.header(one))) {
      throw new Failure(403, 'The local workspace answers only at localhost. Open it by the address that was printed.');
    }
    await next();
  };
}

/** Refuses changes that did not come from our own page. */
export const onlyOwnPage: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const foreign = (site !== undefined && site !== 'same-origin') || (origin !== undefined && !isAt(origin, host));
  if (foreign || c.req.header(MEMBER_HEADER) === undefined) {
    throw new Failure(403, 'This request did not come from the workspace page. Reload the page and try again.');
  }
  return next();
};

function isAt(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

const CONTENT_POLICY = [
  "default-src 'self'",
  "img-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer; a handler's own policy (a file's sandbox) stands. */
export const strictHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const set = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.header(name, value);
  };
  set('content-security-policy', CONTENT_POLICY);
  set('cache-control', 'no-store');
  set('x-content-type-options', 'nosniff');
  set('referrer-policy', 'no-referrer');
  set('x-frame-options', 'DENY');
  set('cross-origin-opener-policy', 'same-origin');
  set('cross-origin-resource-policy', 'same-origin');
};
