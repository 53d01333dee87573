/** Menus that close when one turns away from them, the choice between light and dark, and where one is. Without it all still work. */
const KEY = 'sopwith.theme';
const root = document.documentElement;

for (const menu of document.querySelectorAll('[data-menu]')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener('pointerdown', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

for (const choice of document.querySelectorAll('[data-theme-switch]')) {
  choice.hidden = false;
  for (const radio of choice.querySelectorAll('input')) {
    radio.checked = radio.value === (root.dataset.theme ?? 'system');
    radio.addEventListener('change', () => {
      if (radio.value === 'system') {
        localStorage.removeItem(KEY);
        delete root.dataset.theme;
      } else {
        localStorage.setItem(KEY, radio.value);
        root.dataset.theme = radio.value;
      }
    });
  }
}

// On a phone the header and the tabs are wider than the screen: where one is stands in view, and so does what the Tab key
// comes to. They are scrolled by themselves, because what is scrolled into view is where the Tab key goes on from.
function bringIntoView(strip, link) {
  const { left, width } = link.getBoundingClientRect();
  strip.scrollLeft += left + width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
}
for (const strip of document.querySelectorAll('.nav, .tabs')) {
  const here = strip.querySelector('[aria-current]');
  if (here) bringIntoView(strip, here);
  strip.addEventListener('focusin', ({ target }) => {
    // What a pointer holds stays where it is.
    if (target.matches(':focus-visible')) bringIntoView(strip, target);
  });
}

// A flow begins in the middle of its picture.
for (const picture of document.querySelectorAll('[data-begins="middle"]')) {
  picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
}
