/** Shows one message of a log: brings it into view, and points at it for a moment. */

const POINTED_FOR = 2_000;

/** False if it does not stand there. */
export function reveal(log, message) {
  const element = log.querySelector(`[data-message="${CSS.escape(message)}"]`);
  if (!element) return false;
  element.scrollIntoView({ block: 'center' });
  element.classList.add('pointed');
  setTimeout(() => element.classList.remove('pointed'), POINTED_FOR);
  const first = element.querySelector('button:not([disabled]), a[href]');
  first?.focus({ preventScroll: true });
  return true;
}
