import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/engine/drafting/kind.ts';
import { systemsOf } from '../../../src/engine/drafting/systems.ts';
import { lexicon } from './lexicons.ts';

describe('systems that a step reads and writes', () => {
  const cases: [string, string, string[], string[]][] = [
    ['en', 'Check Zendesk for new tickets', ['Zendesk'], []],
    ['en', 'Enter the result into LIMS', [], ['LIMS']],
    ['en', 'Look up the order in the POS', ['POS'], []],
    ['en', 'Update the record in SAP', [], ['SAP']],
    ['en', 'Record the sale in the booking system', [], ['booking system']],
    ['en', 'Save the file in Google Drive', [], ['Google Drive']],
    ['en', 'Export the list from Excel', ['Excel'], []],
    ['en', 'Check the cooling system', [], []],
    ['en', 'Put on PPE', [], []],
    ['en', 'Stay in the USA', [], []],
    ['en', 'Check the fridge', [], []],
    ['de', 'Den Betrag im Kassensystem erfassen', [], ['Kassensystem']],
    ['de', 'Bestand in SAP prüfen', ['SAP'], []],
    ['de', 'Die Lüftung prüfen', [], []],
    ['fr', 'Saisir la commande dans le logiciel de caisse', [], ['logiciel de caisse']],
    ['fr', 'Consulter la base de données', ['base de données'], []],
    ['es', 'Registre la venta en el sistema de ventas', [], ['sistema de ventas']],
    ['es', 'Consulte el pedido en SAP', ['SAP'], []],
    ['pt', 'Registrar a venda no sistema de vendas', [], ['sistema de vendas']],
    ['pt', 'Consultar o pedido no ERP', ['ERP'], []],
    ['it', 'Inserire i dati nel gestionale', [], ['gestionale']],
    ['it', 'Consultare il database', ['database'], []],
  ];
  it.each(cases)('%s: %s', (language, text, reads, writes) => {
    const found = systemsOf([text], lexicon(language));
    expect([found.reads.map((one) => one.value), found.writes.map((one) => one.value)]).toEqual([reads, writes]);
  });
});

describe('kinds', () => {
  const cases: [string, string, string][] = [
    ['en', 'Check the doors', 'check'],
    ['en', 'Then verify that the light is off', 'check'],
    ['en', 'Make sure nobody is inside', 'check'],
    ['en', 'Record the temperature', 'record'],
    ['en', 'Take notes', 'record'],
    ['en', 'Photograph the shelf', 'record'],
    ['en', 'Lock the door', 'task'],
    ['en', 'Check-in starts at noon: greet guests', 'task'],
    ['de', 'Türen prüfen', 'check'],
    ['de', 'Stellen Sie sicher, dass das Licht aus ist', 'check'],
    ['de', 'Tür abschließen', 'task'],
    ['de', 'Notieren Sie die Uhrzeit', 'record'],
    ['fr', 'Vérifier les portes', 'check'],
    ['fr', "Noter l'heure", 'record'],
    ['fr', 'Fermer la porte', 'task'],
    ['es', 'Verifique las puertas', 'check'],
    ['es', 'Anote la hora', 'record'],
    ['es', 'Cierre la puerta', 'task'],
    ['pt', 'Conferir as portas', 'check'],
    ['pt', 'Anotar a hora', 'record'],
    ['pt', 'Fechar a porta', 'task'],
    ['it', 'Controllare le porte', 'check'],
    ['it', "Annotare l'ora", 'record'],
    ['it', 'Chiudere la porta', 'task'],
  ];
  it.each(cases)('%s: %s', (language, text, kind) => {
    expect(kindOf(text, false, lexicon(language)).value).toBe(kind);
  });

  it('a box to tick over a noun is a check', () => {
    expect(kindOf('First-aid kit', true, lexicon('en')).value).toBe('check');
    expect(kindOf('Lock the first-aid kit', true, lexicon('en')).value).toBe('task');
  });
});
