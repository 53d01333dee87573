/** What writes instants as clocks and calendars show them. To make one takes a hundred times as long as to use it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
/** There are about 600 zones and a dozen ways to write a time. */
const MOST = 2_000;

export function clockFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = clocks.get(name);
  if (known) return known;
  const clock = new Intl.DateTimeFormat(locale, options);
  if (clocks.size >= MOST) clocks.clear();
  clocks.set(name, clock);
  return clock;
}
