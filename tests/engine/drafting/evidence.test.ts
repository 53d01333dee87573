import { describe, expect, it } from 'vitest';
import type { StepWords } from '../../../src/engine/drafting/asks.ts';
import { evidenceOf } from '../../../src/engine/drafting/evidence.ts';
import { Names } from '../../../src/engine/drafting/slug.ts';
import { lexicon } from './lexicons.ts';

const found = (language: string, words: StepWords) =>
  evidenceOf(words, new Names(), lexicon(language)).map((one) => one.value);

describe('what a step asks to produce', () => {
  const cases: [string, string, [string, string][]][] = [
    ['en', 'Check the fridge temperature. It must be between 0 and 5 °C.', [['number', 'Fridge temperature']]],
    ['en', 'Measure the water depth and record it.', [['number', 'Water depth']]],
    ['en', 'Count the cash float and write down the amount.', [['number', 'Cash float']]],
    ['en', 'Write down the temperature.', [['number', 'Temperature']]],
    ['en', 'Weigh the flour.', [['number', 'Flour']]],
    ['en', 'Enter the batch number of the milk in the log.', [['text', 'Note']]],
    ['de', 'Die Chargennummer notieren.', [['text', 'Notiz']]],
    ['it', 'Annotare il numero di lotto.', [['text', 'Numero di lotto']]],
    ['en', 'Take a photo of the counter when it is set.', [['photo', 'Photo of the counter']]],
    ['en', 'Compare the display with the photo on the wall.', []],
    ['en', 'Sign the delivery note.', [['signature', 'Signature']]],
    ['en', 'Put the sign out.', []],
    ['en', 'Look for signs of damage.', []],
    ['en', 'Sign in to the portal.', []],
    ['en', 'Note the reason.', [['text', 'Reason']]],
    ['en', 'Log in and open the queue.', []],
    ['en', 'Check the log for errors.', []],
    ['en', 'Record any faults in the logbook.', [['text', 'Faults']]],
    ['en', 'Open a ticket for the supplier.', [['text', 'Note']]],
    ['en', 'Attach the invoice.', [['file', 'Invoice']]],
    ['en', 'Print the Z report.', [['file', 'Z report']]],
    ['en', 'Fill in the incident form and hand it in.', [['file', 'Incident form']]],
    ['en', 'Read the report.', []],
    ['en', 'Tick the box on the sheet.', [['checkbox', 'Ticked off']]],
    ['en', 'Email the customer.', [['text', 'Message sent']]],
    [
      'en',
      'Take a picture and log the fault.',
      [
        ['photo', 'Picture'],
        ['text', 'Fault'],
      ],
    ],
    ['en', 'If the fridge temperature is above 5 °C, throw the food away.', []],
    ['en', 'Wait for at least 30 minutes.', []],
    ['en', 'Lock the door.', []],
    ['en', 'Write a summary of no more than 100 words.', [['text', 'Summary']]],
    ['en', 'Issue the credit and paste the credit note number.', [['text', 'Credit note number']]],
    ['de', 'Gutschriftnummer einfügen.', [['text', 'Gutschriftnummer']]],
    ['fr', 'Coller le numéro de remboursement.', [['text', 'Numéro de remboursement']]],
    ['es', 'Pegar el enlace del pedido.', [['text', 'Enlace del pedido']]],
    ['pt', 'Colar o número do pedido.', [['text', 'Número do pedido']]],
    ['it', 'Incollare il codice del rimborso.', [['text', 'Codice del rimborso']]],
    ['en', 'If the count is wrong, tell the manager.', []],
    ['de', 'Wenn Sie beim Zählen eine Differenz haben, die Leitung informieren.', []],
    ['fr', "Si le compte n'est pas bon, appeler la gérante.", []],
    ['de', 'Kühlschranktemperatur messen: zwischen 2 und 7 °C', [['number', 'Kühlschranktemperatur']]],
    [
      'de',
      'Foto machen und unterschreiben',
      [
        ['photo', 'Foto'],
        ['signature', 'Unterschrift'],
      ],
    ],
    ['de', 'Temperatur in die Liste eintragen.', [['number', 'Temperatur']]],
    ['de', 'Abweichungen notieren.', [['text', 'Notiz']]],
    ['de', 'Unfallbericht ausfüllen.', [['file', 'Unfallbericht']]],
    ['de', 'Erledigte Punkte abhaken.', [['checkbox', 'Abgehakt']]],
    ['de', 'Schild aufstellen.', []],
    ['de', 'Tür abschließen.', []],
    ['fr', 'Prendre une photo de la vitrine.', [['photo', 'Photo de la vitrine']]],
    ['fr', 'Relever la température du réfrigérateur.', [['number', 'Température du réfrigérateur']]],
    ['fr', "Noter l'heure dans le registre.", [['text', 'Heure']]],
    ['fr', 'Signer le bon de livraison.', [['signature', 'Signature']]],
    ['fr', 'Vérifier les signes de dommage.', []],
    ['fr', 'Remplir la fiche de contrôle.', [['file', 'Fiche de contrôle']]],
    ['es', 'Anotar la hora en la bitácora.', [['text', 'Hora']]],
    ['es', 'Tome una foto del área.', [['photo', 'Foto del área']]],
    ['es', 'Mida la temperatura de la cámara.', [['number', 'Temperatura de la cámara']]],
    ['es', 'Firme el acta de entrega.', [['signature', 'Firma']]],
    ['es', 'Adjuntar la factura.', [['file', 'Factura']]],
    [
      'pt',
      'Preencher e assinar o formulário.',
      [
        ['signature', 'Assinatura'],
        ['file', 'Formulário'],
      ],
    ],
    ['pt', 'Medir a temperatura da geladeira.', [['number', 'Temperatura da geladeira']]],
    ['pt', 'Tirar uma foto do balcão.', [['photo', 'Foto do balcão']]],
    ['pt', 'Registrar as ocorrências no livro.', [['text', 'Ocorrências']]],
    ['it', 'Allegare la ricevuta.', [['file', 'Ricevuta']]],
    ['it', 'Misurare la temperatura del frigorifero.', [['number', 'Temperatura del frigorifero']]],
    ['it', 'Annotare le anomalie nel registro.', [['text', 'Anomalie']]],
    ['it', 'Scattare una foto del banco.', [['photo', 'Foto del banco']]],
    ['it', 'Firmare il modulo di consegna.', [['signature', 'Firma']]],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(found(language, { text, details: [] }).map((item) => [item.type, item.title])).toEqual(expected);
  });

  it('keeps unit and limits of a reading, and of nothing else', () => {
    const [reading] = found('en', { text: 'Check the oil pressure: at least 2.5 bar.', details: [] });
    expect(reading).toEqual({ id: 'oil_pressure', title: 'Oil pressure', type: 'number', unit: 'bar', min: 2.5 });
  });

  it('asks for each reading of another unit', () => {
    const text = 'Free chlorine must be 1.0–3.0 ppm and pH 7.2–7.6. Record both in the pool log.';
    expect(found('en', { text, details: [] })).toMatchObject([
      { type: 'number', title: 'Chlorine', unit: 'ppm', min: 1, max: 3 },
      { type: 'number', title: 'pH', unit: 'pH', min: 7.2, max: 7.6 },
    ]);
  });

  it.each([
    ['en', 'Brewing must take 20 to 25 seconds.', 'Brewing', 20, 25],
    ['de', 'Die Spülung muss 10 bis 15 Sekunden dauern.', 'Spülung', 10, 15],
    ['fr', 'Le rinçage doit durer de 10 à 15 secondes.', 'Rinçage', 10, 15],
    ['es', 'El enjuague debe durar entre 10 y 15 segundos.', 'Enjuague', 10, 15],
    ['pt', 'O enxágue deve durar entre 10 e 15 segundos.', 'Enxágue', 10, 15],
    ['it', 'Il risciacquo deve durare tra 10 e 15 secondi.', 'Risciacquo', 10, 15],
  ])('measures how long it takes, %s: %s', (language, text, title, min, max) => {
    expect(found(language, { text, details: [] })).toMatchObject([
      { type: 'number', title, unit: 'seconds', min, max },
    ]);
    expect(found('en', { text: 'Cleaning must take at most 20 minutes.', details: [] })).toEqual([]);
  });

  it.each([
    [
      'en',
      'Record both readings.',
      'Look at the boiler and the brine temperature',
      ['Boiler temperature', 'Brine temperature'],
    ],
    ['en', 'Record both readings.', 'Look at the humidity and the temperature', ['Humidity', 'Temperature']],
    ['en', 'Record both readings.', 'Switch on the light', ['Both readings']],
    [
      'fr',
      'Relever les deux températures.',
      'Lire la température du frigo et du congélateur',
      ['Température du frigo', 'Température du congélateur'],
    ],
    [
      'es',
      'Mida ambas temperaturas.',
      'La temperatura de la cámara y del horno',
      ['Temperatura de la cámara', 'Temperatura del horno'],
    ],
  ])('%s: %s after “%s”', (language, text, before, titles) => {
    expect(found(language, { text, details: [], before }).map((item) => item.title)).toEqual(titles);
  });

  it.each([
    ['en', '°C', '≤ -18', { type: 'number', unit: '°C', max: -18 }],
    ['en', 'EUR', undefined, { type: 'number', unit: 'EUR' }],
    ['en', 'Core temperature', '70–75 °C', { type: 'number', title: 'Core temperature', unit: '°C', min: 70, max: 75 }],
    ['en', 'Temperature log', undefined, { type: 'text' }],
    ['de', 'bar', '1,0–1,5', { type: 'number', unit: 'bar', min: 1, max: 1.5 }],
    ['de', 'Foto', undefined, { type: 'photo' }],
    ['fr', 'Poids en kg', '≥ 2', { type: 'number', title: 'Poids en kg', unit: 'kg', min: 2 }],
    ['es', 'foto', undefined, { type: 'photo' }],
    ['pt', '%', '40–60', { type: 'number', unit: '%', min: 40, max: 60 }],
    ['it', 'firma', undefined, { type: 'signature' }],
  ])('a column of evidence, %s: %s with limit %s', (language, evidence, limit, expected) => {
    const words = { text: 'A 12', details: [], evidence, ...(limit === undefined ? {} : { limit }) };
    expect(found(language, words)).toMatchObject([expected]);
  });

  it('takes money and pieces for a reading where they are counted', () => {
    expect(
      found('de', { text: 'Kassenbestand zählen; er muss zwischen 190 und 210 € liegen', details: [] }),
    ).toMatchObject([{ type: 'number', title: 'Kassenbestand', unit: '€', min: 190, max: 210 }]);
    expect(found('en', { text: 'Count the spare keys: at least 4', details: [] })).toMatchObject([
      { type: 'number', min: 4 },
    ]);
  });

  it('takes what is out of order as the other side of what is in order, and is less sure', () => {
    const [one] = evidenceOf(
      { text: 'Check the fridge temperature. If it is above 5 °C, call the manager.', details: [] },
      new Names(),
      lexicon('en'),
    );
    expect(one?.value).toMatchObject({ type: 'number', max: 5 });
    expect(one?.confidence).toBeLessThan(0.6);
  });

  it('asks for what a column of evidence names, and for what blank columns are there for', () => {
    const text = 'Rinse the line';
    expect(found('en', { text, details: [], evidence: 'Cleaning log' })).toMatchObject([
      { type: 'text', title: 'Cleaning log' },
    ]);
    expect(found('en', { text, details: [], evidence: 'Form F-12' })).toMatchObject([
      { type: 'file', title: 'Form F-12' },
    ]);
    expect(found('en', { text, details: [], blank: ['Temperature °C', 'Initials', 'Comments'] })).toMatchObject([
      { type: 'number', title: 'Temperature °C' },
      { type: 'signature', title: 'Initials' },
      { type: 'text', title: 'Comments', required: false },
    ]);
    expect(found('de', { text: 'Leitung spülen', details: [], blank: ['Bemerkung'] })).toMatchObject([
      { type: 'text', title: 'Bemerkung', required: false },
    ]);
  });
});

it('two limits of one unit are two readings, each by the name before it', () => {
  const text = 'Measure the temperature of the fridge (2-8 °C) and of the freezer (≤ -18 °C)';
  expect(found('en', { text, details: [] })).toMatchObject([
    { title: 'Fridge', min: 2, max: 8, unit: '°C' },
    { title: 'Freezer', max: -18, unit: '°C' },
  ]);
});

it('columns of which one is ticked are a choice between them', () => {
  expect(found('de', { text: 'Licht', details: [], choices: ['OK', 'Nicht OK'] })).toEqual([
    {
      id: expect.any(String),
      title: 'OK / Nicht OK',
      type: 'choice',
      options: [
        { id: 'ok', title: 'OK' },
        { id: 'nicht_ok', title: 'Nicht OK' },
      ],
    },
  ]);
});
