/** Whose holidays somebody means: a country, or a region of it, by its code or its name. */
import { nearest } from '../engine/nearest.ts';
import type { Holidays } from '../engine/settings/settings.ts';
import type { Refusal } from './command.ts';
import type { Country } from './ports.ts';

type Found = { readonly where: Holidays } | { readonly refusal: Refusal };
type Named = { readonly code: string; readonly name: string };

/** Regions of a country that are told at most. */
const MOST_TOLD = 30;
/** Places that are told where no name is near. */
const MOST_NEAR = 3;

/** People say these, and no list of countries does. */
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  usa: 'US',
  america: 'US',
  holland: 'NL',
};

/** `GB-ENG`, `DE BY`, `Germany, Bayern`, `England`. Whoever names a region that is unknown is told those of its country. */
export function placeMeant(typed: string, countries: readonly Country[]): Found {
  const wanted = plain(typed);
  const ways = spacesIn(wanted).flatMap((at) => {
    const country = countryOf(wanted.slice(0, at), countries);
    return country ? [{ country, rest: wanted.slice(at + 1) }] : [];
  });
  for (const { country, rest } of ways) {
    if (rest === '') return { where: { country: country.code } };
    const region = called(rest, country.regions);
    if (region) return { where: { country: country.code, region: region.code } };
  }
  const [only, another] = countries.flatMap((country) => {
    const region = called(wanted, country.regions, 'name');
    return region ? [{ country: country.code, region: region.code }] : [];
  });
  return only && !another ? { where: only } : { refusal: unknown(typed, ways[0]?.country, countries) };
}

/** Where words end, the last one first. */
function spacesIn(text: string): readonly number[] {
  return [...text.matchAll(/ |$/g)].map(({ index }) => index).toReversed();
}

function unknown(typed: string, country: Country | undefined, countries: readonly Country[]): Refusal {
  if (country && country.regions.length > 0) {
    const regions = country.regions.filter(({ code }) => !code.includes('-')).slice(0, MOST_TOLD);
    return { code: 'holidays_unknown', typed, nearest: regions.map(told), of: country.name };
  }
  if (country) return { code: 'holidays_unknown', typed, nearest: [told(country)] };
  const wanted = plain(typed);
  const names = new Map(countries.flatMap((one) => [one, ...one.regions]).map((one) => [plain(one.name), told(one)]));
  const near = nearest(wanted, [...names.keys()]);
  const beginning = countries.filter(({ name }) => wanted.length > 2 && plain(name).startsWith(wanted.slice(0, 4)));
  const meant = near === undefined ? beginning.slice(0, MOST_NEAR).map(told) : [names.get(near) ?? near];
  return { code: 'holidays_unknown', typed, nearest: meant };
}

function told({ code, name }: Named): string {
  return `${name} (${code})`;
}

function countryOf(wanted: string, countries: readonly Country[]): Country | undefined {
  return called(Object.hasOwn(ALSO, wanted) ? plain(ALSO[wanted] ?? '') : wanted, countries);
}

function called<One extends Named>(
  wanted: string,
  among: readonly One[],
  by: 'either' | 'name' = 'either',
): One | undefined {
  return among.find(({ code, name }) => plain(name) === wanted || (by === 'either' && plain(code) === wanted));
}

/** Without capitals, accents, and what stands between words. */
function plain(text: string): string {
  const letters = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return letters.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
