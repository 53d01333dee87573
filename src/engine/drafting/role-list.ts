/** Roles that one phrase names together: "Operations manager, accountant", "QA + production", "chef and manager". */

const LISTED = /\s*[,;+→]\s*(?:(?:and|und|et|y|e|or|oder|ou|o|u)\s+)?|\s+(?:&|and|und|et|y|e|or|oder|ou|o|u)\s+/u;
/** A comma, a plus or an arrow lists names; a conjunction may stand within one ("research and development"). */
const SURELY = /[,;+→]/;
const MOST = 6;

/** The names, at least two where every one of them is a role; else the phrase itself. `isRole`: how surely a name is one, 0 to 1. */
export function roleParts(phrase: string, isRole: (name: string) => number): readonly string[] {
  const parts = phrase
    .split(LISTED)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > MOST) return [phrase];
  const plain = (part: string) => /^\p{Lu}[^.:!?]{1,40}$/u.test(part) && part.split(/\s+/).length <= 4;
  const sure = (part: string) => isRole(part) >= 0.5 || (SURELY.test(phrase) && isRole(part) > 0);
  const first = parts[0] ?? '';
  const all = parts.every(sure) || (SURELY.test(phrase) && sure(first) && parts.every(plain));
  return all ? parts : [phrase];
}
