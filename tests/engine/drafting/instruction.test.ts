import { describe, expect, it } from 'vitest';
import { instructionIn, isStatement, sentencesOf } from '../../../src/engine/drafting/instruction.ts';
import { LEXICONS, lexiconOf } from '../../../src/engine/drafting/words/language.ts';
import type { Lexicon } from '../../../src/engine/drafting/words/lexicon.ts';

const lexicon = (language: string): Lexicon => {
  const found = LEXICONS.find((one) => one.language === language);
  if (!found) throw new Error(language);
  return found;
};

describe('what tells somebody to do something', () => {
  const cases: [string, string, ReturnType<typeof instructionIn>][] = [
    ['en', 'Check the fridge.', 'imperative'],
    ['en', 'Then carefully lock the door.', 'imperative'],
    ['en', 'If the alarm rings, leave the building.', 'imperative'],
    ['en', 'On the proxy, check the logs.', 'imperative'],
    ['en', 'Don’t touch the wires.', 'imperative'],
    ['en', 'Storage: close the lid.', 'imperative'],
    ['en', '(Optional) Set up the base station.', 'imperative'],
    ['en', 'The area must be washed.', 'obligation'],
    ['en', 'A record is to be kept.', 'obligation'],
    ['en', 'The café opened in 1998.', undefined],
    ['en', 'Which systems are affected?', undefined],
    ['en', 'Contact details of the supplier', undefined],
    ['en', 'Excellent communication skills', undefined],
    ['de', 'Kühlschrank prüfen', 'imperative'],
    ['de', 'Notieren Sie die Temperatur.', 'imperative'],
    ['de', 'Die Anlage ist täglich zu überprüfen.', 'obligation'],
    ['de', 'Das Lokal hat zwei Räume.', undefined],
    ['de', 'Lager: Schlüssel (bei Bedarf abholen)', undefined],
    ['de', 'Signal (selten geworden)', undefined],
    ['de', 'Den Lagerplatz (unten) fegen', 'imperative'],
    ['en', 'Your mission is: keep the guests safe.', undefined],
    ['es', 'No se requiere otra limpieza.', undefined],
    ['es', 'No se siente en la mesa.', 'imperative'],
    ['it', 'Riconoscere il segnale permette di agire in tempo.', undefined],
    ['it', 'Verificare che il segnale permette di agire.', 'imperative'],
    ['fr', 'Vérifier la température du réfrigérateur.', 'imperative'],
    ['fr', 'Si la porte est ouverte, fermez-la.', 'imperative'],
    ['fr', 'Le registre doit être signé.', 'obligation'],
    ['fr', 'Le restaurant a deux salles.', undefined],
    ['fr', 'Notre équipe reste à votre disposition.', undefined],
    ['fr', 'Votre gâteau sera prêt samedi.', undefined],
    ['es', 'Lavarse las manos.', 'imperative'],
    ['es', 'Verifique la temperatura.', 'imperative'],
    ['es', 'El área debe limpiarse.', 'obligation'],
    ['es', 'El local tiene dos salas.', undefined],
    ['pt', 'Lavar as mãos.', 'imperative'],
    ['pt', 'Limpar e secar a bancada.', 'imperative'],
    ['pt', 'Limpar é importante.', undefined],
    ['it', 'Pulire e asciugare il banco.', 'imperative'],
    ['it', 'Pulire è importante.', undefined],
    ['it', 'I dati sono al sicuro.', undefined],
    ['es', 'A la entrada está el registro.', undefined],
    ['it', 'Mance (dove si danno, es. USA, e documentate).', undefined],
    ['fr', 'Nettoyer : C’est enlever la graisse.', undefined],
    ['de', 'Implementiere eine Überwachung.', 'imperative'],
    ['de', 'Papiere im Schrank', undefined],
    ['de', 'Die Einweisung ist ein Weg, um neue Leute zu gewinnen.', undefined],
    ['pt', 'O registro deve ser assinado.', 'obligation'],
    ['pt', 'A loja tem duas salas.', undefined],
    ['it', 'Controllare la temperatura.', 'imperative'],
    ['it', 'Non aprire la porta.', 'imperative'],
    ['it', 'Il registro deve essere firmato.', 'obligation'],
    ['it', 'Il locale ha due sale.', undefined],
    ['en', 'Once it is on, you can click Save.', 'imperative'],
    ['en', 'To save the file right click it.', 'imperative'],
    ['en', 'Re-enrol the phone.', 'imperative'],
    ['en', 'You think that they need help.', undefined],
    ['en', 'Remember that everybody hears you.', undefined],
    ['en', 'Plant counting', undefined],
    ['en', 'Access to the building', undefined],
    ['de', 'Fenster schließen, Aufzug nicht benutzen', 'imperative'],
    ['de', 'Programm 2 starten (etwa 40 min)', 'imperative'],
    ['de', 'Danach schrauben Sie den Deckel ab.', 'imperative'],
    ['de', 'Sicherstellen, dass das Ventil zu ist.', 'imperative'],
    ['de', 'Rechte und Pflichten', undefined],
    ['de', 'Pflege der Geräte', undefined],
    ['fr', 'S’assurer que la porte est fermée.', 'imperative'],
    ['fr', 'Étiqueter chaque flacon.', 'imperative'],
    ['fr', 'Chute de tension', undefined],
    ['es', 'Diríjase a la recepción.', 'imperative'],
    ['es', 'A continuación, seleccione la opción 2.', 'imperative'],
    ['es', 'Toma de muestras', undefined],
    ['es', 'Una relación de 1,8 indica que es puro.', undefined],
    ['pt', 'Certifique-se de que a porta está fechada.', 'imperative'],
    ['pt', 'Por fim, assine a ata.', 'imperative'],
    ['pt', 'Coleta de sangue', undefined],
    ['it', 'Recarsi al punto di raccolta.', 'imperative'],
    ['it', 'Spegni le luci.', 'imperative'],
    ['it', 'Consegna delle chiavi', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(instructionIn(text, lexicon(language))).toBe(expected);
  });
});

it.each([
  ['en', 'The nurse checks the pulse.', true],
  ['en', 'Samples are frozen in liquid nitrogen and stored.', true],
  ['en', 'The table shows the limits.', false],
  ['de', 'Die Schichtleitung prüft die Liste.', true],
  ['de', 'Das Blatt wird im Ordner abgelegt.', true],
  ['fr', 'Le gérant vérifie la fiche.', true],
  ['es', 'El encargado revisa la hoja.', true],
  ['pt', 'A gerente confere a folha.', true],
  ['it', 'L’operatore indossa i guanti.', true],
  ['it', 'Il locale ha due sale.', false],
])('%s: “%s” says what is done: %s', (language, text, expected) => {
  expect(isStatement(text, lexicon(language))).toBe(expected);
});

it.each([
  ['Add approx. 5 ml. Then wait.', ['Add approx. 5 ml.', 'Then wait.']],
  [
    'Milch (z. B. Hafermilch) kühlen. Ca. 5 Minuten warten.',
    ['Milch (z. B. Hafermilch) kühlen.', 'Ca. 5 Minuten warten.'],
  ],
  ['Call Dr. Huber! Is it open? Go in.', ['Call Dr. Huber!', 'Is it open?', 'Go in.']],
])('%s has these sentences', (text, expected) => {
  expect(sentencesOf(text)).toEqual(expected);
});

it.each([
  ['en', 'Check the fridge and write down the temperature that it shows.'],
  ['de', 'Die Temperatur ist mit dem Messgerät zu prüfen und in die Liste einzutragen.'],
  ['fr', 'Vérifier la température dans le réfrigérateur et la noter sur la fiche.'],
  ['es', 'Verifique la temperatura de la nevera y anote el valor en el registro.'],
  ['pt', 'Verifique a temperatura da geladeira e anote o valor no registro, não esqueça.'],
  ['it', 'Controllare la temperatura del frigorifero e annotare il valore nel registro.'],
])('knows %s by its small words', (language, text) => {
  expect(lexiconOf(text).language).toBe(language);
});
