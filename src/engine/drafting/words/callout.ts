const WORDS =
  'n\\.?b\\.?|notes?|warnings?|cautions?|important|tips?|danger|attention|remember|reminder|hinweise?|achtung|warnung|vorsicht|wichtig|gefahr|remarques?|avertissement|nota|aviso|advertencia|atencion|atencao|importante|cuidado|peligro|perigo|attenzione|avvertenza|avviso|pericolo';
const ALONE = new RegExp(`^(?:${WORDS})\\s*[:!.]?$`);
const OPENING = new RegExp(`^(?:${WORDS})\\s*[:!–-]`);

/** Whether a folded line only announces a remark ("Caution"), so that neither it nor what it announces is a step of its own. */
export function isCallout(folded: string): boolean {
  return ALONE.test(folded);
}

/** Whether a folded text begins as a remark ("Note: …"). */
export function isRemark(folded: string): boolean {
  return OPENING.test(folded);
}
