/** Live changes, and in a banner when the connection is lost and when it is back. */
import { subscribe } from './shared-stream.js';
import { zone } from './time.js';
import { startOver, takeMessage, takeUnread, workspace } from './workspace.js';

const BACK_FOR = 2500;

/** Follows every change since the workspace was loaded. */
export function startStream(banner) {
  let lost = false;
  let hiding;

  const show = (state, text) => {
    clearTimeout(hiding);
    banner.dataset.state = state;
    banner.textContent = text;
    banner.hidden = false;
  };
  const connected = (isConnected) => {
    if (!isConnected) {
      lost = true;
      return show('lost', 'Connection lost. Trying again…');
    }
    if (!lost) return;
    lost = false;
    show('back', 'Connected again.');
    hiding = setTimeout(() => {
      banner.hidden = true;
    }, BACK_FOR);
  };

  function happened({ type, data, seq }) {
    switch (type) {
      case 'connected':
        return connected(data);
      case 'other_member':
        return location.reload();
      case 'reset':
        workspace.seq = seq;
        return void startOver();
      case 'changes':
        workspace.seq = seq;
        for (const message of data.messages) takeMessage(message);
        return takeUnread(data.unread, data.waiting);
    }
  }

  subscribe({ member: workspace.me, zone, seen: () => workspace.seq, happened });
}
