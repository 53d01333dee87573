import { describe, expect, it } from 'vitest';
import { acronymsIn } from '../../../src/engine/drafting/acronyms.ts';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { RoleBook } from '../../../src/engine/drafting/roles.ts';
import { documentOf } from './blocks.ts';
import { lexicon } from './lexicons.ts';

const drafted = (text: string) => {
  const [draft] = draftProcedures(documentOf(text)).drafts;
  const definition = draft?.definition;
  const titles = new Map((definition?.roles ?? []).map((role) => [role.id, role.title]));
  return {
    draft,
    roles: [...titles.values()],
    doers: (definition?.steps ?? []).map((step) => step.role && titles.get(step.role)),
  };
};

describe('a phrase that lists roles', () => {
  it.each([
    ['en', 'Operations manager, accountant', ['Operations manager', 'Accountant']],
    ['en', 'QA + production manager', ['QA', 'Production manager']],
    ['en', 'Head of Research and Development', ['Head of Research and Development']],
    ['en', 'Manager/Supervisor', ['Manager/Supervisor']],
    ['pt', 'Enfermeiro, Técnico e Auxiliar de Enfermagem', ['Enfermeiro', 'Técnico', 'Auxiliar de Enfermagem']],
    ['es', 'Calidad y Gerencia', ['Calidad', 'Gerencia']],
    ['de', 'Küchenchef und Lagerist', ['Küchenchef', 'Lagerist']],
  ])('%s: %s', (language, phrase, names) => {
    const book = new RoleBook(lexicon(language));
    const first = book.listed(phrase);
    expect(book.list().map((role) => role.title)).toEqual(names);
    expect(first).toBe(book.list()[0]?.id);
  });
});

it('takes a short form and what it stands for as one role', () => {
  const acronyms = acronymsIn(['Quality Assurance (QA) releases the batch.', 'PM – Plant manager', 'Standard (ISO)']);
  expect(acronyms).toEqual([
    { short: 'QA', long: 'Quality Assurance' },
    { short: 'PM', long: 'Plant manager' },
  ]);
  const book = new RoleBook(lexicon('en'), acronyms);
  expect(book.named('QA')).toBe(book.named('Quality Assurance'));
  expect(book.list().map((role) => role.title)).toEqual(['Quality Assurance (QA)']);
});

it('knows a role again without the remark in its brackets', () => {
  const book = new RoleBook(lexicon('en'));
  const id = book.named('Applicant (helped by HR)');
  expect(book.named('Applicant')).toBe(id);
  expect(book.titleOf(id ?? '')).toBe('Applicant');
});

describe('roles that are told apart from the steps', () => {
  it('takes the names of a column about who does it, and no step of another column', () => {
    const { roles } = drafted(
      '# Shop opening\n## Responsibilities\nPhase | Responsible | Note\nUnlocking | Cashier | early\nCounting | Accountant | twice\n## Procedure\n1. Open the door\n2. Count the till',
    );
    expect(roles).toEqual(['Cashier', 'Accountant']);
  });

  it.each([
    [
      '# Release\n## Responsibilities\n- Purchasing must check the supplier.\n- Records must be kept.\n## Procedure\n1. Check the order\n2. Sign the order',
      ['Purchasing'],
    ],
    [
      '# Control\n## Responsabilidades\n- Calidad y Compras deben revisar el lote.\n- El registro debe ser archivado.\n## Procedimiento\n1. Revisar el lote\n2. Archivar la hoja',
      ['Calidad', 'Compras'],
    ],
    [
      '# Fridges\n## Scope\n- It is the responsibility of the lab manager to keep the log.\n## Procedure\n1. Open the fridge\n2. Read the display',
      ['Lab manager'],
    ],
  ])('finds who must do something: %#', (text, names) => {
    expect(drafted(text).roles).toEqual(names);
  });

  it('knows by what it does again and again that a plain name is somebody', () => {
    const { doers } = drafted(
      '# Orders\n## Procedure\n1. Finance checks the budget\n2. Finance approves the order\n3. Printer prints the label',
    );
    expect(doers[0]).toBe('Finance');
  });

  it('takes a role that two sentences name for one, and no product of that name', () => {
    const { roles } = drafted(
      '# Flight\n## Procedure\n1. Ask the pilot for the route\n2. Open the Surveyor 2\n3. Give the map to the pilot\n4. Close the Surveyor 2',
    );
    expect(roles).toEqual(['Pilot']);
  });

  it('gives the items below a line the role that the line names', () => {
    const { doers } = drafted(
      '# Calls\n## Procedure\nThe receptionist does the following:\n1. Answer the phone\n2. Write down the name\nThen:\n3. Close the window',
    );
    expect(doers).toEqual(['Receptionist', 'Receptionist', undefined]);
  });

  it('reads who, where the names look like commands, and not what for', () => {
    const { roles, doers } = drafted(
      '# Refund\n## Roles\nRole | Responsibility\nSupport agent | Does the checks\nHead of support | Answers for it\n## Procedure\n1. Open the order\n2. Note the date',
    );
    expect(roles).toEqual(['Support agent', 'Head of support']);
    expect(doers).toEqual(['Support agent', 'Support agent']);
  });

  it('takes no one of several responsible people for the doer of everything', () => {
    const { doers } = drafted(
      '# Stock\n## Daily count\n- Responsible: Storekeeper\n- Count the shelf\n## Monthly count\n- Responsible: Accountant\n- Count the store\n## Closing\n- Lock the door',
    );
    expect(doers).toEqual(['Storekeeper', 'Accountant', undefined]);
  });
});

describe('the schedule of the SOP', () => {
  const steps = '## Procedure\n1. Read the display\n2. Write down the temperature';
  it('is filled in where the document says the day and the hour', () => {
    const { draft } = drafted(`# Fridge check\nFrequency: every Monday at 8:00\n${steps}`);
    expect(draft?.definition.routine).toEqual({ schedule: '0 8 * * 1' });
    expect(draft?.inferences?.find((one) => one.field === 'routine')).toMatchObject({ value: 'every Monday at 8:00' });
  });

  it('is asked about where the document leaves the hour open', () => {
    const { draft } = drafted(`# Fridge check\nFrequency: daily before 07:00\n${steps}`);
    expect(draft?.definition.routine).toBeUndefined();
    expect(draft?.questions.find((one) => one.about?.field === 'routine')?.text).toBe(
      'The document says “daily before 07:00”: on which days and at what time should it start?',
    );
  });
});

it('letters that stand for somebody, behind an article, act again and again; a system does not', () => {
  const { roles, doers } = drafted(
    '# Reprise\n1. Le SDR appelle le client\n2. Le SDR note le besoin\n3. Fermer la fiche',
  );
  expect([roles, doers]).toEqual([['SDR'], ['sdr', 'sdr', undefined].map((id) => (id === undefined ? id : 'SDR'))]);
  expect(drafted('# Reprise\n1. Le CRM envoie un avis\n2. Le CRM ferme la fiche\n3. Appeler le client').roles).toEqual(
    [],
  );
});

it('a name ends where its sentence does', () => {
  const text =
    '# Réception\nResponsable : le magasinier. Suppléant : le chef de quai.\n1. Contrôler le camion\n2. Signer le bon';
  expect(drafted(text).roles).toEqual(['Magasinier']);
});
