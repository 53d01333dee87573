/** What of an offered phrase can be said as it stands: `run KEY`, `quiet [everybody] [20:00-07:00|off]`. */

/** The phrase up to what somebody puts there in their own words: `run`, `quiet`, `role`. */
export const sayable = (phrase) => phrase.replace(/ (?:\[|[A-Z]{2,}\b).*$/, '');

/** The phrase without what may follow, but need not: `quiet`; `show KEY` is not whole without the key. */
export const alone = (phrase) => phrase.replace(/ \[.*$/, '');
