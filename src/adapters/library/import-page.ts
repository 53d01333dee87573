/** One import: how far its document is read, then the drafts that came of it, or why there are none. */
import { html } from 'hono/html';
import { type ImportProgress, importCard } from '../../cards/views/import.ts';
import type { WaitingDraft } from '../../runtime/library/drafts.ts';
import type { KnownImport } from '../../runtime/rows.ts';
import { importPath, sopPath } from './addresses.ts';
import { cardBody } from './card-body.ts';
import type { Markup } from './document.ts';
import { draftCards, type ReviewPath } from './drafts-rail.ts';
import { csrfField } from './frame.ts';
import type { Visitor } from './session.ts';
import { inPlace } from './sop-runs.ts';
import { time } from './time.ts';
import { type Names, nameOf, words } from './words.ts';

/** What became of one of the SOPs in a document. */
export type Came =
  | { readonly type: 'draft'; readonly draft: WaitingDraft }
  | {
      readonly type: 'published' | 'unchanged';
      readonly sop: string;
      readonly title: string;
      readonly revision: number;
    }
  | { readonly type: 'discarded'; readonly title: string };

interface Shown {
  readonly progress: ImportProgress | undefined;
  readonly names: Names;
  readonly came: readonly Came[];
  readonly review: ReviewPath;
}

export function importPage(visitor: Visitor, state: KnownImport, shown: Shown): Markup {
  const { file, name } = state.document;
  // What was read of it stands below.
  const title = state.status === 'drafted' ? name : importCard(state, shown.progress).title;
  return html`<p class="crumbs"><a href="/library">Library</a> <a href="/library/import">Import</a></p>
      <div class="page-head">
        <div>
          <h1>${words(title, shown.names)}</h1>
          <p class="row-meta">imported by ${nameOf(state.by, shown.names)}, ${time(state.at, 'day_time')} · its cards are ${inPlace(state.place)} · <a href="/library/files/${file}?name=${encodeURIComponent(name)}">the document</a></p>
        </div>
        ${state.status === 'reading' ? '' : html`<div class="buttons"><a class="button" href="/library/import">Import another</a></div>`}
      </div>
      <div class="outcome" role="status">${outcome(visitor, state, shown)}</div>
      ${state.status === 'drafted' ? rail(shown) : ''}`;
}

function outcome(visitor: Visitor, state: KnownImport, { progress, names }: Shown): Markup {
  const { elements } = importCard(state, progress);
  switch (state.status) {
    case 'reading':
      return html`<section class="card">${cardBody(elements, names)}<p class="section-note">This page goes on by itself. You may leave it: the drafts wait in the library.</p><noscript><p class="section-note">Without scripts it is told by loading it again.</p></noscript></section>`;
    case 'drafted':
      return cardBody(elements, names);
    case 'discarded':
      return html`<p class="notice">This import was discarded. Import the document again whenever you like.</p>`;
    case 'failed':
      // The last of them says what else can be typed in chat.
      return html`${cardBody(elements.slice(0, -1), names)}
        ${state.failure === 'no_steps' ? html`<p class="section-note">Nothing of it is written down? <code>/sop new</code> asks questions in chat, and drafts it from the answers.</p>` : ''}
        <div class="buttons">${press(visitor, state, 'retry', 'Try again')}${press(visitor, state, 'discard', 'Discard')}</div>`;
  }
}

function press(visitor: Visitor, { import: id }: KnownImport, what: 'retry' | 'discard', title: string): Markup {
  return html`<form method="post" action="${importPath(id)}/${what}">${csrfField(visitor)}<button class="button" type="submit">${title}</button></form>`;
}

function rail({ came, review }: Shown): Markup {
  const drafts = came.flatMap((one) => (one.type === 'draft' ? [one.draft] : []));
  const others = came.filter((one) => one.type !== 'draft');
  return html`${drafts.length === 0 ? '' : html`<section class="section"><h2>Drafts<span class="count">${drafts.length}</span></h2>${draftCards(drafts, review)}</section>`}
      ${others.length === 0 ? '' : html`<section class="section"><h2>Settled<span class="count">${others.length}</span></h2><ul class="list">${others.map(otherRow)}</ul></section>`}`;
}

function otherRow(one: Exclude<Came, { type: 'draft' }>): Markup {
  if (one.type === 'discarded') {
    return html`<li class="row"><div class="row-main"><p class="row-name">${one.title}</p><p class="row-meta">its draft was thrown away</p></div><span class="badge" data-state="archived">Discarded</span></li>`;
  }
  const said =
    one.type === 'published'
      ? `its draft was settled; revision ${one.revision} holds`
      : `the document says nothing new for it; revision ${one.revision} holds`;
  return html`<li class="row"><div class="row-main"><a class="row-title" href="${sopPath(one.sop)}">${one.title}</a><p class="row-meta">${said}</p></div><span class="badge" data-state="${one.type === 'published' ? 'active' : 'archived'}">${one.type === 'published' ? 'Published' : 'Unchanged'}</span></li>`;
}
