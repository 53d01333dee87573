/** "Paste the refund ID": what is copied from elsewhere into the run. */
import type { Ask } from './asks.ts';
import { titled } from './evidence-title.ts';
import { folding } from './folding.ts';

const NOUN = `(?:ids?|numbers?|links?|urls?|references?|codes?|texts?|address(?:es)?|keys?|[a-z]*nummern?|referenz(?:en)?|kennung(?:en)?|adressen?|numeros?|liens?|liaisons?|adresses?|enlaces?|codigos?|referencias?|direccion(?:es)?|enderecos?|numer[oi]|collegament[oi]|codic[ei]|riferiment[oi]|indirizz[oi])`;
const ARTICLE = `(?:in )?(?:(?:the|an?|le|la|les|el|los|las|un|une|una|o|os|as|um|uma|il|lo|i|gli) |l')?`;
const FIRST = new RegExp(
  String.raw`\b(?:paste|coll(?:er|ez)|peg(?:ar|ue|a)|colar|cole|incoll(?:are|a|i|ate)) ${ARTICLE}((?:[\p{L}'-]+ ){0,3}?${NOUN}(?: (?:(?:de la|del|de|du|do|da|di|della) |dell'|d'|de l')[\p{L}-]+)?)(?![\p{L}])`,
  'u',
);
/** The noun of a German compound or after another one, before its verb. */
const LAST =
  /(?:^|\b(?:die|den|das|der|eine?n?) )((?:[\p{L}-]+[ -])?[\p{L}-]*(?:id|link|code|text|url|nummer|referenz|kennung|adresse))\s(?:hier |dann )?(?:einfugen|einkopieren|hineinkopieren)\b/u;

export function pastedAsk(sentence: string): Ask | undefined {
  const { folded, printed } = folding(sentence);
  const match = FIRST.exec(folded) ?? LAST.exec(folded);
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  const at = folded.indexOf(name, match.index);
  return {
    type: 'text',
    words: sentence,
    confidence: 0.7,
    required: true,
    title: titled(printed(at, at + name.length)),
  };
}
