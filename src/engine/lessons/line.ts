/** What people said, as a line of a definition: in their words, and as few of them as tell what happened. */
import { clip } from '../drafting/fold.ts';
import type { About, Case, Rule } from './case.ts';

const MOST_QUOTED = 3;
const LONGEST = 200;

/** What stands before the quotations. */
const LEADS: Readonly<Partial<Record<Rule, string>>> = {
  tool_failed: 'If the tool does not work:',
  source_stale: 'If the source is out of date:',
  out_of_limits: 'If the reading is outside its limits:',
  out_of_policy: 'If the case is another one:',
  other: 'If something else happens:',
  skipped: 'It was skipped before:',
  rejected: 'It was sent back before:',
};

/** `there`: what the definition says already. Undefined if nothing was said that is not there. */
export function lineOf({ rule }: About, cases: readonly Case[], there = ''): string | undefined {
  const newest = cases.toSorted((one, other) => other.at - one.at);
  if (rule === 'asked') return askedLine(newest[0], there);
  const lead = LEADS[rule];
  const said = newest.map((one) => quotation(one, rule)).filter((one) => one !== '' && !there.includes(one));
  const few = [...new Set(said)].slice(0, MOST_QUOTED);
  return lead === undefined || few.length === 0 ? undefined : `${lead} ${few.join('; ')}.`;
}

/** Their own words as they are; without any, what happened and what was done about it. */
function askedLine(one: Case | undefined, there: string): string | undefined {
  if (!one) return undefined;
  const own = spaced(one.change?.say);
  const happened = quotation(one, 'other');
  const line = own !== '' ? own : happened === '' ? undefined : `It happened before: ${happened}.`;
  return line !== undefined && there.includes(line) ? undefined : line;
}

/** `“No delivery note”: “Called the supplier”` where what happened is no part of the lead, else what was done about it. */
function quotation({ note, reason }: Case, rule: Rule): string {
  const isTold = rule === 'other' || rule === 'out_of_policy' || rule === 'skipped';
  return [isTold ? note : undefined, reason]
    .map(spaced)
    .filter((words) => words !== '')
    .map((words) => `“${clip(words, LONGEST)}”`)
    .join(': ');
}

/** One line. */
function spaced(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
