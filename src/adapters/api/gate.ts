/** What every request must pass: a token that is valid, and not too many requests with it. */
import type { Context, MiddlewareHandler } from 'hono';
import { accessBy, type Scope } from '../../runtime/access.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';

/** Requests that a token may make at once, and how many more each second. */
const BURST = 120;
const PER_SECOND = 40;
/** Tokens whose pace is remembered; the one longest unused is forgotten first, and begins anew. */
const REMEMBERED = 10_000;

/** Finds who calls. A token in the address would be kept in logs: only the header is looked at. */
export function onlyWithToken({ db, now }: Pick<ApiParts, 'db' | 'now'>): MiddlewareHandler<ApiEnv> {
  const pace = paces();
  return async (c, next) => {
    const token = tokenOf(c);
    const access = token === '' ? undefined : await accessBy(db, token, now());
    if (!access) {
      const detail =
        token === ''
          ? 'Send a token in the header Authorization: Bearer TOKEN. You make one on the library’s page Settings, or on the server with: npx sopwith token add.'
          : 'This token lets nobody in: it is unknown, was revoked, has expired, or its owner has left.';
      const because = token === '' ? '' : ', error="invalid_token"';
      throw new ProblemError(401, token === '' ? 'token_missing' : 'token_invalid', detail, {
        'www-authenticate': `Bearer realm="Sopwith"${because}`,
      });
    }
    const wait = pace(access.id, performance.now());
    if (wait > 0) {
      throw new ProblemError(
        429,
        'too_many_requests',
        `At most ${PER_SECOND} requests a second with one token. Wait a moment.`,
        {
          'retry-after': String(Math.ceil(wait / 1_000)),
        },
      );
    }
    c.set('access', access);
    await next();
  };
}

/** Whether a request that is still answered may still be: its token may have been revoked meanwhile. */
export async function isStillAllowed(c: Context<ApiEnv>, { db, now }: Pick<ApiParts, 'db' | 'now'>): Promise<boolean> {
  return (await accessBy(db, tokenOf(c), now())) !== undefined;
}

function tokenOf(c: Context): string {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

/** Refuses a token that was not made for this. */
export function onlyWithScope(scope: Scope): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (!c.get('access').scopes.has(scope)) {
      throw new ProblemError(403, 'scope_missing', `This token was not made for that: it lacks the scope “${scope}”.`, {
        'www-authenticate': `Bearer realm="Sopwith", error="insufficient_scope", scope="${scope}"`,
      });
    }
    await next();
  };
}

/** A bucket of requests for each name. Gives the milliseconds to wait, 0 if one may go on. */
function paces(): (name: string, now: number) => number {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return (name, now) => {
    const { left, at } = buckets.get(name) ?? { left: BURST, at: now };
    const filled = Math.min(BURST, left + ((now - at) * PER_SECOND) / 1_000);
    buckets.delete(name);
    buckets.set(name, { left: Math.max(0, filled - 1), at: now });
    const [oldest] = buckets.size > REMEMBERED ? buckets.keys() : [];
    if (oldest !== undefined) buckets.delete(oldest);
    return filled >= 1 ? 0 : ((1 - filled) * 1_000) / PER_SECOND;
  };
}
