/** Signs beside words. They say nothing that words do not say as well. */
import { raw } from 'hono/html';

const icon = (paths: string) =>
  raw(
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

export const ICONS = {
  tick: icon('<path d="m5.5 12.5 4.3 4.3 8.7-9.6"/>'),
  warning: icon('<path d="M12 6.5v6.5"/><path d="M12 17.3v.01"/>'),
  chevron: icon('<path d="m7 10 5 5 5-5"/>'),
  door: icon(
    '<path d="M14 4h4.5A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5H14"/><path d="M4 12h10.5"/><path d="m11 8 4 4-4 4"/>',
  ),
} as const;
