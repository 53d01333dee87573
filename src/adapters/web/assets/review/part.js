/** A part of the SOP that opens in place: what it is called, how much is in it, and one line of what it says. */
import { h } from '../dom.js';

export function createPart({ name, title, note }, ...content) {
  const count = h('span', { class: 'part-count' });
  const line = h('span', { class: 'part-line' });
  const element = h(
    'details',
    { class: 'part', 'data-part': name },
    h('summary', {}, h('span', { class: 'part-title' }, title), count, line),
    h('div', { class: 'part-body' }, note && h('p', { class: 'section-note' }, note), ...content),
  );
  return {
    element,
    /** `said`: what is in it, in a few words each. */
    update(said) {
      count.textContent = said.length > 0 ? String(said.length) : '';
      line.textContent = said.join(', ') || 'nothing yet';
    },
  };
}
