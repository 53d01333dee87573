/** The form that sends a document. */
import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { LIMITS } from '../../engine/limits.ts';
import type { KnownPlace } from '../../runtime/library/imports.ts';
import { FORM_FIELD } from './act.ts';
import { importPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import type { Visitor } from './session.ts';
import { placeWords } from './sop-runs.ts';

interface Drawing {
  readonly places: readonly KnownPlace[];
  readonly problem: string;
  readonly before: string | undefined;
}

/** The file comes last: what is sent with it is known before it. */
export function importFormPage(visitor: Visitor, { places, problem, before }: Drawing): Markup {
  const head = html`<p class="crumbs"><a href="/library">Library</a></p>
      <div class="page-head"><div><h1>Import a document</h1><p class="lead">Each procedure in it becomes a draft that quotes its source. Nothing is published: you look through the drafts first.</p></div></div>`;
  if (places.length === 0) {
    return html`${head}<div class="empty"><h2>Import it in chat</h2><p>No conversation is known yet where the cards could go. Drop the document into one and type <code>/sop import</code> there; next time it works here, too.</p></div>`;
  }
  return html`${head}
      <form class="form card" method="post" action="/library/import" enctype="multipart/form-data">
        ${csrfField(visitor)}
        <input type="hidden" name="${FORM_FIELD}" value="${randomUUID()}">
        ${problem === '' ? '' : html`<div class="notice" data-tone="bad" role="alert"><p>${problem}</p>${before === undefined ? '' : html`<p><a href="${importPath(before)}">What came of it</a></p>`}</div>`}
        <div class="field">
          <label for="place">Conversation</label>
          <select class="input" id="place" name="place">${places.map((one) => html`<option value="${one.place}">${placeLabel(one)}</option>`)}</select>
          <p class="hint">The cards of the drafts appear there, too.</p>
        </div>
        <div class="field">
          <label for="file">Document</label>
          <input class="input input-file" id="file" name="file" type="file" required aria-describedby="file-hint">
          <p class="hint" id="file-hint">PDF, Word, Excel, CSV, a web page, Markdown, text, a chat export, a scan or a photo, up to ${LIMITS.fileBytes / 1024 / 1024} MB. Or an SOP as <code>.sop.yaml</code>.</p>
        </div>
        <div class="buttons">
          <button class="button button-primary" type="submit">Import</button>
          <a class="button" href="/library">Not now</a>
        </div>
      </form>`;
}

function placeLabel({ place, ran }: KnownPlace): string {
  if (place.startsWith('web:')) return placeWords(place);
  return ran === undefined
    ? `Your own conversation with Sopwith, ${placeWords(place)}`
    : `Where “${ran}” runs, ${placeWords(place)}`;
}
