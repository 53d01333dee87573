/**
 * Reads the page again when what it shows has changed: what is typed in, what is unfolded and where the
 * focus is stay as they are.
 */
(() => {
  const PAUSE = 400;
  /** Until a server that did not answer is asked again. */
  const LATER = 5_000;

  const main = document.querySelector('main[data-live]');
  const shown = (main?.dataset.live ?? '').split(',').filter((one) => one !== '');

  let isWaiting = false;
  let isReading = false;
  let isAgain = false;

  /** A form that somebody fills in is not taken from under their hands. */
  function isTyping() {
    const { activeElement } = document;
    return main.contains(activeElement) && activeElement.matches('input, textarea, select');
  }

  /** What is wider than the screen stays where somebody has moved it. */
  const strips = () => [...main.querySelectorAll('.tabs, .picture, .table-scroll')];

  async function read() {
    isWaiting = false;
    if (isReading) {
      isAgain = true;
      return;
    }
    if (isTyping()) return soon();
    isReading = true;
    try {
      const response = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (response.status >= 500) return later();
      // Signed out, or not theirs to see any more: the next page that they ask for says so.
      if (!response.ok || response.redirected) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
      if (!fresh || isTyping()) return;
      const { id } = document.activeElement ?? {};
      for (const one of main.querySelectorAll('details[id][open]')) {
        const same = fresh.querySelector(`#${CSS.escape(one.id)}`);
        if (same) same.open = true;
      }
      const scrolled = strips().map(({ scrollLeft }) => scrollLeft);
      main.replaceChildren(...fresh.childNodes);
      for (const [index, strip] of strips().entries()) strip.scrollLeft = scrolled[index] ?? 0;
      if (id) document.getElementById(id)?.focus({ preventScroll: true });
    } catch {
      // It starts anew, or the network is gone: what has changed is still to be read, and nobody tells of it twice.
      later();
    } finally {
      isReading = false;
      if (isAgain) {
        isAgain = false;
        soon();
      }
    }
  }

  function later() {
    setTimeout(soon, LATER);
  }

  function soon() {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(read, PAUSE);
  }

  if (shown.length > 0) {
    const changes = new EventSource(`/library/changes?since=${main.dataset.since}`);
    const kinds = new Set(shown.map((one) => one.split(' ')[0]));
    for (const kind of kinds) {
      changes.addEventListener(kind, ({ data }) => {
        const { id } = JSON.parse(data);
        if (shown.includes(kind) || shown.includes(`${kind} ${id}`)) soon();
      });
    }
    changes.addEventListener('reset', soon);
  }
})();
