/** Public holidays as they are worked out here, and whose are meant. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/adapters/calendar/calendar.ts';
import { settingsCommandSchema } from '../../src/engine/settings/commands.ts';
import { placeMeant } from '../../src/runtime/holiday-place.ts';
import type { Country } from '../../src/runtime/ports.ts';

const calendar = createCalendar();
let countries: readonly Country[];
beforeAll(async () => {
  countries = await calendar.countries();
});

describe('the holidays of a year', () => {
  const names = async (country: string, region: string | undefined, year = 2026) => {
    const where = region === undefined ? { country } : { country, region };
    return (await calendar.holidays(where, year)).map(({ date, name }) => `${date.slice(5)} ${name}`);
  };

  it('are public ones only, in order', async () => {
    expect(await names('GB', 'ENG')).toEqual([
      "01-01 New Year's Day",
      '04-03 Good Friday',
      '04-06 Easter Monday',
      '05-04 Early May bank holiday',
      '05-25 Spring bank holiday',
      '08-31 Summer bank holiday',
      '12-25 Christmas Day',
      '12-26 Boxing Day',
      '12-28 Boxing Day (substitute day)',
    ]);
  });

  it('are those of a region, and of a part of it', async () => {
    expect(await names('DE', undefined)).not.toContain('06-04 Corpus Christi');
    expect(await names('DE', 'BY')).toContain('06-04 Corpus Christi');
    expect(await names('DE', 'BY')).not.toContain('08-08 Peace Festival');
    expect((await names('DE', 'BY-A')).filter((one) => one.startsWith('08-08'))).toHaveLength(1);
  });

  it('are whole days, though they begin in the evening before, and as many as they last', async () => {
    expect((await names('IL', undefined)).filter((one) => one.includes('Passover'))).toContain(
      '04-02 Passover (Pesach)',
    );
    const eid = (await names('SA', undefined)).filter((one) => one.includes('Fitr'));
    expect(eid.map((one) => one.slice(0, 5))).toEqual(['03-19', '03-20', '03-21', '03-22']);
  });

  it('are of that year, whichever they began in', async () => {
    for (const year of [2025, 2026, 2027]) {
      const days = await calendar.holidays({ country: 'NP' }, year);
      expect(days.filter(({ date }) => !date.startsWith(`${year}-`))).toEqual([]);
    }
  });

  it('are none of a place that nobody knows', async () => {
    expect(await calendar.holidays({ country: 'XX' }, 2026)).toEqual([]);
  });

  it('are worked out once', async () => {
    const first = await calendar.holidays({ country: 'PT' }, 2026);
    expect(await calendar.holidays({ country: 'PT' }, 2026)).toBe(first);
  });
});

it('all places can be set', () => {
  const places = countries.flatMap(({ code: country, regions }) => [
    { country },
    ...regions.map(({ code: region }) => ({ country, region })),
  ]);
  expect(places.length).toBeGreaterThan(500);
  const refused = places.filter((where) => {
    return !settingsCommandSchema.safeParse({ type: 'setHolidays', settings: 'settings', ...where }).success;
  });
  expect(refused).toEqual([]);
});

describe('whose holidays are meant', () => {
  it.each<[string, object]>([
    ['GB', { country: 'GB' }],
    ['GB-ENG', { country: 'GB', region: 'ENG' }],
    ['gb eng', { country: 'GB', region: 'ENG' }],
    ['England', { country: 'GB', region: 'ENG' }],
    ['UK', { country: 'GB' }],
    ['united kingdom, scotland', { country: 'GB', region: 'SCT' }],
    ['DE BY', { country: 'DE', region: 'BY' }],
    ['Germany Bayern', { country: 'DE', region: 'BY' }],
    ['DE-BY-A', { country: 'DE', region: 'BY-A' }],
    ['Baden-Wurttemberg', { country: 'DE', region: 'BW' }],
    ['Portugal', { country: 'PT' }],
    ['united states of america', { country: 'US' }],
  ])('%s', (typed, where) => {
    expect(placeMeant(typed, countries)).toEqual({ where });
  });

  it.each<[string, object]>([
    ['Portgual', { nearest: ['Portugal (PT)'] }],
    ['Middle-earth', { nearest: [] }],
    ['', { nearest: [] }],
    ['DE Franconia', { of: 'Germany', nearest: expect.arrayContaining(['Bayern (BY)', 'Berlin (BE)']) }],
    ['Portugal Lisbon', { nearest: ['Portugal (PT)'] }],
    ['United Kingdom, Wessex', { of: 'United Kingdom', nearest: expect.arrayContaining(['England (ENG)']) }],
  ])('is asked about: “%s”', (typed, refusal) => {
    expect(placeMeant(typed, countries)).toMatchObject({ refusal: { code: 'holidays_unknown', typed, ...refusal } });
  });
});
