/** Completion of `/sop …` above a message box: arrows choose, Tab or Enter takes, Esc closes. */

import { get } from './api.js';
import { h } from './dom.js';
import { alone, sayable } from './phrase-words.js';

const PREFIX = '/sop';
let count = 0;

export function createCompletion(box, fill) {
  count += 1;
  const id = `completion-${count}`;
  const list = h('ul', { class: 'completion', id, role: 'listbox', 'aria-label': 'What Sopwith can do', hidden: true });
  let offers = [];
  let chosen = 0;
  let moved = false;
  let asked = 0;
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', id);

  function close() {
    list.hidden = true;
    offers = [];
    asked += 1;
    box.removeAttribute('aria-activedescendant');
  }

  function draw() {
    list.hidden = offers.length === 0;
    list.replaceChildren(
      ...offers.map((offer, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `${id}-${index}`,
            'aria-selected': String(index === chosen),
            // Not click: the box would lose its focus, and on a phone the keyboard would jump.
            onpointerdown: (event) => {
              event.preventDefault();
              take(offer);
            },
          },
          h('span', { class: 'phrase' }, `${PREFIX} ${offer.phrase}`),
          h('span', { class: 'explains' }, offer.explains),
        ),
      ),
    );
    if (offers.length) box.setAttribute('aria-activedescendant', `${id}-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  function take(offer) {
    close();
    fill(`${PREFIX} ${sayable(offer.phrase)} `);
  }

  /** Enter takes what would finish the words; whoever has typed more than the offer says wants to send it. */
  function goesOn(offer) {
    const offered = `${PREFIX} ${sayable(offer.phrase)}`;
    const typed = box.value.trim();
    return offered.startsWith(typed) && offered !== typed;
  }

  async function look(text) {
    if (!text.startsWith('/') || text.includes('\n') || !(PREFIX.startsWith(text) || text.startsWith(`${PREFIX} `)))
      return close();
    asked += 1;
    const mine = asked;
    const typed = text.slice(PREFIX.length).trimStart();
    const found = await get(`/complete?${new URLSearchParams({ text: typed })}`).catch(() => ({ offers: [] }));
    if (mine !== asked) return;
    offers = found.offers;
    chosen = 0;
    moved = false;
    draw();
  }

  /** True if the key was meant for the list. */
  function key(event) {
    const wasOpen = !list.hidden;
    // Esc means no list: not the one either that is still on its way.
    if (event.key === 'Escape') close();
    if (!wasOpen) return false;
    if (event.key === 'Escape') return true;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      moved = true;
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length;
      draw();
    } else if (event.key === 'Tab' || event.key === 'Enter') {
      const whole = offers.some((offer) => `${PREFIX} ${alone(offer.phrase)}` === box.value.trim());
      if (event.key === 'Enter' && !moved && (whole || !goesOn(offers[chosen]))) return close() ?? false;
      take(offers[chosen]);
    } else return false;
    return true;
  }

  box.addEventListener('blur', close);
  return { list, look, key, close };
}
