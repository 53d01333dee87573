const WORDS =
  'n\\.?b\\.?|notes?|warnings?|cautions?|important|tips?|danger|attention|remember|reminder|hinweise?|achtung|warnung|vorsicht|wichtig|gefahr|remarques?|avertissement|nota|aviso|advertencia|atencion|atencao|importante|cuidado|peligro|perigo|attenzione|avvertenza|avviso|pericolo|critical|kritisch|critique|critico|tipp|conseils?|astuce|consejos?|dicas?|consigli?o?|suggerimento';
const ALONE = new RegExp(`^(?:${WORDS})\\s*[:!.]?$`);
const OPENING = new RegExp(
  `^(?:(?:${WORDS})(?: (?:from|to|for|by|von|fur|an|de|per|da|del|pour|para) [^:]{1,30})?\\s*[:!–-]|(?:please )?(?:note|remember|be aware|bear in mind|keep in mind)(?: also)? that\\b|(?:bitte )?(?:beachten sie|beachte|denken sie daran|zu beachten ist),? dass\\b|(?:veuillez )?(?:noter|notez|rappelez-vous|a noter) qu|(?:recuerde|tenga en cuenta|tener en cuenta|note|observe|lembre-se|lembrar|tenha em mente|saiba)(?: de)? que\\b|(?:ricorda(?:re|te)?|nota(?:re)?|tener presente|si ricorda) che\\b)`,
);
/** What may be so is told, not asked. */
const PERHAPS =
  /\b(?:could|may|might|would|usually|often|typically|generally|kann|konnen|konnte|konnten|oft|meist|meistens|peut|peuvent|pourrait|souvent|generalement|puede|pueden|podria|suele|suelen|pode|podem|poderia|costuma|puo|possono|potrebbe|spesso|di solito)\b/;

/** Whether a folded line only announces a remark ("Caution"), so that neither it nor what it announces is a step of its own. */
export function isCallout(folded: string): boolean {
  return ALONE.test(bare(folded));
}

/** Whether a folded text begins as a remark ("Note: …"). */
export function isRemark(folded: string): boolean {
  return OPENING.test(bare(folded));
}

/** Without the sign in front of it. */
function bare(folded: string): string {
  return /^[^\p{L}]/u.test(folded) ? folded.replace(/^[^\p{L}\p{N}]+/u, '') : folded;
}

const FORBIDDEN =
  /^(?:never|do not|don't|no one|under no circumstances|nie\b|niemals|keinesfalls|auf keinen fall|keine?n?\b|jamais|ne |n'|interdi|nunca|no [a-z]+|prohibido|nao |proibido|jamais|mai |non |vietato)/;

/** Whether a folded sentence says what may be or usually is. */
export function isPerhaps(folded: string): boolean {
  return PERHAPS.test(folded);
}

const NEEDLESS =
  /\b(?:not|no|nicht|keine?n?|pas|non|nao)\b(?: [a-z]+){0,3} (?:required?|necessary|needed|erforderlich|notig|notwendig|benotigt|necessaires?|requis\w*|requiere|necesit\w+|necesari[oa]s?|requerid[oa]s?|necessari[oaie]s?|richiest[oaie]|serve|precisa)\b/;

/** Whether a folded sentence says what is not needed ("No sign-off is required"). */
export function isNotNeeded(folded: string): boolean {
  return NEEDLESS.test(folded);
}

/** Whether a folded sentence says what not to do. */
export function isProhibition(folded: string): boolean {
  return FORBIDDEN.test(folded.replace(/^[^\p{L}]+/u, ''));
}
