/**
 * How long something has waited goes on while one looks. Counted from what the page said: the clock of this machine may be
 * another one. The words are those of `cards/sentence.ts`.
 */
(() => {
  const EVERY = 15_000;
  const seen = new WeakMap();

  function lasting(ms) {
    const minutes = Math.floor(ms / 60_000);
    if (minutes < 1) return 'less than a minute';
    const days = Math.floor(minutes / 1_440);
    const hours = Math.floor((minutes % 1_440) / 60);
    const rest = days > 0 ? 0 : minutes % 60;
    const long = days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : '';
    return [long, hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
  }

  function tick() {
    const now = performance.now();
    for (const span of document.querySelectorAll('[data-lasting]')) {
      if (!seen.has(span)) seen.set(span, now);
      span.textContent = lasting(Number(span.dataset.lasting) + now - seen.get(span));
    }
  }

  tick();
  setInterval(tick, EVERY);
})();
