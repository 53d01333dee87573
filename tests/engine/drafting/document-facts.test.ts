import { describe, expect, it } from 'vitest';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { documentOf } from './blocks.ts';

const drafted = (text: string, name?: string) => {
  const { drafts, leftOut } = draftProcedures(documentOf(text, name));
  const [draft] = drafts;
  return {
    title: draft?.definition.title,
    roles: (draft?.definition.roles ?? []).map((role) => role.title),
    steps: draft?.definition.steps ?? [],
    questions: draft?.questions ?? [],
    leftOut: [...(leftOut ?? []), ...drafts.flatMap((one) => one.leftOut ?? [])],
  };
};

describe('a table with deadlines and frequencies', () => {
  const cases: [string, string, string, string][] = [
    [
      'en',
      'Step | Frequency | Deadline',
      'Clean the filter | weekly | 4 hours\nTake out the ash | daily | same day',
      'Frequency: weekly',
    ],
    [
      'de',
      'Schritt | Turnus | Frist',
      'Filter reinigen | wöchentlich | 4 Stunden\nAsche entsorgen | täglich | am selben Tag',
      'Turnus: wöchentlich',
    ],
    [
      'fr',
      'Étape | Fréquence | Délai',
      'Nettoyer le filtre | hebdomadaire | 4 heures\nVider les cendres | quotidien | le jour même',
      'Fréquence: hebdomadaire',
    ],
    [
      'es',
      'Paso | Frecuencia | Plazo',
      'Limpiar el filtro | semanal | 4 horas\nVaciar la ceniza | diario | el mismo día',
      'Frecuencia: semanal',
    ],
    [
      'pt',
      'Passo | Frequência | Prazo',
      'Limpar o filtro | semanal | 4 horas\nEsvaziar a cinza | diário | no mesmo dia',
      'Frequência: semanal',
    ],
    [
      'it',
      'Passo | Frequenza | Scadenza',
      'Pulire il filtro | settimanale | 4 ore\nSvuotare la cenere | giornaliero | in giornata',
      'Frequenza: settimanale',
    ],
  ];
  it.each(cases)('%s: %s', (_language, header, rows, frequency) => {
    const { steps, questions, leftOut } = drafted(`# Stove\n${header}\n${rows}`);
    expect(steps.map((step) => step.due)).toEqual(['PT4H', undefined]);
    expect(steps[0]?.instructions).toContain(frequency);
    expect(steps.flatMap((step) => step.evidence ?? [])).toEqual([]);
    expect(questions.filter((one) => one.about?.field === 'due').map((one) => one.step)).toEqual([steps[1]?.id]);
    expect(questions.filter((one) => one.about?.field === 'steps')).toHaveLength(1);
    expect(leftOut).toEqual([]);
  });

  it.each([
    ['30 min', 'PT30M'],
    ['≤ 2 h', 'PT2H'],
    ['one day', 'P1D'],
    ['within 2 hours', 'PT2H'],
    ['1–2 hours', undefined],
    ['1 hour before opening', undefined],
    ['at once', undefined],
  ])('“%s” below “Due”', (cell, due) => {
    const { steps, questions } = drafted(`# Stove\nStep | Due\nClean the filter | ${cell}\nSweep the floor | 1 hour`);
    expect(steps[0]?.due).toBe(due);
    expect(questions.some((one) => one.step === steps[0]?.id && one.about?.field === 'due')).toBe(due === undefined);
  });

  it('leaves out no cell of a row that became a step', () => {
    const { leftOut } = drafted(
      '# Stove\nStep | Evidence | How\nClean the filter | Take a photo of it | Rinse it with cold water',
    );
    expect(leftOut).toEqual([]);
  });
});

describe('who, and by when, in one paragraph', () => {
  const cases: [string, string, string][] = [
    ['Responsible: Duty manager Deadline: 7:00 am', 'Duty manager', '1. Open the gate.\n2. Switch on the pump.'],
    ['Zuständig: Filialleitung Frist: bis 7:00 Uhr', 'Filialleitung', '1. Tor öffnen.\n2. Pumpe einschalten.'],
    ['Responsable : Chef de rang Délai : 7 h 00', 'Chef de rang', '1. Ouvrir le portail.\n2. Allumer la pompe.'],
    ['Responsable: Jefe de turno Plazo: 7:00', 'Jefe de turno', '1. Abrir la reja.\n2. Encender la bomba.'],
    ['Responsável: Gerente Prazo: 7:00', 'Gerente', '1. Abrir o portão.\n2. Ligar a bomba.'],
    ['Responsabile: Capoturno Scadenza: 7:00', 'Capoturno', '1. Aprire il cancello.\n2. Accendere la pompa.'],
  ];
  it.each(cases)('%s', (line, role, list) => {
    const { roles, steps, questions } = drafted(`# A\n${line}\n${list}`);
    expect(roles).toEqual([role]);
    expect(steps.every((step) => step.role !== undefined)).toBe(true);
    expect(questions.filter((one) => one.about?.field === 'due')).toHaveLength(1);
  });

  it.each([
    ['Opening the bar', 'Responsible: Barkeeper', ['Barkeeper']],
    ['Kitchen opening', '', []],
    ['Warehouse checklist', '', []],
    ['Cashier checklist', '', ['Cashier']],
    ['Evening', 'Applies to the barista who closes.', ['Barista']],
    ['Evening', 'Applies to all shops.', []],
  ])('title “%s”, then “%s”', (title, line, roles) => {
    expect(drafted(`# ${title}\n${line}\n1. Lock the door\n2. Wipe the counter`).roles).toEqual(roles);
  });

  it('gives each section the doer that its own line names', () => {
    const text =
      '# Bar\n## Evening shift\nResponsible: Barkeeper\n1. Lock the door\n## Morning shift\nResponsible: Barista\n1. Open the door';
    expect(drafted(text).steps.map((step) => step.role)).toEqual(['barkeeper', 'barista']);
  });
});

describe('an approval above an amount', () => {
  const cases: [string, string][] = [
    ['1. Count the stock.\n2. Orders over 250 EUR: ask the store manager for approval.', '- Order amount in EUR'],
    [
      '1. Lager prüfen.\n2. Bestellungen über 250 EUR: Freigabe der Filialleitung einholen.',
      '- Betrag der Bestellung in EUR',
    ],
  ];
  it.each(cases)('%s', (list, input) => {
    const asked = drafted(`# A\n${list}`).questions.filter((one) => one.about?.field === 'approval');
    expect(asked.map((one) => one.text)).toEqual([expect.stringContaining('only above 250 EUR?')]);
    const heading = list.includes('Lager') ? 'Eingaben' : 'Information needed';
    const known = drafted(`# A\n## ${heading}\n${input}\n## Ablauf / Procedure\n${list}`);
    expect(JSON.stringify(known.steps.at(-1))).toMatch(/inputs\.\w+ > 250/);
  });
});

it.each([
  ['ok here is the list again for the terrace', 'Terrace chat'],
  ['hallo zusammen, hier ist die Liste für die Terrasse', 'Terrace chat'],
  ['voici la liste pour la terrasse', 'Terrace chat'],
  ['ok so opening the terrace', 'Opening the terrace'],
  ['Opening the terrace', 'Opening the terrace'],
])('a thread that begins “%s” is called “%s”', (line, title) => {
  const thread = drafted(`${line}\n- sweep the floor\n- wipe the tables\n- water the plants`, 'Terrace chat.txt');
  expect(thread.title).toBe(title);
  expect(thread.questions.some((one) => one.about?.field === 'title')).toBe(title === 'Terrace chat');
});
