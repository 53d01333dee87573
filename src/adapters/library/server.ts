/** The library's pages at `/library`: a door for everybody, and what is behind it for whoever is signed in. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isCutOff } from '../http/cut-off.ts';
import { assetRoutes } from './assets.ts';
import type { Markup } from './document.ts';
import { told } from './door.ts';
import { draftRoutes } from './drafts.ts';
import { enterRoutes } from './enter.ts';
import { frame } from './frame.ts';
import { onlyOwnHosts, onlyOwnPages, onlyWithToken, smallBodies, strictHeaders } from './guard.ts';
import { importRoutes, uploadRoutes } from './import.ts';
import { liveRoutes } from './live.ts';
import { mapRoutes } from './map.ts';
import { NAVIGATION, type NavigationEntry } from './navigation.ts';
import { oidcRoutes } from './oidc.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { peopleRoutes } from './people.ts';
import { readinessRoutes } from './readiness.ts';
import { runRoutes } from './run.ts';
import { onlySignedIn } from './session.ts';
import { settingsRoutes } from './settings-page.ts';
import { webhookRoutes } from './settings-webhooks.ts';
import { signInRoutes, signOutRoutes } from './sign-in.ts';
import { sopRoutes } from './sop.ts';
import { sopListRoutes } from './sops.ts';
import { workRoutes } from './work.ts';

export function libraryPages(parts: LibraryParts): Hono<LibraryEnv> {
  const app = new Hono<LibraryEnv>().basePath('/library');
  let navigation: readonly NavigationEntry[] = [];
  app.use(strictHeaders(parts), onlyOwnHosts(parts), onlyOwnPages(parts), smallBodies);
  app.use(async (c, next) => {
    c.set('navigation', navigation);
    await next();
  });
  app.route('/', assetRoutes());
  app.route('/', enterRoutes(parts));
  app.route('/', signInRoutes(parts));
  if (parts.oidc) app.route('/', oidcRoutes(parts, parts.oidc));

  app.use(onlySignedIn(parts));
  app.route('/', uploadRoutes(parts));
  app.use(onlyWithToken);
  app.route('/', signOutRoutes(parts));
  app.route('/', workRoutes(parts));
  app.route('/', sopListRoutes(parts));
  app.route('/', draftRoutes(parts));
  app.route('/', importRoutes(parts));
  app.route('/', sopRoutes(parts));
  app.route('/', runRoutes(parts));
  app.route('/', peopleRoutes(parts));
  app.route('/', mapRoutes(parts));
  app.route('/', readinessRoutes(parts));
  app.route('/', settingsRoutes(parts));
  app.route('/', webhookRoutes(parts));
  app.route('/', liveRoutes(parts));

  const mounted = new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  navigation = NAVIGATION.filter(({ path }) => mounted.has(path));

  app.notFound((c) => errorPage(c, NOT_FOUND));
  return app.onError((error, c) => {
    if (error instanceof PageError)
      return errorPage(c, { status: error.status, title: error.title, text: error.message });
    if (error instanceof HTTPException)
      return errorPage(c, { status: error.status, title: 'That did not work', text: error.message });
    if (isCutOff(error)) return errorPage(c, CUT_OFF);
    parts.failed(error);
    return errorPage(c, FAILED);
  });
}

interface Wrong {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const NOT_FOUND: Wrong = {
  status: 404,
  title: 'There is nothing here',
  text: 'The address may be mistyped, or what it led to is not shown to you.',
};
const CUT_OFF: Wrong = {
  status: 400,
  title: 'It did not come whole',
  text: 'The connection was lost on the way. Nothing was changed. Send it again.',
};
const FAILED: Wrong = {
  status: 500,
  title: 'Something went wrong',
  text: 'It is our fault, and nothing was lost. Try again in a moment; if it stays so, tell whoever runs Sopwith.',
};

/** Inside the frame for whoever is signed in, so that they can go on from there. */
function errorPage(c: Context<LibraryEnv>, { status, title, text }: Wrong): Response | Promise<Response> {
  const isInside = c.get('visitor') !== undefined;
  return c.html(
    isInside ? frame(c, { title, main: wrong(title, text) }) : told(title, { text, onward: ONWARD }),
    status as ContentfulStatusCode,
  );
}

function wrong(title: string, text: string): Markup {
  return html`<div class="empty">
        <h1>${title}</h1>
        <p>${text}</p>
        <p>${ONWARD}</p>
      </div>`;
}

const ONWARD = html`<a class="button" href="/library">Go to the library</a>`;
