/** A menu under a button: arrows move, Enter and Space choose, Esc and a click elsewhere close. */
import { h } from './dom.js';

const GAP = 4;
const KEYS = { ArrowDown: 1, ArrowUp: -1 };

/** `items` are { label, choose }. */
export function showMenu(button, items) {
  const entries = items.map(({ label, choose }) =>
    h(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        role: 'menuitem',
        tabindex: '-1',
        onclick: () => {
          menu.hidePopover();
          choose();
        },
      },
      label,
    ),
  );
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto', 'aria-label': button.textContent }, ...entries);
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') return menu.hidePopover();
    const step = KEYS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = entries.indexOf(document.activeElement);
    entries[(at + step + entries.length) % entries.length].focus();
  });
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    button.setAttribute('aria-expanded', 'false');
    menu.remove();
  });
  // Esc closes the menu, not the thread behind it.
  menu.addEventListener('keydown', (event) => event.key === 'Escape' && event.stopPropagation());
  document.body.append(menu);
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  button.setAttribute('aria-expanded', 'true');
  entries[0]?.focus();
}

/** Below the button, or above it where there is no room; never beyond the edge of the page. */
function place(menu, under) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isAbove = under.bottom + GAP + height > innerHeight && under.top > height + GAP;
  menu.style.top = `${isAbove ? under.top - GAP - height : under.bottom + GAP}px`;
  menu.style.left = `${Math.max(GAP, Math.min(under.left, innerWidth - width - GAP))}px`;
}
