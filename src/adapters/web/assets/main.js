/** Puts the page together and follows its address. */
import { actAs } from './api.js';
import { drawChannels } from './channels.js';
import { h, icon } from './dom.js';
import { openPane } from './panes.js';
import { drawPeople } from './people.js';
import { channelAddress, currentRoute } from './route.js';
import { startStream } from './stream.js';
import { startTheme } from './theme.js';
import { toast } from './toast.js';
import { listen, loadWorkspace, workspace } from './workspace.js';

startTheme();

const byId = (id) => document.getElementById(id);
const frame = byId('frame');
const narrow = matchMedia('(max-width: 760px)');
/** The place each pane shows: { key, pane }. */
const shown = { main: undefined, thread: undefined };

async function show(which, place) {
  const key = place && `${place.channel}/${place.thread ?? ''}`;
  if (shown[which]?.key === key) return;
  shown[which]?.pane?.close();
  shown[which] = key && { key };
  if (!key) return;
  const pane = await openPane(byId(which), place);
  // The person may have gone on while it loaded.
  if (shown[which]?.key === key) shown[which].pane = pane;
  else pane.close();
}

function drawSide() {
  drawChannels(byId('channels'), currentRoute().channel);
}

async function follow() {
  const route = currentRoute();
  const first = workspace.channels.keys().next().value;
  const channel = workspace.channels.get(route.channel ?? '') ? route.channel : undefined;
  if (!channel && !narrow.matches) return location.replace(channelAddress(first));
  frame.dataset.thread = channel && route.thread ? 'open' : 'closed';
  frame.dataset.pane = !channel ? 'channels' : route.thread ? 'thread' : 'messages';
  byId('thread').hidden = !(channel && route.thread);
  drawSide();
  const about = workspace.channels.get(channel ?? first);
  byId('channel-name').textContent = `# ${about.name}`;
  byId('channel-topic').textContent = about.topic;
  byId('thread-of').textContent = `#${about.name}`;
  const wasThread = shown.thread?.key;
  const pointsAt = () => (route.message ? (route.thread ? shown.thread : shown.main)?.pane : undefined);
  try {
    await show('main', channel && { channel });
    await show('thread', channel && route.thread && { channel, thread: route.thread });
  } catch (failed) {
    toast(failed.message);
    if (route.thread) location.replace(channelAddress(channel));
  }
  if (pointsAt()) return pointsAt().reveal(route.message);
  if (!narrow.matches && matchMedia('(pointer: fine)').matches)
    (shown.thread?.key !== wasThread && shown.thread ? shown.thread : shown.main)?.pane?.focus();
}

function closeThread() {
  const { channel, thread } = currentRoute();
  if (!thread) return;
  location.hash = channelAddress(channel);
  document.querySelector(`[data-message="${CSS.escape(thread)}"] .reply-bar`)?.focus();
}

async function start() {
  for (const id of ['thread-back', 'channel-back']) byId(id).append(icon('back'));
  byId('thread-close').append(icon('close'));
  actAs(document.documentElement.dataset.member);
  await loadWorkspace();
  drawPeople(byId('people'));
  listen((change) => {
    drawSide();
    if (change.type !== 'reset') return;
    for (const which of ['main', 'thread']) {
      shown[which]?.pane?.close();
      shown[which] = undefined;
    }
    void follow();
  });
  addEventListener('hashchange', () => void follow());
  narrow.addEventListener('change', () => void follow());
  byId('thread-close').addEventListener('click', closeThread);
  byId('thread-back').addEventListener('click', closeThread);
  byId('channel-back').addEventListener('click', () => {
    location.hash = '#/';
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) closeThread();
  });
  // A file dropped beside a pane must not replace the page.
  for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
  await follow();
  startStream(byId('connection'));
}

start().catch((failed) => {
  document
    .querySelector('#main [data-body]')
    .replaceChildren(
      h('div', { class: 'empty' }, h('h3', {}, 'The workspace did not open'), h('p', {}, failed.message)),
    );
});
