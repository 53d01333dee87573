import { describe, expect, it } from 'vitest';
import { approvalOf } from '../../../src/engine/drafting/approval.ts';
import { isDecision, optionsOf } from '../../../src/engine/drafting/decision.ts';
import { evidenceOf } from '../../../src/engine/drafting/evidence.ts';
import { clip, fold } from '../../../src/engine/drafting/fold.ts';
import { dueOf, limitInWords, limitsOf } from '../../../src/engine/drafting/measures.ts';
import { doerOf, RoleBook } from '../../../src/engine/drafting/roles.ts';
import { Names, sopKeyOf } from '../../../src/engine/drafting/slug.ts';
import { LEXICONS } from '../../../src/engine/drafting/words/language.ts';
import type { Lexicon } from '../../../src/engine/drafting/words/lexicon.ts';

const lexicon = (language: string): Lexicon => LEXICONS.find((one) => one.language === language) ?? english;
const [english] = LEXICONS as readonly [Lexicon, ...Lexicon[]];

describe('limits', () => {
  const cases: [string, string, string[]][] = [
    ['en', 'between 0 and 5 °C', ['0 to 5 °C']],
    ['en', 'between 2 °C and 8 °C', ['2 to 8 °C']],
    ['en', 'from -2 to 4 degrees', ['-2 to 4']],
    ['en', 'at most 63 °C', ['at most 63 °C']],
    ['en', 'must not exceed 5.5 bar', ['at most 5.5 bar']],
    ['en', 'at least 30 minutes', ['at least 30 minutes']],
    ['en', '75 °C or above', ['at least 75 °C']],
    ['en', '≤ 10 % and ≥ 3 kg', ['at most 10 %', 'at least 3 kg']],
    ['en', 'above 100 EUR', ['at least 100 EUR']],
    ['en', 'between 9 and 3 °C', []],
    ['en', 'Room 12 on floor 3', []],
    ['de', 'zwischen 2 und 7 °C', ['2 to 7 °C']],
    ['de', 'höchstens 63 °C', ['at most 63 °C']],
    ['fr', 'entre 0 et 4 °C', ['0 to 4 °C']],
    ['fr', 'au moins 2,5 kg', ['at least 2.5 kg']],
    ['es', 'como máximo 5 °C', ['at most 5 °C']],
    ['pt', 'no mínimo 60 °C', ['at least 60 °C']],
    ['it', 'tra 0 e 4 °C', ['0 to 4 °C']],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(limitsOf(text, lexicon(language)).map(limitInWords)).toEqual(expected);
  });
});

describe('deadlines', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'Tell the shift lead within 30 minutes.', 'PT30M'],
    ['en', 'Answer within an hour', 'PT1H'],
    ['en', 'no later than two working days after', 'P2D'],
    ['en', 'within 10000 days', undefined],
    ['en', 'within the building', undefined],
    ['de', 'innerhalb von 2 Stunden melden', 'PT2H'],
    ['fr', 'dans les 24 heures', 'PT24H'],
    ['es', 'en menos de 15 minutos', 'PT15M'],
    ['pt', 'em até 2 dias', 'P2D'],
    ['it', 'entro 30 minuti', 'PT30M'],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(dueOf(text, lexicon(language))).toBe(expected);
  });
});

describe('evidence', () => {
  const cases: [string, string, [string, string][]][] = [
    ['en', 'Check the fridge temperature. It must be between 0 and 5 °C.', [['number', 'Fridge temperature']]],
    ['en', 'Measure the water depth and record it.', [['number', 'Water depth']]],
    ['en', 'Count the cash float and write down the amount.', [['number', 'Cash float']]],
    ['en', 'Take a photo of the counter when it is set.', [['photo', 'Photo of the counter']]],
    ['en', 'Sign the delivery note.', [['signature', 'Signature']]],
    ['en', 'Note the reason.', [['text', 'Note']]],
    ['en', 'Attach the invoice.', [['file', 'File']]],
    [
      'en',
      'Take a picture and log the fault.',
      [
        ['photo', 'Photo'],
        ['text', 'Note'],
      ],
    ],
    ['en', 'Wait for at least 30 minutes.', []],
    ['en', 'Lock the door.', []],
    ['de', 'Kühlschranktemperatur messen: zwischen 2 und 7 °C', [['number', 'Kühlschranktemperatur']]],
    [
      'de',
      'Foto machen und unterschreiben',
      [
        ['photo', 'Photo'],
        ['signature', 'Signature'],
      ],
    ],
    ['fr', 'Prendre une photo de la vitrine.', [['photo', 'Photo de la vitrine']]],
    ['es', 'Anotar la hora en la bitácora.', [['text', 'Note']]],
    [
      'pt',
      'Assinar o formulário.',
      [
        ['signature', 'Signature'],
        ['file', 'File'],
      ],
    ],
    ['it', 'Allegare la ricevuta.', [['file', 'File']]],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    const found = evidenceOf(text, text, new Names(), lexicon(language));
    expect(found.map((item) => [item.type, item.title])).toEqual(expected);
  });

  it('keeps unit and limits of a reading, and of nothing else', () => {
    const [reading] = evidenceOf('Check the oil pressure: at least 2.5 bar.', 'x', new Names(), english);
    expect(reading).toEqual({ id: 'oil_pressure', title: 'Oil pressure', type: 'number', unit: 'bar', min: 2.5 });
  });
});

describe('roles', () => {
  const book = () => {
    const roles = new RoleBook(english);
    roles.named('Shift lead', 'signs off the opening');
    roles.named('Opener');
    return roles;
  };
  const cases: [string, string[], string | undefined, string][] = [
    ['Shift lead: check the till', [], 'shift_lead', 'Check the till'],
    ['Check the till (Opener)', [], 'opener', 'Check the till'],
    ['Shift leads – check the till', [], 'shift_lead', 'Check the till'],
    ['Check the till', ['Responsible: Duty manager'], 'duty_manager', 'Check the till'],
    ['The shift lead checks the till', [], 'shift_lead', 'The shift lead checks the till'],
    ['The duty manager will count the till', [], 'duty_manager', 'The duty manager will count the till'],
    ['Head chef: taste the soup', [], 'head_chef', 'Taste the soup'],
    ['Tell the shift lead', [], undefined, 'Tell the shift lead'],
    ['Monday: check the till', [], undefined, 'Monday: check the till'],
    ['Check the till (see page 3)', [], undefined, 'Check the till (see page 3)'],
  ];
  it.each(cases)('%s', (text, details, role, rest) => {
    expect(doerOf(text, details, book(), english)).toEqual({ role, text: rest });
  });

  it('meets a role again in the plural and in other letters', () => {
    const roles = book();
    expect(roles.named('the shift leads')).toBe('shift_lead');
    expect(roles.named('SHIFT LEAD')).toBe('shift_lead');
    expect(roles.list().map((role) => role.for)).toEqual(['approver', undefined]);
  });
});

describe('approvals', () => {
  const book = () => {
    const roles = new RoleBook(english);
    roles.named('Support agent');
    roles.named('Support lead');
    return roles;
  };
  const cases: [string, object | undefined][] = [
    ['Get approval from the support lead.', { alone: true, approval: { role: 'support_lead', quorum: 1 } }],
    ['The support lead signs off the refund.', { alone: true }],
    [
      'Prepare the payment. It must be approved by two support leads who did not prepare it.',
      { alone: false, approval: { role: 'support_lead', quorum: 2, separation_of_duties: true } },
    ],
    [
      'Get approval for the refund. Above 100 EUR two support leads approve.',
      { above: 100, approval: { role: 'support_lead', quorum: 2 } },
    ],
    ['Get approval from somebody.', undefined],
    ['Tell the support lead.', undefined],
  ];
  it.each(cases)('%s', (text, expected) => {
    const found = approvalOf(text, [], book(), english);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

describe('decisions', () => {
  it.each([
    ['Decide on the refund: full refund, partial refund or refuse.', [], ['Full refund', 'Partial refund', 'Refuse']],
    ['Choose the route', ['By road: under 100 km', 'By rail: all else'], ['By road', 'By rail']],
    ['Decide what to do next.', [], []],
  ])('%s', (text, nested, expected) => {
    expect(isDecision(text, english)).toBe(true);
    expect(optionsOf(text, nested, english).map((option) => option.title)).toEqual(expected);
  });
});

describe('names', () => {
  it('are slugs of the words that matter, each once', () => {
    const names = new Names();
    expect(names.take('Check the fridge temperature', 'step')).toBe('check_fridge_temperature');
    expect(names.take('Check the fridge temperature!', 'step')).toBe('check_fridge_temperature_2');
    expect(names.take('2 × Überprüfen', 'step')).toBe('uberprufen');
    expect(names.take('检查冰箱', 'step')).toBe('step');
    expect(names.take('检查门', 'step')).toBe('step_2');
    expect(sopKeyOf('S.O.P. 7A: Wäsche & Pflege')).toBe('s-o-p-7a-wasche-pflege');
    expect(sopKeyOf('…')).toBe('procedure');
  });

  it('text is folded and clipped at a word', () => {
    expect(fold('  Prüf’ die\nTür ')).toBe("pruf' die tur");
    expect(clip('one two three', 20)).toBe('one two three');
    expect(clip('one two three', 9)).toBe('one two…');
    expect(clip(`${'a'.repeat(8)}😀`, 10)).toBe(`${'a'.repeat(8)}😀`);
    expect(clip(`${'a'.repeat(8)}😀b`, 10)).toBe(`${'a'.repeat(8)}…`);
  });
});
