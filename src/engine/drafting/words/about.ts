/** What begins so speaks of the text or of things, not of what somebody does. */
const TEXT =
  /^(?:this|these|those|it|they|there|here|such|the (?:following|purpose|procedure|document|sop|section|table|figure|form|policy|process|protocol|goal|aim)|dies|das (?:dokument|verfahren|ziel)|die (?:anweisung|tabelle|folgende)|der (?:zweck|prozess)|es |ce |cet|ces |il (?:existe|y a|s'agit)|la (?:presente|presente procedure)|le (?:present|document|tableau)|est[aeo]s? |el (?:presente|documento|objetivo|proceso)|o (?:presente|documento|objetivo|processo)|a presente|quest|il (?:presente|documento|processo)|la (?:tabella|procedura)|esist|wenn|falls)/;
/** Passives that describe a text rather than what is done. */
const DESCRIBED =
  /\b(?:presented|described|shown|listed|defined|based|located|required|provided|included|called|known|intended|beschrieben|dargestellt|aufgefuhrt|geregelt|definiert|presente|decrit|defini|liste|descrit[oa]s?|mostrad[oa]s?|definid[oa]s?|descritt[oiae]|elencat[oiae]|illustrat[oiae]|riportat[oiae]|definit[oiae])\b/;
/** Headings of rules that hold always. */
const RULES =
  /^(?:general|policy|policies|principles|rules|allgemein|grundsatz|regeln|vorgaben|generalites|dispositions|principes|regles|consideraciones|disposiciones|politicas|principios|reglas|normas|consideracoes|disposicoes|principios|regras|generalita|disposizioni|principi|regole)/;

/** Whether a folded sentence speaks of the document or of things ("This procedure …", "There are …"). */
export function isAbout(folded: string): boolean {
  return TEXT.test(folded);
}

/** Whether a folded sentence says where something is described. */
export function isDescribed(folded: string): boolean {
  return DESCRIBED.test(folded);
}

/** Whether the words of a heading name rules, which are no step of a sequence. */
export function areRules(words: string): boolean {
  return RULES.test(words);
}
