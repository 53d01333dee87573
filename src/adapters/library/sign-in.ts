/** Where whoever is not signed in ends up, and how to sign out again. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { endEverySession } from '../../runtime/library/sessions.ts';
import { door, HOW_TO_GET_A_LINK, told } from './door.ts';
import { ICONS } from './icon.ts';
import { HOME, keepNext, safeNext } from './next.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { forgetSession, visitorOf } from './session.ts';

/** For everybody. */
export function signInRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>()
    .get('/signin', async (c) => {
      const next = safeNext(c.req.query('next'));
      if (await visitorOf(c, parts)) return c.redirect(next);
      keepNext(c, parts, next);
      return c.html(signInPage(parts, next));
    })
    .get('/signed-out', (c) =>
      c.html(
        told('You are signed out', {
          ...{ sign: 'good', text: 'Nobody goes on under your name in this browser.' },
          onward: html`<a class="button" href="/library/signin">Sign in again</a>`,
        }),
      ),
    );
}

/** For whoever is signed in. */
export function signOutRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>()
    .post('/signout', async (c) => {
      await forgetSession(c, parts);
      return c.redirect('/library/signed-out', 303);
    })
    .post('/signout/everywhere', async (c) => {
      const { workspace, member } = c.get('visitor');
      await endEverySession(parts.db, workspace, member.id);
      await forgetSession(c, parts);
      return c.redirect('/library/signed-out', 303);
    });
}

function signInPage({ oidc }: LibraryParts, next: string) {
  const start = `/library/signin/start${next === HOME ? '' : `?next=${encodeURIComponent(next)}`}`;
  const provider =
    oidc &&
    html`<p><a class="button button-primary button-wide" href="${start}">${ICONS.door}Sign in with ${oidc.name}</a></p>
        <p class="door-or"><span>or</span></p>`;
  return door({
    title: 'Sign in to the library',
    main: html`${provider ?? ''}
        <p class="lead">${HOW_TO_GET_A_LINK}</p>
        <p class="door-onward">Nobody needs an account: Sopwith knows you from chat. The link is for you alone and works once, within five minutes.</p>`,
  });
}
