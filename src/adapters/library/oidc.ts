/**
 * Signing in through a provider. Going there and coming back is bound to one browser by a signed cookie, which holds what the
 * answer must fit; it is good for one answer. Coming back is a GET, because providers send people back so.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { openSession } from '../../runtime/library/sessions.ts';
import { accountOf, type Claims, memberMeant, type Unmatched } from '../../runtime/library/signed-in-elsewhere.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import { HOW_TO_GET_A_LINK, told } from './door.ts';
import { safeNext, takeNext } from './next.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { type Provider, ProviderError, providerAt } from './provider.ts';
import { beginSession } from './session.ts';
import type { OidcSettings } from './settings.ts';

const COOKIE = 'sopwith_signin';
/** How long somebody may take there, in milliseconds. */
const PATIENCE = 15 * 60_000;

const kept = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  ...{ next: z.string(), until: z.number() },
});
type Kept = z.infer<typeof kept>;

export function oidcRoutes(parts: LibraryParts, oidc: OidcSettings): Hono<LibraryEnv> {
  const provider = providerAt(oidc, parts.now);
  const back = `${parts.publicUrl}/library/signin/callback`;
  const inWords = (c: Context, error: unknown) => {
    if (!(error instanceof ProviderError)) throw error;
    if (error.why !== 'refused') parts.failed(error);
    return notSignedIn(c, WHY[error.why](oidc.name));
  };

  return new Hono<LibraryEnv>()
    .get('/signin/start', async (c) => {
      try {
        const { url, flow } = await provider.begin(back);
        const next = safeNext(c.req.query('next'));
        const value = seal(parts.secret, { ...flow, next, until: parts.now() + PATIENCE });
        writeCookie(c, parts, { name: COOKIE, value, seconds: PATIENCE / 1_000 });
        return c.redirect(url);
      } catch (error) {
        return inWords(c, error);
      }
    })
    .get('/signin/callback', async (c) => {
      const flow = unseal(parts.secret, readCookie(c, parts, COOKIE));
      dropCookie(c, parts, COOKIE);
      if (!flow || flow.until <= parts.now() || c.req.query('state') !== flow.state)
        return notSignedIn(c, OTHER_BROWSER);
      try {
        const claims = await claimsOf(c, { provider, back, flow });
        const meant = await memberMeant(parts.db, { ...oidc, local: parts.local.workspace }, claims);
        if (typeof meant === 'string') return notSignedIn(c, unmatched(meant, claims));
        const { workspace, member } = meant;
        await beginSession(c, parts, await openSession(parts.db, { workspace, member: member.id, now: parts.now() }));
        // What was kept for a link is not meant any more.
        takeNext(c, parts);
        return c.redirect(safeNext(flow.next));
      } catch (error) {
        return inWords(c, error);
      }
    });
}

/** The address that the provider was told, whatever host a proxy wrote into the request. */
function claimsOf(
  c: Context,
  { provider, back, flow }: { provider: Provider; back: string; flow: Kept },
): Promise<Claims> {
  const address = new URL(back);
  address.search = new URL(c.req.url).search;
  return provider.finish(address, flow);
}

interface Why {
  readonly status: 400 | 403 | 502;
  readonly title: string;
  readonly text: string;
}

function notSignedIn(c: Context, { status, title, text }: Why): Response | Promise<Response> {
  const again = html`<a class="button" href="/library/signin">Try again</a></p><p class="door-onward">${HOW_TO_GET_A_LINK}`;
  return c.html(told(title, { text, onward: again }), status);
}

const OTHER_BROWSER: Why = {
  status: 400,
  title: 'This sign-in was not begun here',
  text: 'It took too long, was begun in another tab or browser, or was finished already. Nobody was signed in.',
};

const WHY: Readonly<Record<ProviderError['why'], (name: string) => Why>> = {
  refused: (name) => ({
    status: 403,
    title: 'Not signed in',
    text: `${name} was not allowed to tell Sopwith who you are. Nobody was signed in.`,
  }),
  wrong: (name) => ({
    status: 502,
    title: 'Not signed in',
    text: `What ${name} answered could not be confirmed. Nobody was signed in. If it stays so, tell whoever runs Sopwith.`,
  }),
  down: (name) => ({
    status: 502,
    title: `${name} does not answer`,
    text: `${name} could not be asked who you are. Try again in a moment; if it stays so, tell whoever runs Sopwith.`,
  }),
};

function unmatched(why: Unmatched, claims: Claims): Why {
  const { name, email } = accountOf(claims);
  const account = email ?? name;
  const who = account === undefined ? 'This account' : `The account ${account}`;
  const texts: Readonly<Record<Unmatched, string>> = {
    nobody: `${who} belongs to nobody whom Sopwith knows here. Sopwith gets to know people when they first write to it in chat: do that, then try again.`,
    several: `${who} could be more than one person here, so nobody was signed in. Come by a link instead.`,
    unverified: `Nobody has verified the address of ${account ?? 'this account'}, so it does not prove who you are. Come by a link instead.`,
  };
  return { status: 403, title: 'Nobody was signed in', text: texts[why] };
}

function seal(secret: string, flow: Kept): string {
  const text = Buffer.from(JSON.stringify(flow)).toString('base64url');
  return `${text}.${signature(secret, text)}`;
}

/** Undefined: there is none, or it was not signed here. */
function unseal(secret: string, value: string | undefined): Kept | undefined {
  const [text = '', signed = ''] = value?.split('.') ?? [];
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(secret, text))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return kept.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
}

function signature(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`library sign-in ${text}`).digest('base64url');
}
