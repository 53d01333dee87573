import { describe, expect, it } from 'vitest';
import { boundariesOf } from '../../../src/engine/drafting/boundaries.ts';
import { conditionOf, whenOf } from '../../../src/engine/drafting/conditions.ts';
import { escalationOf } from '../../../src/engine/drafting/escalation.ts';
import { RoleBook } from '../../../src/engine/drafting/roles.ts';
import { lexicon } from './lexicons.ts';

describe('conditions', () => {
  const cases: [string, string, object | undefined][] = [
    ['en', 'If it rains, close the roof.', { words: 'If it rains', act: 'close the roof' }],
    ['en', 'Close the roof if it rains.', { words: 'if it rains', act: 'Close the roof' }],
    ['en', 'If it rains, then close the roof; otherwise, open it.', { act: 'close the roof', otherwise: 'open it' }],
    [
      'en',
      'If the customer has a receipt, refund it. If not, offer a voucher.',
      { act: 'refund it', otherwise: 'offer a voucher' },
    ],
    ['en', 'In case of fire, leave the building.', { words: 'In case of fire' }],
    ['en', 'Unless told otherwise, lock up.', { words: 'Unless told otherwise' }],
    ['en', 'Check if the door is shut.', undefined],
    ['en', 'Lock the door.', undefined],
    ['de', 'Wenn es regnet, das Dach schließen.', { words: 'Wenn es regnet', act: 'das Dach schließen' }],
    ['de', 'Falls die Tür klemmt, Techniker rufen, andernfalls abschließen.', { otherwise: 'abschließen' }],
    ['de', 'Die Tür abschließen.', undefined],
    ['fr', "S'il pleut, fermer le toit.", { words: "S'il pleut", act: 'fermer le toit' }],
    ['fr', 'Si la porte est ouverte, la fermer ; sinon, continuer.', { act: 'la fermer', otherwise: 'continuer' }],
    ['fr', 'Vérifier si la porte est fermée.', undefined],
    ['es', 'Si llueve fuerte, cierre el techo.', { words: 'Si llueve fuerte', act: 'cierre el techo' }],
    ['es', 'En caso de incendio, evacúe el edificio.', { words: 'En caso de incendio' }],
    ['es', 'Verifique si la puerta está cerrada.', undefined],
    ['pt', 'Se chover muito, feche o teto; caso contrário, abra.', { act: 'feche o teto', otherwise: 'abra' }],
    ['pt', 'Em caso de incêndio, saia do prédio.', { words: 'Em caso de incêndio' }],
    ['it', 'Se piove forte, chiudere il tetto.', { words: 'Se piove forte', act: 'chiudere il tetto' }],
    ['it', 'In caso di incendio, uscire.', { words: 'In caso di incendio' }],
    ['it', 'Verificare se la porta è chiusa.', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    const found = conditionOf(text, lexicon(language));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

describe('conditions that a run can tell', () => {
  const earlier = [
    {
      id: 'choose',
      title: 'Choose',
      kind: 'decision' as const,
      options: [
        { id: 'full', title: 'Full refund' },
        { id: 'refuse', title: 'Refuse' },
      ],
    },
    {
      id: 'fridge',
      title: 'Check the fridge',
      evidence: [{ id: 'fridge_temperature', title: 'Fridge temperature', type: 'number' as const, unit: '°C' }],
    },
  ];
  const inputs = [{ id: 'amount', title: 'Amount', type: 'number' as const }];
  it.each([
    ['en', 'If the fridge temperature is above 5 °C', 'evidence.fridge_temperature.value > 5'],
    ['en', 'If it is below -2.5 °C', 'evidence.fridge_temperature.value < -2.5'],
    ['en', 'If it is at least 8 °C', 'evidence.fridge_temperature.value >= 8'],
    ['en', 'If refused', 'decisions.choose == "refuse"'],
    ['en', 'If a full refund was chosen', 'decisions.choose == "full"'],
    ['en', 'If more than 100 EUR', 'inputs.amount > 100'],
    ['en', 'Unless refused', '!(decisions.choose == "refuse")'],
    ['en', 'If the pressure is above 5 bar', undefined],
    ['en', 'If it rains', undefined],
  ])('%s: %s', (language, words, expected) => {
    expect(whenOf(words, earlier, inputs, lexicon(language))).toBe(expected);
  });
});

describe('escalations', () => {
  const cases: [string, string, [string | undefined, string] | undefined][] = [
    ['en', 'If nobody answers within 15 minutes, call the duty manager.', ['PT15M', 'Duty manager']],
    ['en', 'If there is no reply after 2 hours, escalate to the support lead.', ['PT2H', 'Support lead']],
    ['en', 'If the technician cannot be reached, inform the plant manager.', [undefined, 'Plant manager']],
    ['en', 'If it is not resolved within one hour, notify the supervisor.', ['PT1H', 'Supervisor']],
    ['en', 'Call the duty manager.', undefined],
    [
      'de',
      'Wenn niemand innerhalb von 15 Minuten antwortet, informieren Sie den Schichtleiter.',
      ['PT15M', 'Schichtleiter'],
    ],
    ['de', 'Ist der Techniker nicht erreichbar, die Filialleitung informieren.', undefined],
    ['de', 'Bei keiner Rückmeldung nach 2 Stunden: eskalieren an die Betriebsleitung.', undefined],
    [
      'fr',
      'Si personne ne répond dans les 15 minutes, appeler le responsable de garde.',
      ['PT15M', 'Responsable de garde'],
    ],
    ['fr', 'En cas de non-réponse, sans réponse après 2 heures, prévenir le directeur.', ['PT2H', 'Directeur']],
    ['es', 'Si nadie responde en menos de 10 minutos, llame al jefe de turno.', ['PT10M', 'Jefe de turno']],
    ['es', 'Si el problema persiste, informe al supervisor.', [undefined, 'Supervisor']],
    ['pt', 'Se ninguém responder em até 15 minutos, ligue para o gerente.', ['PT15M', 'Gerente']],
    ['pt', 'Se não for resolvido, avise o supervisor.', [undefined, 'Supervisor']],
    ['it', 'Se nessuno risponde entro 15 minuti, chiamare il direttore.', ['PT15M', 'Direttore']],
    ['it', 'Se il problema persiste, avvisare il responsabile di turno.', [undefined, 'Responsabile di turno']],
    ['it', 'Chiamare il direttore.', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    const book = new RoleBook(lexicon(language));
    const found = escalationOf([text], book, lexicon(language))?.value;
    expect(found && [found.after, book.titleOf(found.to)]).toEqual(expected);
  });
});

describe('what may not be done without leave', () => {
  const amount = [{ id: 'amount', title: 'Amount', type: 'number' as const, unit: 'EUR' }];
  const cases: [string, string, [string, string | undefined] | undefined][] = [
    ['en', "Do not refund more than 100 EUR without the manager's approval.", ['Manager', 'inputs.amount > 100']],
    ['en', 'Never release a batch without the approval of the quality manager.', ['Quality manager', undefined]],
    ['en', 'Staff must not open the safe unless authorised by the store manager.', ['Store manager', undefined]],
    ['en', 'Do not open the safe.', undefined],
    ['en', 'Refunds need the approval of the store manager.', undefined],
    ['de', 'Ohne Genehmigung der Filialleitung darf nichts über 100 EUR erstattet werden.', undefined],
    [
      'de',
      'Keine Erstattung über 100 EUR ohne Genehmigung der Filialleitung.',
      ['Filialleitung', 'inputs.amount > 100'],
    ],
    [
      'fr',
      "Ne jamais ouvrir le coffre sans l'autorisation du responsable de magasin.",
      ['Responsable de magasin', undefined],
    ],
    ['es', 'No libere el lote sin la aprobación del jefe de calidad.', ['Jefe de calidad', undefined]],
    ['pt', 'Não abra o cofre sem autorização do gerente de loja.', ['Gerente de loja', undefined]],
    ['it', "Non aprire la cassaforte senza l'autorizzazione del direttore.", ['Direttore', undefined]],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    const book = new RoleBook(lexicon(language));
    const [found] = boundariesOf([text], amount, book, lexicon(language));
    expect(found && [book.titleOf(found.role), found.boundary?.when]).toEqual(expected);
  });
});
