import { expect, it } from 'vitest';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { documentOf } from './blocks.ts';

const steps = (text: string) =>
  draftProcedures(documentOf(text)).drafts.flatMap(({ definition }) =>
    (definition.steps ?? []).map((step) => [step.title, step.instructions ?? '']),
  );

it.each([
  [
    'en: letters below a whole instruction say how',
    '1. Open the shutter.\n2. Heat the griddle and wait for the green lamp.\n  a) Scrape the plate\n  b) Oil the plate\n3. Light the sign.',
    [
      ['Open the shutter', ''],
      ['Heat the griddle and wait for the green lamp', '- Scrape the plate\n- Oil the plate'],
      ['Light the sign', ''],
    ],
  ],
  [
    'de: so do bullets',
    '1. Ofen einschalten und 10 Minuten warten.\n  - Rost einlegen\n  - Klappe schließen\n2. Licht einschalten.',
    [
      ['Ofen einschalten und 10 Minuten warten', '- Rost einlegen\n- Klappe schließen'],
      ['Licht einschalten', ''],
    ],
  ],
  [
    'fr: letters below a label are the steps, and the label goes with the first',
    '1. La réserve :\n  a) Fermer la porte\n  b) Ranger les cartons\n2. Éteindre la lumière.',
    [
      ['Fermer la porte', 'La réserve :'],
      ['Ranger les cartons', ''],
      ['Éteindre la lumière', ''],
    ],
  ],
  [
    'en: a condition goes with each',
    '1. If the hall is empty:\n  a) Lock the doors\n  b) Switch off the heating\n2. Set the alarm.',
    [
      ['Lock the doors', 'If the hall is empty:'],
      ['Switch off the heating', 'If the hall is empty:'],
      ['Set the alarm', ''],
    ],
  ],
  [
    'es: numbers below numbers are the steps',
    '1. Limpie la barra\n  1. Retire los vasos\n  2. Pase el paño\n2. Cierre la puerta.',
    [
      ['Retire los vasos', 'Limpie la barra'],
      ['Pase el paño', ''],
      ['Cierre la puerta', ''],
    ],
  ],
  [
    'it: letters below a whole instruction say how',
    '1. Accendere il forno e attendere dieci minuti.\n  a) Pulire la griglia\n  b) Chiudere lo sportello\n2. Aprire la porta.',
    [
      ['Accendere il forno e attendere dieci minuti', '- Pulire la griglia\n- Chiudere lo sportello'],
      ['Aprire la porta', ''],
    ],
  ],
  [
    'pt: letters below a whole instruction say how',
    '1. Ligar a chapa e esperar dez minutos.\n  a) Raspar a chapa\n  b) Passar óleo\n2. Abrir a porta.',
    [
      ['Ligar a chapa e esperar dez minutos', '- Raspar a chapa\n- Passar óleo'],
      ['Abrir a porta', ''],
    ],
  ],
])('%s', (_what, text, expected) => {
  expect(steps(`# A\n${text}`)).toEqual(expected);
});
