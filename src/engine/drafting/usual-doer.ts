import { doerOf } from './doer.ts';
import { dutiesOf } from './duties.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { sentencesOf } from './instruction.ts';
import { labelLines, labelValue } from './label-value.ts';
import { namedByLabel } from './named-by-label.ts';
import { roleIn } from './role-mention.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** "Applies to the barista who opens": who a scope is about, up to what else it says of them. */
const APPLIES =
  /^(?:(?:this|the|dies\w*|die|das|cette|ce|la|le|el|est[ea]|o|a|il|questa|questo)\s+(?:\S+\s){1,3}?)?(?:appl(?:ies|y) (?:only )?to|gilt (?:nur )?fur|s'applique(?:nt)? (?:au|aux|a)|(?:se )?aplica(?:-se)?(?: solo)? (?:al?|aos?|as?)|si applica (?:alla|alle|al|agli|ai|all'|a))(?![\p{L}])[\s:]*/u;
const MORE =
  /[.,;:(]|\s(?:who|that|when|while|in|at|on|der|die|das|welche[rs]?|bei|im|qui|quand|dans|que|quien(?:es)?|cuando|en|quem|quando|no|na|che|nel|nella)\s/;

/** Lines at the head of a document that may name who does it. */
const LINES = 60;

/**
 * Who does the steps that name nobody: a line outside of the steps (`told`) that is labelled so ("Responsible: lifeguard"), else
 * the role in the title ("Role: …", "Cashier checklist"), else the one whose duties say so, else what a line tells: "The
 * cashier is responsible for closing.", "Applies to the barista who opens."
 */
export function usualDoer(
  title: string,
  told: readonly string[],
  roles: RoleBook,
  lexicon: Lexicon,
): Found<string> | undefined {
  const lines = told.slice(0, LINES).flatMap(labelLines);
  const labelled = lines.flatMap((line) => {
    const role = labelledRole(line, roles, lexicon);
    return role === undefined ? [] : [{ line, role }];
  });
  const [first] = labelled;
  // Several of them tell of parts, not of the whole.
  if (first && labelled.every(({ role }) => role === first.role))
    return { value: first.role, confidence: 0.75, reason: says(first.line) };
  const named = inTitle(title, roles, lexicon);
  if (named !== undefined) return { value: named, confidence: 0.75, reason: says(title, 'the title is') };
  const doer = roles.doer();
  if (doer !== undefined) return { value: doer, confidence: 0.7, reason: 'its duties say that it does the steps' };
  for (const line of lines) {
    const role = answers(line, roles, lexicon);
    if (role !== undefined) return { value: role, confidence: 0.65, reason: says(line) };
  }
  for (const line of lines) {
    const role = addressed(line, roles, lexicon);
    if (role !== undefined) return { value: role, confidence: 0.55, reason: says(line) };
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
export function labelledRole(line: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const { folded, printed } = folding(line);
  const label = lexicon.signs.label.exec(folded);
  if (label?.index !== 0 || /^(?:owner|assignee|chi|qui|quien|quem|who|wer)\b/.test(folded)) return undefined;
  return namedByLabel(folded, labelValue(printed(label[0].length)), roles, lexicon);
}

/** "Applies to the barista who opens": one role, not two of them joined. */
function addressed(line: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const { folded, printed } = folding(line);
  const applies = APPLIES.exec(folded)?.[0];
  if (applies === undefined) return undefined;
  const [name = ''] = printed(applies.length).split(MORE);
  return JOINED.test(folding(name).folded) ? undefined : roleIn(name, roles, lexicon);
}

const JOINED = /\s(?:and|or|und|oder|et|ou|y|o|e)\s/;

/** "The cashier is responsible for closing the till." */
function answers(line: string, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const sentence = sentencesOf(line).find((one) => RESPONSIBLE.test(folding(one).folded));
  return sentence === undefined ? undefined : doerOf(sentence, [], roles, lexicon).role?.value;
}

const RESPONSIBLE =
  /\b(?:is|are) responsible for\b|\b(?:carries|carry) out\b|\bist (?:verantwortlich|zustandig) fur\b|\bfur .{3,60} (?:verantwortlich|zustandig)\b|\best (?:responsable|charge)|\bes (?:el |la )?(?:responsable|encargad[oa]) de|\be (?:o |a )?responsavel p(?:or|el[oa])|\be (?:il |la )?responsabile (?:di|del|della)\b/;
