/** Light or dark: what the machine prefers, until the person chooses. */
import { icon } from './dom.js';

const KEY = 'sopwith.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

function chosen() {
  return localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
}

function apply(button) {
  const theme = chosen();
  document.documentElement.dataset.theme = theme;
  button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'));
  button.setAttribute('aria-label', theme === 'dark' ? 'Use the light theme' : 'Use the dark theme');
  button.title = button.getAttribute('aria-label');
}

/** Makes `#theme` the switch. The theme itself was set by `early-theme.js`, before anything was drawn. */
export function startTheme() {
  const button = document.getElementById('theme');
  apply(button);
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, chosen() === 'dark' ? 'light' : 'dark');
    apply(button);
  });
  dark.addEventListener('change', () => apply(button));
}
