/** Numbers that name a thing and measure nothing: of a batch, a series, an order. Patterns are matched against folded text. */
const IDENTIFIER =
  /\b(?:(?:batch|lot|serial|order|invoice|tracking|ticket|phone|account|part|model|article|reference|licen[cs]e|registration)[ -]?(?:numbers?|nos?\.?|nr\.?|codes?|ids?)(?: of(?= ))?|(?:chargen|los|serien|bestell|rechnungs|ticket|telefon|konto|artikel|auftrags|lieferschein|fahrgestell)-?(?:nummern?|nr\.?)|(?:numeros?|n°|codes?|codigos?|codic[ei]) (?:d[eiou] |d[eo]s |del |della |dell'|d'|da )?(?:lots?|lotes?|lott[oi]|series?|commandes?|factures?|dossiers?|telephone|articles?|pedidos?|facturas?|expedientes?|telefon[eo]|articulos?|nota|encomenda|artigos?|ordin[ei]|fattur[ae]|articol[oi]|matricola))\b/g;

/** The folded text without such numbers; undefined where it names none. */
export function withoutIdentifiers(folded: string): string | undefined {
  const rest = folded.replace(IDENTIFIER, ' … ');
  return rest === folded ? undefined : rest;
}
