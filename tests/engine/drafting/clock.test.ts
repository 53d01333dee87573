import { describe, expect, it } from 'vitest';
import { clockDueOf, dueOf } from '../../../src/engine/drafting/deadline.ts';
import { scheduleIn } from '../../../src/engine/drafting/routine.ts';
import { clockWords, timeOfDay } from '../../../src/engine/drafting/time-of-day.ts';
import { lexicon } from './lexicons.ts';

describe('deadlines', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'Tell the shift lead within 30 minutes.', 'PT30M'],
    ['en', 'Answer within an hour', 'PT1H'],
    ['en', 'Reply within the next 24 hours', 'PT24H'],
    ['en', 'no later than two working days after', 'P2D'],
    ['en', 'in less than half an hour', 'PT30M'],
    ['en', 'within 10000 days', undefined],
    ['en', 'within the building', undefined],
    ['en', 'Wait 30 minutes', undefined],
    ['de', 'innerhalb von 2 Stunden melden', 'PT2H'],
    ['de', 'binnen 24 Stunden', 'PT24H'],
    ['de', 'spätestens nach drei Tagen', 'P3D'],
    ['de', 'innerhalb des Gebäudes', undefined],
    ['fr', 'dans les 24 heures', 'PT24H'],
    ['fr', 'sous 48 h', 'PT48H'],
    ['fr', 'dans un délai de deux jours', 'P2D'],
    ['fr', 'sous le comptoir', undefined],
    ['es', 'en menos de 15 minutos', 'PT15M'],
    ['es', 'dentro de las 24 horas', 'PT24H'],
    ['es', 'en un plazo máximo de 3 días', 'P3D'],
    ['es', 'dentro de la caja', undefined],
    ['pt', 'em até 2 dias', 'P2D'],
    ['pt', 'no prazo de 48 horas', 'PT48H'],
    ['it', 'entro 30 minuti', 'PT30M'],
    ['it', 'entro e non oltre 2 giorni', 'P2D'],
    ['it', 'entro il locale', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(dueOf(text, lexicon(language))?.value).toBe(expected);
  });
});

describe('times of day by which something is due', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'Finish before 07:00', '07:00'],
    ['en', 'by 10 am every day', '10:00'],
    ['en', 'no later than 5:30 pm', '17:30'],
    ['en', 'by 10 people', undefined],
    ['en', 'before 5 °C', undefined],
    ['de', 'vor 7 Uhr', '07:00'],
    ['de', 'bis 18:30 Uhr', '18:30'],
    ['de', 'bis 5 °C', undefined],
    ['fr', 'avant 18h', '18:00'],
    ['fr', 'au plus tard à 9h30', '09:30'],
    ['es', 'antes de las 8:00', '08:00'],
    ['pt', 'antes das 8h', '08:00'],
    ['it', 'entro le 20:00', '20:00'],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    const found = clockDueOf(text, lexicon(language));
    expect(found && clockWords(found.value)).toBe(expected);
  });
});

it.each([
  ['25:00', undefined],
  ['12:60', undefined],
  ['12 am', '00:00'],
  ['7', undefined],
  ['5.30', undefined],
])('%s is a time of day or none', (text, expected) => {
  const found = timeOfDay(text);
  expect(found && clockWords(found)).toBe(expected);
});

describe('schedules', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'Daily at 06:30', '30 6 * * *'],
    ['en', 'daily before 07:00', '0 6 * * *'],
    ['en', 'Every morning before opening', '0 7 * * *'],
    ['en', 'Every Monday at 8 am', '0 8 * * 1'],
    ['en', 'each Tuesday and Thursday', '0 8 * * 2,4'],
    ['en', 'Monday to Friday at 9:00', '0 9 * * 1-5'],
    ['en', 'Weekly cleaning', '0 8 * * 1'],
    ['en', 'every month', '0 8 1 * *'],
    ['en', 'hourly', '0 * * * *'],
    ['en', 'Open the shop', undefined],
    ['de', 'jeden Montag', '0 8 * * 1'],
    ['de', 'Täglich um 22 Uhr', '0 22 * * *'],
    ['de', 'freitags um 15:00', '0 15 * * 5'],
    ['de', 'werktags vor 8 Uhr', '0 7 * * 1-5'],
    ['de', 'Monatliche Kontrolle', '0 8 1 * *'],
    ['fr', 'chaque matin', '0 7 * * *'],
    ['fr', 'tous les lundis à 9h', '0 9 * * 1'],
    ['fr', 'Contrôle hebdomadaire', '0 8 * * 1'],
    ['es', 'todos los días a las 6:00', '0 6 * * *'],
    ['es', 'cada viernes', '0 8 * * 5'],
    ['es', 'de lunes a viernes', '0 8 * * 1-5'],
    ['pt', 'diariamente às 7h', '0 7 * * *'],
    ['pt', 'toda segunda-feira', '0 8 * * 1'],
    ['it', 'ogni giorno alle 6:30', '30 6 * * *'],
    ['it', 'ogni lunedì', '0 8 * * 1'],
    ['it', 'ogni sera', '0 20 * * *'],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(scheduleIn(text, lexicon(language))?.cron).toBe(expected);
  });

  it('says where the hour is a guess', () => {
    expect(scheduleIn('daily at 06:30', lexicon('en'))?.guessed).toBe(false);
    expect(scheduleIn('daily', lexicon('en'))?.guessed).toBe(true);
  });
});
