/** What labels of a step's facts begin with, besides who does it. */
const FACTS =
  'Status|Stato|Estado|Statut|Frequency|Frequenz|Fréquence|Frecuencia|Frequência|Frequenza|Deadline|Frist|Délai|Plazo|Prazo|Scadenza|Objective|Ziel|Objectif|Objetivo|Obiettivo|Result|Ergebnis|Résultat|Resultado|Risultato|SLA|Input|Output';
const KNOWN = String.raw`\s+(?=(?:${FACTS})(?:\s\p{Lu}[\p{L}'’]*){0,2}\s?:)`;
const FACT = new RegExp(String.raw`^(?:${FACTS})(?:\s\p{L}+){0,2}\s?:`, 'u');
/** Where the next label begins, after a reader has put two lines into one ("Responsible: cook Deadline: 7:00"). */
const NEXT = String.raw`(?<!\s(?:${FACTS}))\s+(?=\p{Lu}[\p{L}'’]+(?:\s\p{Ll}[\p{L}'’]*){0,2}\s?:(?:\s|$))`;
const LINES = new RegExp(String.raw`\n|${NEXT}|${KNOWN}`, 'u');
const ENDS = new RegExp(String.raw`[.;|\n]|\s{2,}|${NEXT}|${KNOWN}`, 'u');

/** The facts of a paragraph, one a line: "Responsible: cook", "Deadline: 7:00". */
export function labelLines(text: string): string[] {
  return text.split(LINES);
}

/** What stands after a label, up to the end of its line or clause, or to the next label. */
export function labelValue(text: string): string {
  const [value = ''] = text.trimStart().split(ENDS);
  return value.trim();
}

/** Whether a line is a label of a fact that is no person: "Initial status: open". */
export function isFact(line: string): boolean {
  return FACT.test(line.trim());
}
