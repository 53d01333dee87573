/** A picture in two shapes, of which the page shows the one that it has room for. */
import { html, raw } from 'hono/html';
import type { Markup } from './document.ts';

/**
 * Both are SVG that was drawn here: what people wrote is escaped in it already. `begins`: which part is in view where there is
 * no room for all of it.
 */
export function pictures(
  label: string,
  { wide, narrow, begins = 'left' }: { wide: string; narrow: string; begins?: 'left' | 'middle' },
): Markup {
  return html`<div class="picture picture-wide" tabindex="0" role="region" aria-label="${label}" data-begins="${begins}">${raw(wide)}</div>
      <div class="picture picture-narrow" tabindex="0" role="region" aria-label="${label}">${raw(narrow)}</div>`;
}
