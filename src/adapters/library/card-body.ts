/** What a card says below its title, on a page. Its buttons are left out: a page has its own. */
import { html } from 'hono/html';
import type { Element, Line } from '../../cards/card.ts';
import type { Markup } from './document.ts';
import { type Names, words } from './words.ts';

/** `level`: of the headings in it. */
export function cardBody(elements: readonly Element[], names: Names, level: 3 | 4 = 3): Markup {
  return html`<div class="card-body">${elements.map((one) => drawn(one, names, level))}</div>`;
}

function drawn(one: Element, names: Names, level: 3 | 4): Markup | '' {
  switch (one.type) {
    case 'text':
      return html`<p>${words(one.text, names)}</p>`;
    case 'heading':
      return level === 3 ? html`<h3>${words(one.text, names)}</h3>` : html`<h4>${words(one.text, names)}</h4>`;
    case 'context':
      return html`<p class="row-meta">${words(one.text, names)}</p>`;
    case 'facts':
      return html`<dl class="facts">${one.facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${words(value, names)}</dd>`)}</dl>`;
    case 'progress':
      return html`<div class="reading"><progress class="progress" max="${one.total}" value="${one.done}" aria-label="${one.label}"></progress><span class="row-meta">${one.label}</span></div>`;
    case 'list':
      return lines(one.items, names);
    case 'quote':
      return html`<blockquote>${one.text}</blockquote>`;
    case 'notice':
      return html`<p class="notice" data-tone="${one.tone}">${words(one.text, names)}</p>`;
    // Charts and photos have pages of their own.
    case 'image':
    case 'divider':
      return '';
  }
}

export function lines(items: readonly Line[], names: Names): Markup {
  return html`<ul class="lines">${items.map(
    ({ mark, number, text, detail }) =>
      html`<li data-state="${mark}">${number === undefined ? '' : `${number}. `}${words(text, names)}${detail === undefined ? '' : html`<p class="row-meta">${words(detail, names)}</p>`}</li>`,
  )}</ul>`;
}
