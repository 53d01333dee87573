import { doerOf } from './doer.ts';
import { dutiesOf } from './duties.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { sentencesOf } from './instruction.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Lines at the head of a document that may name who does it. */
const LINES = 60;

/**
 * Who does the steps that name nobody: the role in the title ("Role: …", "Cashier checklist"), else the one whose duties say
 * so, else a line outside of the steps (`told`): "Responsible: lifeguard", "The cashier is responsible for closing."
 */
export function usualDoer(
  title: string,
  told: readonly string[],
  roles: RoleBook,
  lexicon: Lexicon,
): Found<string> | undefined {
  const named = inTitle(title, roles, lexicon);
  if (named !== undefined) return { value: named, confidence: 0.75, reason: says(title, 'the title is') };
  const doer = roles.doer();
  if (doer !== undefined) return { value: doer, confidence: 0.7, reason: 'its duties say that it does the steps' };
  for (const line of told.slice(0, LINES)) {
    const role = labelled(line, roles, lexicon) ?? answers(line, roles, lexicon);
    if (role !== undefined) return { value: role, confidence: 0.65, reason: says(line) };
  }
  return undefined;
}

function inTitle(title: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const flat = title
    .replace(/\s+/g, ' ')
    .replace(/\s*\([^)]*\)$/, '')
    .trim();
  const label = /^.*?\b(?:role|rolle|rol|rôle|papel|ruolo)\s*[:–-]\s*/i.exec(flat)?.[0];
  if (label !== undefined) return roles.named(flat.slice(label.length));
  for (const part of [flat, ...flat.split(/\s*(?::|\s[–—-]\s)\s*/)]) {
    const role = dutiesOf(part, roles, lexicon);
    if (role !== undefined) return role;
  }
  return undefined;
}

/** "Responsible: lifeguard on duty". Who owns or keeps the document does not do its steps. */
function labelled(line: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const { folded, printed } = folding(line);
  const label = lexicon.signs.label.exec(folded);
  if (label?.index !== 0 || /^(?:owner|assignee|chi|qui|quien|quem|who|wer)\b/.test(folded)) return undefined;
  const [value = ''] = printed(label[0].length).split(/[.;|\n]|\s{2,}|\s+(?=\p{Lu}\p{L}+:)/u);
  return roles.named(value);
}

/** "The cashier is responsible for closing the till." */
function answers(line: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const sentence = sentencesOf(line).find((one) => RESPONSIBLE.test(folding(one).folded));
  return sentence === undefined ? undefined : doerOf(sentence, [], roles, lexicon).role?.value;
}

const RESPONSIBLE =
  /\b(?:is|are) responsible for\b|\b(?:carries|carry) out\b|\bist (?:verantwortlich|zustandig) fur\b|\bfur .{3,60} (?:verantwortlich|zustandig)\b|\best (?:responsable|charge)|\bes (?:el |la )?(?:responsable|encargad[oa]) de|\be (?:o |a )?responsavel p(?:or|el[oa])|\be (?:il |la )?responsabile (?:di|del|della)\b/;
