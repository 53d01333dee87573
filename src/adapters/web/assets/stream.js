/** Live changes. The browser reconnects by itself and says which change it saw last, so nothing is missed between. */

import { zone } from './time.js';
import { startOver, takeMessage, takeUnread, workspace } from './workspace.js';

const BACK_FOR = 2500;

/** Opens the stream, and shows in `banner` when the connection is lost and when it is back. */
export function startStream(banner) {
  const query = new URLSearchParams({ as: workspace.me, since: String(workspace.seq), zone });
  const source = new EventSource(`/api/local/stream?${query}`);
  let lost = false;
  let hiding;

  const show = (state, text) => {
    clearTimeout(hiding);
    banner.dataset.state = state;
    banner.textContent = text;
    banner.hidden = false;
  };

  source.addEventListener('open', () => {
    if (!lost) return;
    lost = false;
    show('back', 'Connected again.');
    hiding = setTimeout(() => {
      banner.hidden = true;
    }, BACK_FOR);
  });
  source.addEventListener('error', () => {
    lost = true;
    show('lost', 'Connection lost. Trying again…');
    // A browser gives up for good after an HTTP error; the page does not.
    if (source.readyState === EventSource.CLOSED)
      hiding = setTimeout(() => {
        source.close();
        startStream(banner);
      }, BACK_FOR);
  });
  source.addEventListener('changes', (event) => {
    const { messages, unread } = JSON.parse(event.data);
    workspace.seq = Number(event.lastEventId);
    for (const message of messages) takeMessage(message);
    takeUnread(unread);
  });
  source.addEventListener('reset', (event) => {
    workspace.seq = Number(event.lastEventId);
    void startOver();
  });
  source.addEventListener('other_member', () => location.reload());
  addEventListener('pagehide', () => source.close());
}
