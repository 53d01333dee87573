/** What letters say out of politeness. */

const CLOSING =
  /^(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)\b|yours (?:sincerely|faithfully|truly)\b|sincerely\b|mit (?:freundlichen|besten|herzlichen|lieben|vielen) gruss|(?:liebe|viele|beste|herzliche|freundliche|schone) grusse\b|hochachtungsvoll\b|(?:bien )?cordialement\b|bien a vous\b|(?:veuillez|je vous prie d[e']|nous vous prions d[e']) ?(?:agreer|recevoir|croire)\b|(?:meilleures )?salutations\b|(?:un )?(?:cordial(?:es)? |atentos? )?saludos?\b|atentamente\b|le saludan?\b|atenciosamente\b|(?:com os )?(?:melhores )?cumprimentos\b|(?:cordiali|distinti) saluti\b|(?:un )?cordiale saluto\b)/;

/** Whether a folded paragraph is the last phrase of a letter ("Yours sincerely"), perhaps with the name below it. */
export function isClosing(folded: string): boolean {
  return CLOSING.test(folded) && folded.length <= 140;
}

const THANKS =
  /^(?:(?:many )?thanks\b|thank you\b|danke\b|(?:vielen|herzlichen|besten) dank\b|(?:un grand )?merci(?! d[e'])\b|nous vous remercions\b|(?:muchas )?gracias\b|(?:muito )?obrigad[oa]\b|grazie\b)/;

/** Whether a folded paragraph thanks. "Merci de fermer la porte" asks. */
export function isThanks(folded: string): boolean {
  return THANKS.test(folded);
}
