/** Where a posted card stands, as the page's own address. */
import { type View, viewKey } from '../../engine/effect.ts';
import type { Posted } from '../../runtime/ports.ts';

/** `#/kitchen/<thread>/<message>`; in the channel itself the thread is empty. A draft has a page of its own. */
export function addressOf(
  channel: string,
  posted: Readonly<Record<string, Posted>>,
): (view: View) => string | undefined {
  return (view) => {
    if (view.view === 'draft') return `/drafts/${encodeURIComponent(view.sop)}`;
    const found = posted[viewKey(view)];
    if (!found) return undefined;
    return `#/${[channel, found.thread ?? '', found.id].map(encodeURIComponent).join('/')}`;
  };
}
