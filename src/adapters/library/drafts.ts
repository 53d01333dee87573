/** All drafts that wait to be published, and where each is reviewed. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { waitingDrafts } from '../../runtime/library/drafts.ts';
import { sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { draftCards, type ReviewPath } from './drafts-rail.ts';
import { frame } from './frame.ts';
import { isHere } from './origin.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';

const MOST = 100;

export function draftRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/drafts', async (c) => {
    const { drafts, isCut } = await waitingDrafts(parts, c.get('visitor').workspace, MOST);
    const more = isCut
      ? html`<p class="section-note">These are the ${MOST} that were edited last; there are more.</p>`
      : '';
    const main: Markup = html`<p class="crumbs"><a href="/library">Library</a></p>
      <div class="page-head">
        <div><h1>Waiting to be published</h1><p class="lead">Drafts, with what each still asks. Nothing of them runs before somebody publishes it.</p></div>
        <div class="buttons"><a class="button" href="/library/import">Import</a></div>
      </div>
      ${drafts.length === 0 ? NOTHING : html`<h2 class="visually-hidden">Drafts</h2>${draftCards(drafts, reviewPath(parts, c))}${more}`}`;
    return c.html(frame(c, { title: 'Waiting to be published', live: ['sop'], main }));
  });
}

const NOTHING = html`<div class="empty"><h2>Nothing waits</h2><p>Every draft was published or thrown away. <strong>Import</strong> makes new ones from a document.</p></div>`;

/**
 * The review beside the document is part of the local workspace, and for this machine alone; everywhere else a draft is
 * looked through on its SOP's page.
 */
export function reviewPath({ local }: Pick<LibraryParts, 'local'>, c: Context<LibraryEnv>): ReviewPath {
  const isLocal = c.get('visitor').workspace === local.workspace && isHere(c);
  return isLocal ? (sop) => `/drafts/${encodeURIComponent(sop)}` : (sop) => sopPath(sop, 'draft');
}
