/** The list of channels with what is unread in each. */
import { h } from './dom.js';
import { channelAddress } from './route.js';
import { unreadOf, workspace } from './workspace.js';

export function drawChannels(list, current) {
  list.replaceChildren(
    ...[...workspace.channels.values()].map((channel) => h('li', {}, channelLink(channel, current))),
  );
  const waiting = [...workspace.channels.keys()].reduce((sum, id) => sum + unreadOf(id).count, 0);
  const name = workspace.channels.get(current)?.name;
  document.title = `${waiting ? `(${waiting}) ` : ''}${name ? `#${name} · ` : ''}Sopwith`;
}

function channelLink(channel, current) {
  const { count, mentions } = unreadOf(channel.id);
  const shown = count > 99 ? '99+' : String(count);
  const badge =
    count > 0 &&
    h(
      'span',
      { class: `badge ${mentions ? 'mentions' : ''}`, title: mentions ? 'Some of it waits for you' : undefined },
      shown,
      h('span', { class: 'visually-hidden' }, ' unread'),
    );
  return h(
    'button',
    {
      type: 'button',
      class: `side-item ${count ? 'has-unread' : ''}`,
      'aria-current': String(channel.id === current),
      'data-channel': channel.id,
      onclick: () => {
        location.hash = channelAddress(channel.id);
      },
    },
    h('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
    h('span', { class: 'label' }, channel.name),
    badge,
  );
}
