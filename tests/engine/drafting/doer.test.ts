import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { doerOf } from '../../../src/engine/drafting/doer.ts';
import { headingRole } from '../../../src/engine/drafting/duties.ts';
import { RoleBook } from '../../../src/engine/drafting/roles.ts';
import { usualDoer } from '../../../src/engine/drafting/usual-doer.ts';
import { lexicon } from './lexicons.ts';

const book = (language = 'en') => {
  const roles = new RoleBook(lexicon(language));
  if (language === 'en') {
    roles.named('Shift lead', 'signs off the opening');
    roles.named('Opener');
  }
  return roles;
};
const who = (language: string, text: string, details: string[] = []) => {
  const roles = book(language);
  const { role, text: rest } = doerOf(text, details, roles, lexicon(language));
  return { role: role && roles.titleOf(role.value), rest };
};

describe('who a step names, and the words without it', () => {
  const cases: [string, string[], string | undefined, string][] = [
    ['Shift lead: check the till', [], 'Shift lead', 'Check the till'],
    ['[Cashier] count the till', [], 'Cashier', 'Count the till'],
    ['Check the till (Opener)', [], 'Opener', 'Check the till'],
    ['Check the till (head chef).', [], 'Head chef', 'Check the till'],
    ['Review the reports (supervisors only)', [], 'Supervisor', 'Review the reports'],
    ['Shift leads – check the till', [], 'Shift lead', 'Check the till'],
    ['Check the till', ['Responsible: Duty manager'], 'Duty manager', 'Check the till'],
    ['Check the till. Responsible: Duty manager', [], 'Duty manager', 'Check the till.'],
    ['Head chef: taste the soup', [], 'Head chef', 'Taste the soup'],
    ['Monday: check the till', [], undefined, 'Monday: check the till'],
    ['Storage: close the lid', [], undefined, 'Storage: close the lid'],
    ['Check the till (see page 3)', [], undefined, 'Check the till (see page 3)'],
    ['Rinse off the cleaning agent (blue)', [], undefined, 'Rinse off the cleaning agent (blue)'],
  ];
  it.each(cases)('%s', (text, details, role, rest) => {
    expect(who('en', text, details)).toEqual({ role, rest });
  });
});

describe('who the sentence names', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'The shift lead checks the till', 'Shift lead'],
    ['en', 'The duty manager will count the till', 'Duty manager'],
    ['en', 'The till must be counted by the duty manager', 'Duty manager'],
    ['en', 'As store manager, you open the safe', 'Store manager'],
    ['en', 'After closing, the night supervisor locks the doors', 'Night supervisor'],
    ['en', 'Kitchen staff must wash their hands', 'Kitchen staff'],
    ['en', 'A member of the facilities team will bring the key', 'Facilities team'],
    ['en', 'The Head of Operations signs the plan', 'Head of Operations'],
    ['en', 'The shift lead is to check the till', 'Shift lead'],
    ['en', 'The shift lead is informed', undefined],
    ['en', 'Tell the shift lead', undefined],
    ['en', 'Call the duty manager', undefined],
    ['en', 'The staff room must be clean', undefined],
    ['en', 'The password manager must be locked', undefined],
    ['en', 'The refund is approved by the store manager', undefined],
    ['en', 'Manager approval is required', undefined],
    ['de', 'Der Schichtleiter prüft die Kasse', 'Schichtleiter'],
    ['de', 'Die Kasse ist durch die Filialleitung zu prüfen', 'Filialleitung'],
    ['de', 'Danach misst der Küchenchef die Temperatur', 'Küchenchef'],
    ['de', 'Die Pflegekraft dokumentiert die Gabe', 'Pflegekraft'],
    ['de', 'Kasse prüfen (Schichtleitung)', 'Schichtleitung'],
    ['de', 'Zuständig: Lagerist', 'Lagerist'],
    ['de', 'Den Personalraum reinigen', undefined],
    ['fr', 'Le chef de cuisine contrôle les températures', 'Chef de cuisine'],
    ['fr', 'La porte est fermée par le responsable de magasin', 'Responsable de magasin'],
    ['fr', "L'infirmière vérifie la dose", 'Infirmière'],
    ['fr', 'Responsable : gérant', 'Gérant'],
    ['fr', 'Appeler le gérant', undefined],
    ['es', 'El jefe de turno verifica la caja', 'Jefe de turno'],
    ['es', 'La limpieza debe ser realizada por el encargado de almacén', 'Encargado de almacén'],
    ['es', 'Responsable: auxiliar de cocina', 'Auxiliar de cocina'],
    ['es', 'La enfermera registra la dosis', 'Enfermera'],
    ['es', 'Llame al jefe de turno', undefined],
    ['pt', 'O gerente de loja confere o caixa', 'Gerente de loja'],
    ['pt', 'A limpeza é feita pelo auxiliar de limpeza', 'Auxiliar de limpeza'],
    ['pt', 'Responsável: cozinheiro', 'Cozinheiro'],
    ['pt', 'O enfermeiro deve registrar a dose', 'Enfermeiro'],
    ['pt', 'Avisar o gerente', undefined],
    ['it', 'Il responsabile di turno controlla la cassa', 'Responsabile di turno'],
    ['it', 'La pulizia viene eseguita dal magazziniere', 'Magazziniere'],
    ['it', 'Responsabile: capocuoco', 'Capocuoco'],
    ['it', "L'infermiere registra la dose", 'Infermiere'],
    ['it', 'Chiamare il direttore', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, role) => {
    expect(who(language, text).role).toBe(role);
  });
});

describe('whose steps a heading lists', () => {
  const cases: [string, string, string | undefined][] = [
    ['en', 'Supervisor', 'Supervisor'],
    ['en', '3. Duties of the cashier', 'Cashier'],
    ['en', 'Kitchen staff: opening', 'Kitchen staff'],
    ['en', 'For responders', 'Responders'],
    ['en', 'Head chef checklist', 'Head chef'],
    ['en', 'User actions for outages', 'User'],
    ['en', 'Cleaning the floor', undefined],
    ['en', 'Responsibilities', undefined],
    ['de', 'Aufgaben der Schichtleitung', 'Schichtleitung'],
    ['de', 'Checkliste für den Küchenchef', 'Küchenchef'],
    ['de', 'Vorbereitung', undefined],
    ['fr', 'Tâches du chef de rang', 'Chef de rang'],
    ['es', 'Funciones del encargado', 'Encargado'],
    ['pt', 'Tarefas do cozinheiro', 'Cozinheiro'],
    ['it', 'Compiti del capoturno', 'Capoturno'],
  ];
  it.each(cases)('%s: %s', (language, text, role) => {
    const roles = book(language);
    const heading: Block = { page: 1, kind: 'heading', level: 2, text };
    const found = headingRole([heading], roles, lexicon(language));
    expect(found && roles.titleOf(found.value)).toBe(role);
  });
});

it.each([
  ['Role: Safety officer', 'Safety officer'],
  ['Cashier closing checklist', 'Cashier'],
  ['Opening checks', undefined],
  ['Fire drill', undefined],
])('the title “%s” names the doer of steps that name nobody', (title, role) => {
  const roles = new RoleBook(lexicon('en'));
  const found = usualDoer(title, [], roles, lexicon('en'));
  expect(found && roles.titleOf(found.value)).toBe(role);
});

it.each([
  ['en', 'Responsible: Lifeguard on duty', 'Lifeguard on duty'],
  ['en', 'The cashier is responsible for closing the till.', 'Cashier'],
  ['en', 'Document owner: Quality manager', undefined],
  ['de', 'Zuständig: Schichtleitung', 'Schichtleitung'],
  ['fr', 'Responsable : chef de rang', 'Chef de rang'],
  ['es', 'El cajero es responsable del cierre.', 'Cajero'],
  ['pt', 'Responsável: todos os manipuladores de alimentos', 'Manipuladores de alimentos'],
  ['it', 'Responsabile: capoturno', 'Capoturno'],
])('a line outside of the steps names their doer, %s: %s', (language, line, role) => {
  const roles = new RoleBook(lexicon(language));
  const found = usualDoer('Closing', [line], roles, lexicon(language));
  expect(found && roles.titleOf(found.value)).toBe(role);
});

it('meets a role again in the plural and in other letters', () => {
  const roles = book();
  expect(roles.named('the shift leads')).toBe('shift_lead');
  expect(roles.named('SHIFT LEAD')).toBe('shift_lead');
  expect(roles.list().map((role) => role.for)).toEqual(['approver', undefined]);
});

it.each(['Prepared by', 'Approved by: A. Smith', 'n/a', '2024-05-01', 'Erstellt von', 'a@example.org', ''])(
  '“%s” is no role',
  (words) => {
    expect(new RoleBook(lexicon('en')).named(words)).toBeUndefined();
  },
);

it('knows a role again in another ending, and leaves its brackets closed', () => {
  const roles = book('de');
  expect(roles.named('Vorgesetzte')).toBe(roles.named('Vorgesetzter'));
  expect(roles.named('Sicherheitsbeauftragten')).toBe(roles.named('Sicherheitsbeauftragter'));
  const id = roles.named('Leitung (Technik)') ?? '';
  expect(roles.titleOf(id)).toBe('Leitung (Technik)');
});
