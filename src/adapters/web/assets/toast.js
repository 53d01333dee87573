/** A short line at the foot of the page, read out politely; it goes by itself. */
import { h } from './dom.js';

const STAYS = 7000;

export function toast(text) {
  const close = () => line.remove();
  const line = h(
    'div',
    { class: 'toast' },
    h('span', {}, text),
    h('button', { type: 'button', class: 'text-button', onclick: close }, 'Dismiss'),
  );
  document.getElementById('toasts').append(line);
  setTimeout(close, STAYS);
}
