/** Workbooks as businesses keep them, through the reader and the drafter. */
import { describe, expect, it } from 'vitest';
import { draftJson } from '../../../src/adapters/documents/draft-json.ts';
import { readAndDraft } from '../../../src/adapters/documents/reading.ts';
import { bytesOf, type Sheet, workbook } from './workbooks.ts';

const reading = (sheets: readonly Sheet[]) => readAndDraft(bytesOf(workbook(...sheets)), 'book.xlsx', () => {});

/** `Title` of each SOP, then `role: step [evidence]` of each step. */
async function drafted(...sheets: readonly Sheet[]): Promise<string[]> {
  return draftJson(await reading(sheets)).sops.flatMap((sop) => [
    sop.title,
    ...sop.steps.map(({ role, title, evidence }) => `${role ?? '-'}: ${title} [${evidence}]`),
  ]);
}

it('a schedule for each sheet is an SOP; what explains the workbook and what fills its lists is none', async () => {
  const header = ['Area', 'What to clean', 'How often', 'Who', 'Done'];
  const steps = await drafted(
    { name: 'Read me', rows: [['How to use this workbook'], ['Fill in the other sheets every day.']] },
    {
      name: 'Kitchen',
      rows: [
        ['Kitchen cleaning'],
        [],
        header,
        ['Floor', 'Sweep and mop', 'Daily', 'Porter', false],
        ['Bar', 'Wipe the shelves', 'Weekly', 'Chef', false],
      ],
    },
    {
      name: 'Bar',
      rows: [
        header,
        ['Taps', 'Flush the lines', 'Weekly', 'Bartender', false],
        ['Glasses', 'Polish', 'Daily', 'Bartender', false],
      ],
    },
    {
      name: 'Lists',
      rows: [
        ['Frequency', 'Product'],
        ['Daily', 'Sanitiser'],
        ['Weekly', 'Degreaser'],
      ],
    },
  );
  expect(steps).toEqual([
    'Kitchen cleaning',
    'Porter: Sweep and mop [none]',
    'Chef: Wipe the shelves [none]',
    'Bar',
    'Bartender: Flush the lines [none]',
    'Bartender: Polish [none]',
  ]);
});

it('columns to be filled in are what a step records', async () => {
  const rows = [
    ['Temperature log'],
    ['Week:', ''],
    [],
    ['Point', 'Limit', 'Time', 'Temp °C', 'Corrective action', 'Initials'],
    ['Walk-in fridge', '≤ 5 °C'],
    ['Hot holding', '≥ 63 °C'],
    [],
    ['Checked by:', ''],
  ];
  expect(await drafted({ name: 'Log', rows })).toEqual([
    'Temperature log',
    '-: Walk-in fridge [number, signature]',
    '-: Hot holding [number, signature]',
  ]);
});

it('rows that only name a section are none, merged or numbered', async () => {
  const onboarding = {
    name: 'Onboarding',
    rows: [
      ['Task', 'Owner', 'Due', 'Status', 'Notes'],
      ['Before day 1'],
      ['Send the contract', 'HR', '5 days before', 'Open', ''],
      ['First day'],
      ['Badge and keys', 'Facilities', 'Day 1', 'Open', 'At the desk'],
    ],
    merges: ['A2:E2', 'A4:E4'],
  };
  expect(await drafted(onboarding)).toEqual([
    'Onboarding',
    'HR: Send the contract [file]',
    'Facilities: Badge and keys [none]',
  ]);
  const audit = {
    name: 'Audit',
    rows: [
      ['No.', 'Check point', 'Yes', 'No', 'Comments'],
      ['1', 'Fire safety'],
      ['1.1', 'Are the exits clear?'],
      ['2', 'Electrical'],
      ['2.1', 'Are the cables free of damage?'],
    ],
  };
  expect(await drafted(audit)).toEqual([
    'Audit',
    '-: Are the exits clear? [choice, text]',
    '-: Are the cables free of damage? [choice, text]',
  ]);
});

describe('a row is a step, in six languages', () => {
  const cases: [string, Sheet['rows'], string[]][] = [
    [
      'en',
      [
        ['Task', 'Who', 'When'],
        ['Unlock the door', 'Manager', '06:30'],
        ['Count the till', 'Cashier', '06:45'],
      ],
      ['Manager: Unlock the door', 'Cashier: Count the till'],
    ],
    [
      'de',
      [
        ['Nr.', 'Tätigkeit', 'Intervall', 'Verantwortlich', 'Erledigt'],
        [1, 'Ölstand prüfen', 'täglich', 'Schichtführer'],
        [2, 'Luftfilter reinigen', 'wöchentlich', 'Instandhaltung'],
      ],
      ['Schichtführer: Ölstand prüfen', 'Instandhaltung: Luftfilter reinigen'],
    ],
    [
      'fr',
      [
        ['Surface', 'Opération', 'Fréquence', 'Responsable', 'Fait'],
        ['Sols', 'Balayer puis laver', 'Quotidien', 'Plongeur', false],
        ['Hotte', 'Dégraisser les filtres', 'Hebdomadaire', 'Chef', false],
      ],
      ['Plongeur: Balayer puis laver', 'Chef: Dégraisser les filtres'],
    ],
    [
      'es',
      [
        ['N°', 'Actividad', 'Responsable', 'Hora', 'Sí', 'No'],
        [1, 'Apagar la plancha', 'Cocinero', '23:00'],
        [2, 'Cerrar la puerta con llave', 'Encargado', '23:30'],
      ],
      ['Cocinero: Apagar la plancha', 'Encargado: Cerrar la puerta con llave'],
    ],
    [
      'pt',
      [
        ['Etapa', 'O que fazer', 'Quem', 'Quando'],
        [1, 'Contar o dinheiro', 'Operador de caixa', '22:00'],
        [2, 'Comparar com o relatório', 'Gerente', '22:10'],
      ],
      ['Operador de caixa: Contar o dinheiro', 'Gerente: Comparar com o relatório'],
    ],
    [
      'it',
      [
        ['Fase', 'Attività', 'Responsabile', 'Stato'],
        ['Ricezione', 'Controllare la temperatura del furgone', 'Magazziniere', 'Da fare'],
        ['Ricezione', 'Verificare le date di scadenza', 'Cuoco', 'Da fare'],
      ],
      ['Magazziniere: Controllare la temperatura del furgone', 'Cuoco: Verificare le date di scadenza'],
    ],
  ];
  it.each(cases)('%s', async (_language, rows, steps) => {
    const [, ...found] = await drafted({ name: 'Sheet1', rows });
    expect(found.map((line) => line.replace(/ \[[^\]]*\]$/, ''))).toEqual(steps);
  });
});

it('a column for each day is to be ticked', async () => {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
  const rows = [
    ['Task', ...days],
    ['Bins', ...days.map(() => false)],
    ['Tables wiped', ...days.map(() => false)],
  ];
  expect(await drafted({ name: 'Week', rows })).toEqual(['Week', '-: Bins [none]', '-: Tables wiped [none]']);
  const month = [['Task', ...Array.from({ length: 30 }, (_, day) => day + 1)], ['Bins'], ['Tables wiped']];
  expect(await drafted({ name: 'Month', rows: month })).toEqual(['Month', '-: Bins [none]', '-: Tables wiped [none]']);
});

it('a table below a blank row has the header of the one above; a merged cell holds for its rows', async () => {
  const rows = [
    ['Area', 'Task', 'Who'],
    ['Kitchen', 'Wipe the hob', 'Chef'],
    [null, 'Mop the floor', 'Porter'],
    [],
    ['Bar', 'Polish the glasses', 'Bartender'],
  ];
  const draft = draftJson(await reading([{ name: 'Plan', rows, merges: ['A2:A3'] }]));
  expect(draft.sops[0]?.steps.map((step) => `${step.role}: ${step.title} (${step.instructions})`)).toEqual([
    'Chef: Wipe the hob (Area: Kitchen)',
    'Porter: Mop the floor (Area: Kitchen)',
    'Bartender: Polish the glasses (Area: Bar)',
  ]);
});

it('a list in a cell is how the step is done', async () => {
  const rows = [
    ['ID', 'Test case', 'Steps', 'Expected result', 'Pass/Fail'],
    ['TC-01', 'Login with a valid user', '1. Open the page\n2. Enter the name', 'The start page is shown'],
    ['TC-02', 'Login with a wrong password', '1. Open the page\n2. Enter another', 'An error is shown'],
  ];
  const [first] = draftJson(await reading([{ name: 'Tests', rows }])).sops[0]?.steps ?? [];
  expect(first).toMatchObject({
    title: 'Login with a valid user',
    instructions: 'Steps:\n1. Open the page\n2. Enter the name\nExpected result: The start page is shown',
    source: { page: 1, quote: 'Login with a valid user' },
  });
});

it('what the file hides or does not know is asked', async () => {
  const rows = [
    ['Task', 'Who'],
    ['Unlock the door', 'Manager'],
    [{ t: 'z' as const, f: 'VLOOKUP(1,D:E,2)' }, 'Manager'],
    ['Lights on', 'Cashier'],
    ['Old step', 'Cashier'],
  ];
  const { drafts } = await reading([{ name: 'Opening', rows, hiddenRows: [4] }]);
  expect(drafts[0]?.definition.steps?.map((step) => step.title)).toEqual(['Unlock the door', 'Lights on']);
  expect(drafts[0]?.questions.slice(0, 2).map((question) => question.text)).toEqual([
    'One row of sheet 1 is hidden and was not read: is one of them a step?',
    expect.stringMatching(/^One cell of sheet 1 holds a formula without a result: what do they say\?/),
  ]);
});

describe('tables of facts are no steps', () => {
  const cases: [string, Sheet['rows']][] = [
    [
      'stock',
      [
        ['Item', 'Quantity', 'Unit price', 'Supplier'],
        ['Flour', 20, 1.2, 'Mill'],
        ['Salt', 5, 0.4, 'Mine'],
      ],
    ],
    [
      'people',
      [
        ['Name', 'Phone', 'Email'],
        ['Ana Silva', '+351 1', 'ana@example.com'],
        ['Ben Ode', '+351 2', 'ben@example.com'],
      ],
    ],
    [
      'sales',
      [
        ['Date', 'Customer', 'Amount'],
        ['2026-11-20', 'Miller', 12],
        ['2026-11-21', 'Smith', 14],
      ],
    ],
  ];
  it.each(cases)('%s', async (_what, rows) => expect((await reading([{ name: 'Data', rows }])).drafts).toEqual([]));
});
