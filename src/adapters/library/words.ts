/** What cards say, as it stands on a page: people by name, instants in the reader's zone. */
import { html } from 'hono/html';
import type { Span, Text } from '../../cards/card.ts';
import { who } from '../../cards/sentence.ts';
import { spansOf } from '../../cards/text.ts';
import type { Actor } from '../../engine/actor.ts';
import type { Markup } from './document.ts';
import { time } from './time.ts';

/** By member id. */
export type Names = Readonly<Record<string, string>>;

export function words(text: Text, names: Names): Markup {
  return html`${spansOf(text).map((span) => spoken(span, names))}`;
}

/** Who did it, by name. */
export function nameOf(actor: Actor, names: Names): Markup {
  return words([who(actor)], names);
}

function spoken(span: Span, names: Names): Markup | string {
  if (typeof span === 'string') return span;
  switch (span.type) {
    case 'bold':
      return html`<strong>${span.text}</strong>`;
    case 'italic':
      return html`<em>${span.text}</em>`;
    case 'code':
      return html`<code>${span.text}</code>`;
    case 'member':
    case 'mention':
      return names[span.member] ?? 'somebody';
    case 'time':
      return time(span.at, span.style === 'time' ? 'time' : 'day_time');
    case 'link':
      return html`<a href="${span.url}" rel="noreferrer noopener">${span.text}</a>`;
  }
}
