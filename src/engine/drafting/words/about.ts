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

/** Headers of columns that tell what to do when something has gone wrong. */
const REMEDY =
  /^(?:corrective (?:action|measure)s?|(?:what to do|actions?|response) (?:if|when|in case|on fail)|if (?:not|failed|it fails)|korrekturmassnahmen?|massnahmen? (?:bei|wenn|falls|im fall)|bei abweichung(?:en)?|wenn nicht|mesures? correctives?|actions? correctives?|actions? (?:si|en cas)|que faire si|si non conforme|acciones? correctivas?|accion correctiva|acciones? (?:si|en caso)|accion (?:si|en caso)|si falla|aco(?:es) corretivas?|acao corretiva|acoes corretivas|acao (?:se|em caso)|acoes (?:se|em caso)|azion[ei] correttiv[ae]|azion[ei] (?:se|in caso)|cosa fare se)\b/;

/** Whether a folded header names a remedy ("Corrective action", "Acción si falla"): done only if the row's own step fails. */
export function isRemedy(header: string): boolean {
  return REMEDY.test(header);
}

/** Headers of columns that tell how each thing is to be found. */
const CHECK =
  /^(?:checks?|verif(?:y|ication)|what to (?:check|verify|look for)|inspection|expected state|kontrolle|prufung|zu prufen|was (?:ist )?(?:zu )?(?:prufen|kontrollieren)|sollzustand|controles?|verifications?|a (?:verifier|controler)|points? a (?:verifier|controler)|verificacion|comprobacion|revision|que (?:verificar|revisar|comprobar)|verificacao|conferencia|o que (?:verificar|conferir)|verifica|controllo|cosa (?:verificare|controllare)|da verificare)$/;

/** Whether a folded header stands over what is to be checked of a thing ("Verification"). */
export function isCheck(header: string): boolean {
  return CHECK.test(header);
}

/** Headings that name a time: what is listed below them is to be done then. */
const WHEN =
  /^(?:(?:on |in |am |an |im |en |el |le |la |il |au |no |na |nel |nella |during |within )?(?:the |your |their |der |dem |den |die |das |su |seu |sua |tu |ton |votre )?(?:(?:first|second|third|last|final|erste[rnms]?|letzte[rnms]?|premiere?|derniere?|primer[oa]?|ultim[oa]|primeir[oa]|prim[oa]) )?(?:day|week|month|tag|woche|monat|jour|journee|semaine|mois|dia|semana|mes|giorno|settimana|mese)\b(?: (?:\d+|one|two|three|eins|zwei|drei|un|deux|uno|dos|um|dois|due))?|(?:pre|post)-?(?:start|arrival|departure|boarding|opening|shift|service)\b|(?:\d+ )?(?:days?|weeks?|months?|tage|wochen|monate|jours|semaines|dias|semanas|meses|giorni|settimane|mesi) (?:before|after|vor|nach|avant|apres|antes|despues|depois|prima|dopo)\b)/;

/** Whether the words of a heading name a time ("Day 1", "Erste Woche", "Pre-start"). */
export function isTime(words: string): boolean {
  return WHEN.test(words);
}

const LEARNING =
  /^(?:learning\b|lernziele?\b|objectifs? (?:pedagogiques?|d'apprentissage)|objetivos? (?:de aprendizaje|de aprendizagem)|obiettiv[oi] (?:di apprendimento|formativ[oi]))/;

/** Whether the words of a heading name what is to be learnt: boxes below it tick knowledge. */
export function isLearning(words: string): boolean {
  return LEARNING.test(words);
}

const CASE =
  /^(?:(?:in case|in the event)\b|(?:bei|im falle?|falls|wenn) |en cas |si |en caso |em caso |caso |se |in caso |if |no caso )[^.]*:$/;

/** Whether a folded line opens a case and nothing else ("In case of a fault:"). */
export function isCase(lead: string): boolean {
  return CASE.test(lead);
}

const INTENT =
  /^(?:ensure (?!that )|guarantee|provide |help |use this|follow this|this |standardi[sz]e|garantir|garantire|garantizar|assurer (?!que )|asegurar (?!que )|assegurar (?!que )|assicurare (?!che )|sicherstellung|establecer|estabelecer|stabilire|definir[e]? )/;

/** Whether a folded line may say what a procedure is for rather than what to do. */
export function intends(folded: string): boolean {
  return INTENT.test(folded);
}

const ITSELF =
  /^(?:please )?(?:(?:use|follow|consult|read) (?:this|the present)|(?:nutzen|verwenden|benutzen|lesen|befolgen) sie dies\w*|(?:utilise[rz]|suive[rz]|suivre|consulte[rz]) (?:cette|ce|la presente)|(?:utilice|utilizar|usar|use|siga|seguir|consulte) (?:est[ea]|o presente|a presente|el presente|la presente)|(?:usare|usate|utilizzare|seguire|seguite) (?:quest[oa]|la presente)) ?(?:runbook|playbook|sop|procedure|process|checklist|guide|document|instructions?|manual|page|anleitung|anweisung|checkliste|liste|dokument|verfahren|seite|fiche|guide|liste|mode operatoire|notice|procedimiento|procedimento|guia|lista|documento|instruccion|ficha|procedura|istruzione|scheda)\b/;

/** Whether a folded sentence says when the document itself is to be used ("Use this runbook when …"). */
export function isOnItself(folded: string): boolean {
  return ITSELF.test(folded);
}

/** Whether the words of a heading name rules, which are no step of a sequence. */
export function areRules(words: string): boolean {
  return RULES.test(words);
}
