/** Who approves something, as people say it in a line of an interview. */

/** How many approve: a number at the beginning or behind a comma, or one of people. "After 5 pm" counts nobody. */
const QUORUM =
  /(?:^|[,;(]\s*)(\d{1,2})\b|\b(\d{1,2})\s+(?:people|persons|personen|leute|personnes|personas|pessoas|persone)\b/iu;

/** `Shift lead, 2 people`, `2 shift leads`: who, and how many of them. */
export function approverIn(said: string): { readonly title: string; readonly people: number } {
  const counted = QUORUM.exec(said);
  const people = Number(counted?.[1] ?? counted?.[2] ?? 1);
  const who = counted ? said.slice(0, counted.index) || said.slice(counted[0].length) : said;
  return { title: who.replace(/[,;(].*$/, ''), people };
}
