/** Public holidays, as date-holidays works them out: on this machine, from the rules of each country. */
import type { default as Library } from 'date-holidays';
import type { Holidays } from '../../engine/settings/settings.ts';
import type { Calendar, Country, Holiday } from '../../runtime/ports.ts';

const DAY = 86_400_000;
/** Years of places kept: a year takes a tenth of a second to work out. */
const MOST_KEPT = 1_000;

/** The library takes half a second to load: only a workspace that rests on holidays waits for it, and once. */
export function createCalendar(): Calendar {
  let library: Promise<typeof Library> | undefined;
  const load = () => {
    library ??= import('date-holidays').then((loaded) => loaded.default);
    return library;
  };
  let countries: Promise<readonly Country[]> | undefined;
  const years = new Map<string, Promise<readonly Holiday[]>>();
  return {
    countries() {
      countries ??= load().then(countriesIn);
      return countries;
    },
    holidays(where, year) {
      const key = `${where.country} ${where.region ?? ''} ${year}`;
      const known = years.get(key) ?? load().then((Holidays) => daysOf(Holidays, where, year));
      years.delete(key);
      years.set(key, known);
      const [oldest] = years.keys();
      if (years.size > MOST_KEPT && oldest !== undefined) years.delete(oldest);
      return known;
    },
  };
}

/** Regions of a region are told with it: `BY-A`. */
function countriesIn(Holidays: typeof Library): readonly Country[] {
  const all = new Holidays();
  return Object.entries(all.getCountries('en')).map(([country, name]) => {
    const states = Object.entries(all.getStates(country, 'en') ?? {});
    const regions = states.flatMap(([state, title]) => {
      const parts = Object.entries(all.getRegions(country, state, 'en') ?? {});
      const within = parts.map(([part, called]) => ({ code: `${state}-${part}`, name: `${called}, ${title}` }));
      return [{ code: state, name: title }, ...within];
    });
    return { code: country, name, regions };
  });
}

/**
 * Those of the year before may last into this one. A holiday is named by the day on which it is kept, also where it begins in
 * the evening before: it counts as that whole day.
 */
function daysOf(Library: typeof import('date-holidays').default, where: Holidays, year: number): readonly Holiday[] {
  const [state, region] = where.region?.split('-') ?? [];
  const options = { types: ['public' as const] };
  const place = new Library({ country: where.country, ...(state && { state }), ...(region && { region }) }, options);
  const days = [year - 1, year].flatMap((one) =>
    place.getHolidays(one, 'en').flatMap(({ date, name, start, end }) => {
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      const long = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      return Array.from({ length: long }, (_, index) => ({ date: dateOf(first + index * DAY), name }));
    }),
  );
  return days
    .filter(({ date }) => date.startsWith(`${year}-`))
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
