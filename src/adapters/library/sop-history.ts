/** The revisions of an SOP, and what differs between any two of them. */
import { html } from 'hono/html';
import { changeLines } from '../../cards/views/changes.ts';
import type { Definition } from '../../engine/definition.ts';
import { compare } from '../../engine/sop/compare.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import { loadRevision } from '../../store/revisions.ts';
import { sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import type { LibraryParts } from './parts.ts';
import { time } from './time.ts';
import { type Names, nameOf, words } from './words.ts';

interface Asked {
  readonly names: Names;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export async function historyTab(
  parts: LibraryParts,
  workspace: string,
  sop: SopDetail,
  { names, from, to }: Asked,
): Promise<Markup> {
  const [newest, before] = sop.revisions;
  if (!newest) {
    return html`<div class="empty"><h2>Not published yet</h2><p>Each publication becomes a revision, and is kept as it was.</p></div>`;
  }
  const pick = (typed: string | undefined, otherwise: number) =>
    sop.revisions.find((one) => String(one.revision) === typed)?.revision ?? otherwise;
  const [older, newer] = [pick(from, before?.revision ?? newest.revision), pick(to, newest.revision)];
  const [was, is] = await Promise.all([older, newer].map((one) => loadRevision(parts.db, workspace, sop.id, one)));
  return html`${sop.revisions.length > 1 && was && is ? comparison(sop, { older, newer, was, is, names }) : ''}
      <ol class="timeline">
        ${sop.revisions.map(
          (one) => html`<li data-state="${one.revision === sop.revision && sop.status === 'active' ? 'done' : 'todo'}">
          <p><strong>Revision ${one.revision}</strong> published by ${nameOf(one.publishedBy, names)}</p>
          <p class="row-meta">${time(one.publishedAt, 'date_time')} · SHA-256 <code>${one.hash.slice(0, 12)}…</code></p>
        </li>`,
        )}
      </ol>`;
}

interface Compared {
  readonly older: number;
  readonly newer: number;
  readonly was: Definition;
  readonly is: Definition;
  readonly names: Names;
}

function comparison(sop: SopDetail, { older, newer, was, is, names }: Compared): Markup {
  const lines = changeLines(compare(was, is));
  return html`<section class="card compare">
        <form class="toolbar" method="get" action="${sopPath(sop.id)}">
          <input type="hidden" name="tab" value="history">
          ${chooser(sop, 'from', 'From', older)}
          ${chooser(sop, 'to', 'to', newer)}
          <button class="button" type="submit">Compare</button>
        </form>
        ${lines.length === 0 ? html`<p class="muted">Nothing differs.</p>` : html`<ul class="changes">${lines.map((line) => html`<li>${words(line.text, names)}${line.detail === undefined ? '' : html`<p class="row-meta">${words(line.detail, names)}</p>`}</li>`)}</ul>`}
      </section>`;
}

function chooser(sop: SopDetail, name: string, label: string, chosen: number): Markup {
  return html`<label for="${name}">${label}</label>
          <select class="input input-narrow" id="${name}" name="${name}">
            ${sop.revisions.map(({ revision }) => (revision === chosen ? html`<option value="${revision}" selected>revision ${revision}</option>` : html`<option value="${revision}">revision ${revision}</option>`))}
          </select>`;
}
