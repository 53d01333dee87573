import { describe, expect, it } from 'vitest';
import { instructionIn } from '../../../src/engine/drafting/instruction.ts';
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
    ['fr', 'Vérifier la température du réfrigérateur.', 'imperative'],
    ['fr', 'Si la porte est ouverte, fermez-la.', 'imperative'],
    ['fr', 'Le registre doit être signé.', 'obligation'],
    ['fr', 'Le restaurant a deux salles.', undefined],
    ['es', 'Lavarse las manos.', 'imperative'],
    ['es', 'Verifique la temperatura.', 'imperative'],
    ['es', 'El área debe limpiarse.', 'obligation'],
    ['es', 'El local tiene dos salas.', undefined],
    ['pt', 'Lavar as mãos.', 'imperative'],
    ['pt', 'O registro deve ser assinado.', 'obligation'],
    ['pt', 'A loja tem duas salas.', undefined],
    ['it', 'Controllare la temperatura.', 'imperative'],
    ['it', 'Non aprire la porta.', 'imperative'],
    ['it', 'Il registro deve essere firmato.', 'obligation'],
    ['it', 'Il locale ha due sale.', undefined],
  ];
  it.each(cases)('%s: %s', (language, text, expected) => {
    expect(instructionIn(text, lexicon(language))).toBe(expected);
  });
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
