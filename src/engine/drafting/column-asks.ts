/** What a table's columns ask to produce: one that names the evidence, or one to fill in. */
import type { Ask } from './asks.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { withoutIdentifiers } from './words/identifiers.ts';
import type { Lexicon } from './words/lexicon.ts';
import { UNIT_SOURCE, type Unit, unitAt } from './words/units.ts';

/** What a column of evidence names: its nouns are enough, because the header asks. */
export function columnAsk(text: string, lexicon: Lexicon): Ask | undefined {
  const { asks, papers } = lexicon.signs;
  const folded = fold(text);
  const number = withoutIdentifiers(folded) === undefined ? numberAsk(text, lexicon) : undefined;
  if (number) return number;
  if (
    !/\p{L}{2}/u.test(folded) ||
    /^(?:no|none|n\/a|nein|keine?r?|aucune?|non|ninguno|nenhum|nessun[oa]?)$/.test(folded)
  )
    return undefined;
  const types = ['photo', 'signature', 'checkbox', 'text'] as const;
  const type = types.find((one) => asks[one].says.test(folded)) ?? (papers.test(folded) ? 'file' : 'text');
  return {
    type,
    words: text,
    confidence: 0.85,
    required: true,
    title: clip(capital(text.replace(/\s+/g, ' ').trim()), 100),
  };
}

/** "°C", "EUR", "fridge temperature", "weight in kg": a number, in a unit if one stands there. */
function numberAsk(text: string, lexicon: Lexicon): Ask | undefined {
  const folded = fold(text).replaceAll('º', '°').trim();
  const words = wordsOf(folded);
  const noun = /^(?:en|de)$/.test(lexicon.language) ? words.at(-1) : words[0];
  const printed = /(?:^|[\s([])([^\s()[\]]+(?: c| f)?)[)\]]?$/.exec(folded)?.[1] ?? '';
  const unit = unitIn(printed);
  const bare = unit !== undefined && printed.length === folded.replace(/[()[\]]/g, '').length;
  const measured = lexicon.signs.measured.test(unit === undefined ? (noun ?? '') : folded);
  if (!bare && !(measured && words.length <= 5) && !NUMBER.test(folded)) return undefined;
  const limit = unit === undefined ? undefined : { unit: unit.name, of: unit.of };
  const named = bare || NUMBER.test(folded) ? {} : { title: clip(capital(text.replace(/\s+/g, ' ').trim()), 100) };
  return { type: 'number', words: text, confidence: 0.85, required: true, ...named, ...(limit ? { limit } : {}) };
}

/** The unit that the whole text is. */
function unitIn(printed: string): Unit | undefined {
  const unit = unitAt(printed);
  // "min" is minutes, "m2x" is nothing.
  return unit !== undefined && new RegExp(`^${UNIT_SOURCE}$`, 'u').test(printed) ? unit : undefined;
}

const NUMBER = /^(?:number|value|zahl|wert|messwert|nombre|valeur|numero|valor|valore|cifra)$/;

/** What a column to fill in asks for, by its header; a remark may be left out. */
export function blankAsk(header: string, lexicon: Lexicon): Ask | undefined {
  const { asks, measured, papers } = lexicon.signs;
  const folded = fold(header);
  const title = clip(capital(header.replace(/\s+/g, ' ').trim()), 100);
  const ask = (type: Ask['type'], required: boolean): Ask => ({
    type,
    words: header,
    confidence: 0.7,
    required,
    title,
  });
  if (lexicon.columns.note.test(folded)) return ask('text', false);
  if (withoutIdentifiers(folded) !== undefined) return ask('text', true);
  if (measured.test(folded)) return ask('number', true);
  if (asks.photo.says.test(folded)) return ask('photo', true);
  if (asks.signature.says.test(folded) || SIGNED.test(folded)) return ask('signature', true);
  if (papers.test(folded)) return ask('file', true);
  return RESULT.test(folded) ? ask('text', true) : undefined;
}

const SIGNED = /^(?:initials?|sign(?:ed)?|visa|visum|handzeichen|kurzel|hz\.?|rubrica|sigla|firma|visto)\b/;
const RESULT =
  /^(?:results?|findings?|actual|values?|outcome|answer|evidence|records?|ergebnis|befund|ist(?:-?wert)?|resultat|resultados?|hallazgos?|constat|valeur|resultado|achados?|esito|risultat[oi]|riscontro)\b/;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
