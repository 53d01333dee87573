/** Instants in the reader's own zone, with the clock of 24 hours that the cards have. What comes later is said so too. */
(() => {
  const day = { day: 'numeric', month: 'short' };
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat('en-GB', { ...day, year: 'numeric' });
  const near = new Intl.DateTimeFormat('en-GB', { ...day, weekday: 'short' });
  const whole = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
  const DAYS = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' };

  const dayOf = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;

  function nearDay(at) {
    const now = new Date();
    const days = dayOf(at) - dayOf(now);
    return DAYS[days] ?? (at.getFullYear() === now.getFullYear() ? near.format(at) : date.format(at));
  }

  const styles = {
    time: (at) => clock.format(at),
    date: (at) => date.format(at),
    date_time: (at) => `${date.format(at)}, ${clock.format(at)}`,
    day_time: (at) => `${nearDay(at)} ${clock.format(at)}`,
    day: (at) => whole.format(at),
  };

  /** Where days begin is another place in each zone: rows under the headings of UTC's days come under those of the reader's. */
  function regroup(list) {
    const heading = list.querySelector('[data-day]');
    for (const other of list.querySelectorAll('[data-day]')) other.remove();
    let day;
    for (const row of list.querySelectorAll(':scope > [data-at]')) {
      const at = new Date(row.dataset.at);
      if (dayOf(at) !== day) {
        const own = heading.cloneNode(true);
        own.querySelector('time').dateTime = row.dataset.at;
        row.before(own);
      }
      day = dayOf(at);
    }
    delete list.dataset.days;
  }

  function say(within) {
    for (const list of within.querySelectorAll('[data-days]')) regroup(list);
    for (const time of within.querySelectorAll('time[data-style]')) {
      const at = new Date(time.dateTime);
      time.textContent = styles[time.dataset.style](at);
      time.title = full.format(at);
      // Said once: a text that is set again would be news to the observer.
      delete time.dataset.style;
    }
  }

  say(document);
  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length > 0)) say(document);
  }).observe(document.body, { childList: true, subtree: true });
})();
