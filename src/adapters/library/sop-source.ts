/** The document that an SOP was drafted from, and the words of it that each step came from. */
import { html } from 'hono/html';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { Markup } from './document.ts';

export function sourceTab(sop: SopDetail): Markup {
  const quoted = sop.definition.steps.filter((step) => step.source !== undefined);
  if (sop.document === null && quoted.length === 0) {
    return html`<div class="empty"><h2>Not from a document</h2><p>It was written here, or begun from a template. What was imported keeps its document, and the words that each step came from.</p></div>`;
  }
  return html`${sop.document === null ? '' : html`<p class="section-note">Drafted from <a href="/library/files/${sop.document.file}?name=${encodeURIComponent(sop.document.name)}">${sop.document.name}</a>.</p>`}
      <h2 class="visually-hidden">Steps</h2>
      <ol class="steps">
        ${quoted.map(
          (step) => html`<li class="step">
          <span class="step-number" aria-hidden="true">${sop.definition.steps.indexOf(step) + 1}</span>
          <div class="step-main">
            <h3>${step.title}</h3>
            <blockquote>${step.source?.quote}</blockquote>
            ${step.source?.page === undefined ? '' : html`<p class="row-meta">page ${step.source.page}</p>`}
          </div>
        </li>`,
        )}
      </ol>`;
}
