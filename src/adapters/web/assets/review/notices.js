/** Lines under the bar that stay until they are dismissed, read out politely: what others did, what waits for a choice. */
import { h } from '../dom.js';

/** `action` is { label, act }; a newer line of the same `kind` takes the place of the one before. */
export function notice(text, { tone = 'accent', action, kind = 'others' } = {}) {
  const close = () => line.remove();
  const line = h(
    'div',
    { class: 'notice-line', 'data-tone': tone, 'data-kind': kind },
    h('span', {}, text),
    action &&
      h(
        'button',
        {
          type: 'button',
          class: 'text-button',
          onclick: () => {
            close();
            action.act();
          },
        },
        action.label,
      ),
    h('button', { type: 'button', class: 'text-button', onclick: close }, 'Dismiss'),
  );
  const notices = document.getElementById('notices');
  notices.querySelector(`[data-kind="${kind}"]`)?.remove();
  notices.append(line);
}

/** Said to who cannot see it. */
export function speak(text) {
  const spoken = document.getElementById('spoken');
  spoken.textContent = '';
  // The same words again are a change again.
  requestAnimationFrame(() => {
    spoken.textContent = text;
  });
}
