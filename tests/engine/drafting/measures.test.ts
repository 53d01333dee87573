import { describe, expect, it } from 'vitest';
import { limitInWords, limitsOf, measureInWords, measuresOf } from '../../../src/engine/drafting/measures.ts';
import { lexicon } from './lexicons.ts';

describe('limits', () => {
  const cases: [string, string, string[]][] = [
    ['en', 'between 0 and 5 °C', ['0 to 5 °C']],
    ['en', 'between 2 °C and 8 °C', ['2 to 8 °C']],
    ['en', 'from -2 to 4 degrees', ['-2 to 4 °']],
    ['en', 'keep at 2-8°C', ['2 to 8 °C']],
    ['en', 'Fridge 1–4 °C, freezer -22 to -18 °C', ['1 to 4 °C', '-22 to -18 °C']],
    ['en', 'at most 63 °C', ['at most 63 °C']],
    ['en', 'must not exceed 5.5 bar', ['at most 5.5 bar']],
    ['en', 'It must never rise above 8 °C', ['at most 8 °C']],
    ['en', 'must not drop below 63 °C', ['at least 63 °C']],
    ['en', 'at least 30 minutes', ['at least 30 minutes']],
    ['en', '75 °C or above', ['at least 75 °C']],
    ['en', '-18 °C or colder', ['at most -18 °C']],
    ['en', '≤ 10 % and ≥ 3 kg', ['at most 10 %', 'at least 3 kg']],
    ['en', 'humidity < 60%', ['at most 60 %']],
    ['en', 'pH 7.2–7.6', ['7.2 to 7.6 pH']],
    ['en', 'pH between 6.5 and 7.5', ['6.5 to 7.5 pH']],
    ['en', 'torque of 5 ± 0.5 bar', ['4.5 to 5.5 bar']],
    ['en', 'a minimum of 1,500 g', ['at least 1500 g']],
    ['en', 'max. 2.5 ppm', ['at most 2.5 ppm']],
    ['en', 'no more than 20 minutes', ['at most 20 minutes']],
    ['en', 'an internal temperature of at least 165 °F', ['at least 165 °F']],
    ['en', 'above 100 EUR', ['at least 100 EUR']],
    ['en', 'up to €250', ['at most 250 €']],
    ['en', 'for at least five minutes', ['at least 5 minutes']],
    ['en', 'Min: 200 / Max: 3200', ['at least 200', 'at most 3200']],
    ['en', 'between 9 and 3 °C', []],
    ['en', 'Room 12 on floor 3', []],
    ['en', 'see steps 3-5 and page 12', []],
    ['en', 'version 2.0 to 3.1', []],
    ['de', 'zwischen 2 und 7 °C', ['2 to 7 °C']],
    ['de', '0 bis 5 °C', ['0 to 5 °C']],
    ['de', 'höchstens -18 °C', ['at most -18 °C']],
    ['de', 'zwischen 190 und 210 €', ['190 to 210 €']],
    ['de', 'höchstens 63 °C', ['at most 63 °C']],
    ['de', 'mindestens 2,5 kg', ['at least 2.5 kg']],
    ['de', 'darf 7 °C nicht überschreiten', ['at most 7 °C']],
    ['de', 'nicht unter 60 Grad', ['at least 60 °C']],
    ['de', 'pH-Wert von 7,0 bis 7,4', ['7 to 7.4 pH']],
    ['de', 'unter 1.000 Lux', ['at most 1000 lux']],
    ['de', 'maximal 20 Minuten', ['at most 20 minutes']],
    ['de', '15 Minuten oder mehr', ['at least 15 minutes']],
    ['fr', 'entre 0 et 4 °C', ['0 to 4 °C']],
    ['fr', 'au moins 63 °C', ['at least 63 °C']],
    ['fr', 'au moins 2,5 kg', ['at least 2.5 kg']],
    ['fr', 'de 2 à 8 °C', ['2 to 8 °C']],
    ['fr', 'ne doit pas dépasser 4 °C', ['at most 4 °C']],
    ['fr', 'inférieure ou égale à -18 °C', ['at most -18 °C']],
    ['fr', 'moins de 30 minutes', ['at most 30 minutes']],
    ['fr', '10 minutes maximum', ['at most 10 minutes']],
    ['fr', 'moins 18 °C ou moins', ['at most -18 °C']],
    ['es', 'como máximo 5 °C', ['at most 5 °C']],
    ['es', 'máximo 5 °C', ['at most 5 °C']],
    ['es', 'entre 2 y 8 °C', ['2 to 8 °C']],
    ['es', 'de 0 a 4 grados', ['0 to 4 °C']],
    ['es', 'no debe superar los 5 °C', ['at most 5 °C']],
    ['es', 'al menos 20 segundos', ['at least 20 seconds']],
    ['es', 'superior a 65 °C', ['at least 65 °C']],
    ['es', 'cloro: 1,0 – 3,0 ppm', ['1 to 3 ppm']],
    ['pt', 'no mínimo 60 °C', ['at least 60 °C']],
    ['pt', 'no máximo 5 °C', ['at most 5 °C']],
    ['pt', 'entre 2 e 8 °C', ['2 to 8 °C']],
    ['pt', 'não deve ultrapassar 10 %', ['at most 10 %']],
    ['pt', 'até 30 minutos', ['at most 30 minutes']],
    ['pt', 'abaixo de -15 °C', ['at most -15 °C']],
    ['it', 'tra 0 e 4 °C', ['0 to 4 °C']],
    ['it', 'non superiore a 4 °C', ['at most 4 °C']],
    ['it', '0 ÷ 4 °C', ['0 to 4 °C']],
    ['it', 'almeno 70 °C', ['at least 70 °C']],
    ['it', 'da 2 a 8 °C', ['2 to 8 °C']],
    ['it', 'al massimo 10 minuti', ['at most 10 minutes']],
    ['it', 'inferiore a 1,5 bar', ['at most 1.5 bar']],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(limitsOf(text, lexicon(language)).map(limitInWords)).toEqual(expected);
  });
});

it.each([
  ['en', 'Heat the oven to 180 °C for 20 minutes', ['180 °C', '20 minutes']],
  ['en', 'Fill to a depth of 6cm', ['6 cm']],
  ['en', 'Leave it for an hour', ['1 hours']],
  ['de', 'Auf 72 °C erhitzen', ['72 °C']],
  ['fr', 'Cuire pendant dix minutes', ['10 minutes']],
  ['en', 'Go to room 12', []],
])('amounts, %s: %s', (language, text, expected) => {
  expect(measuresOf(text, lexicon(language)).map(measureInWords)).toEqual(expected);
});

it.each([
  ['en', 'If the temperature is above 5 °C, call the manager.', true],
  ['en', 'Call the manager if it is above 5 °C.', true],
  ['en', 'Check if it is above 5 °C.', undefined],
  ['en', 'It must be below 5 °C.', undefined],
  ['de', 'Wenn der Wert über 7 °C liegt, Techniker rufen.', true],
  ['fr', 'Si la température dépasse 4 °C, jeter.', true],
  ['es', 'Si supera los 5 °C, avise al jefe.', true],
  ['pt', 'Se estiver acima de 5 °C, avise.', true],
  ['it', 'Se supera i 4 °C, avvisare.', true],
])('in a condition, %s: %s', (language, text, expected) => {
  expect(limitsOf(text, lexicon(language))[0]?.conditional).toBe(expected);
});
