/** Pages for whoever is not inside: signing in, a link that opens nothing, something that went wrong. One thing each. */
import { html } from 'hono/html';
import { assetPath } from './assets.ts';
import { documentOf, type Markup } from './document.ts';
import { ICONS } from './icon.ts';

export interface Door {
  readonly title: string;
  /** Absent: the page asks something, and nothing went well or badly. */
  readonly sign?: 'good' | 'attention';
  readonly main: Markup;
}

export function door({ title, sign, main }: Door): Markup {
  const mark =
    sign && html`<div class="door-sign" data-tone="${sign}">${sign === 'good' ? ICONS.tick : ICONS.warning}</div>`;
  return documentOf({
    title,
    body: html`<div class="door">
      <header class="door-brand"><img src="${assetPath('mark.svg')}" alt="" width="28" height="28"><span>Sopwith</span></header>
      <main id="main" class="door-card">
        ${mark ?? ''}
        <h1>${title}</h1>
        ${main}
      </main>
    </div>`,
  });
}

/** A page that says one thing, and where to go from there. */
export function told(
  title: string,
  {
    text,
    sign = 'attention',
    onward,
  }: { readonly text: Markup | string; readonly sign?: Door['sign']; readonly onward?: Markup },
): Markup {
  return door({
    title,
    sign,
    main: html`<p class="lead">${text}</p>${onward ? html`<p class="door-onward">${onward}</p>` : ''}`,
  });
}

export const HOW_TO_GET_A_LINK = html`Type <code>/sop library</code> in Slack, or <code>library</code> to Sopwith in Teams: you get a link that signs you in.`;
