/**
 * Entering by a link of `/sop library`. The page says whom it signs in and has one button: chat clients open links by
 * themselves, and nothing may come of that.
 */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Closed, enterBy, type Found, lookAtLink } from '../../runtime/library/links.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { attempts } from './attempts.ts';
import type { Markup } from './document.ts';
import { door, HOW_TO_GET_A_LINK, told } from './door.ts';
import { initials } from './initials.ts';
import { takeNext } from './next.ts';
import { clientOf } from './origin.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { beginSession, visitorOf } from './session.ts';

export function enterRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const { db, now } = parts;
  const tried = attempts();
  const mayTry = (c: Context) => {
    const wait = tried.wait(clientOf(c), now());
    if (wait === 0) return;
    c.header('retry-after', String(Math.ceil(wait / 1_000)));
    throw new PageError(
      429,
      'Too many wrong links',
      'Too many links that open nothing came from here. Wait a minute, then open yours again.',
    );
  };
  const closed = async (c: Context, why: Closed) => {
    if (why === 'unknown') tried.wrong(clientOf(c), now());
    const { status, title, text } = CLOSED[why];
    const isInside = (await visitorOf(c, parts))?.session !== undefined;
    const onward = isInside ? OPEN : why === 'left' ? undefined : HOW_TO_GET_A_LINK;
    return c.html(
      told(title, { text: isInside ? `${text} This browser is signed in.` : text, ...(onward && { onward }) }),
      status,
    );
  };

  return new Hono<LibraryEnv>()
    .get('/enter/:token', async (c) => {
      mayTry(c);
      const found = await lookAtLink(db, c.req.param('token'), now());
      if (typeof found === 'string') return closed(c, found);
      const workspace = await findWorkspace(db, found.workspace);
      const before = (await visitorOf(c, parts))?.session?.member;
      const other = before && (before.id !== found.member.id || before.identity !== found.member.identity);
      return c.html(asking(found, workspace?.name ?? found.workspace, other ? before.name : undefined));
    })
    .post('/enter/:token', async (c) => {
      mayTry(c);
      const entered = await enterBy(db, c.req.param('token'), now());
      if (typeof entered === 'string') return closed(c, entered);
      await beginSession(c, parts, entered);
      return c.redirect(takeNext(c, parts), 303);
    });
}

function asking({ member }: Found, workspace: string, before: string | undefined): Markup {
  return door({
    title: 'Open the library',
    main: html`<div class="door-who">
          <span class="avatar avatar-large" aria-hidden="true">${initials(member.name)}</span>
          <p><strong>${member.name}</strong><span>${workspace}</span></p>
        </div>
        ${before === undefined ? '' : html`<p class="notice" data-tone="attention">This browser is signed in as ${before}. That ends.</p>`}
        <form method="post">
          <button type="submit" class="button button-primary button-wide">Continue as ${member.name}</button>
        </form>
        <p class="door-onward">You stay signed in on this device for up to a week. Not ${member.name}? Then close this page: the link is theirs.</p>`,
  });
}

const OPEN = html`<a class="button" href="/library">Open the library</a>`;

const CLOSED = {
  unknown: {
    status: 404,
    title: 'This link opens nothing',
    text: 'A newer link took its place, or it did not come whole.',
  },
  used: { status: 410, title: 'This link was used already', text: 'Each link works once.' },
  expired: { status: 410, title: 'This link has expired', text: 'A link works for five minutes.' },
  left: {
    status: 403,
    title: 'This link opens nothing any more',
    text: 'Whoever it was made for does not belong to the workspace any more. If that is not right, ask an administrator.',
  },
} as const satisfies Readonly<Record<Closed, object>>;
