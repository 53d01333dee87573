/** What runs taught, in words: what was seen, and what would change. */
import { type Definition, roleTitle, stepOf } from '../engine/definition.ts';
import { durationInWords } from '../engine/duration.ts';
import type { About, Case, Rule } from '../engine/lessons/case.ts';
import type { Edit } from '../engine/lessons/edit.ts';
import type { Proposal } from '../engine/lessons/proposal.ts';
import type { Span } from './card.ts';
import { limits } from './recorded.ts';
import { count, quoted, sentence, who } from './sentence.ts';
import { capital } from './text.ts';

export type Lesson = Pick<Proposal, 'about' | 'seen' | 'edit'> & { readonly step?: string };

/** What happened again and again. Of what somebody asked for, `about.rule` says that somebody did. */
const HAPPENED: Readonly<Record<Exclude<Rule, 'limits' | 'asked'>, string>> = {
  tool_failed: 'a tool did not work',
  source_stale: 'a source was out of date',
  out_of_limits: 'a value was out of limits',
  out_of_policy: 'the procedure did not cover the case',
  other: 'a problem was reported',
  skipped: 'it was skipped',
  rejected: 'its work was sent back',
  late: 'it was done after its deadline',
  missed: 'nobody did it in time',
};

/** `“Fridge temperature” was accepted outside its limits`, as the rest of a sentence. */
export function happened(definition: Definition, step: string | undefined, { rule, item }: About): string {
  if (rule === 'asked') return 'somebody who decided over a problem said that the procedure should change';
  if (rule !== 'limits') return HAPPENED[rule];
  return `${quoted(itemTitle(definition, step, item))} was accepted outside its limits`;
}

/** `In 3 runs a tool did not work.` `cases`: those whose words may be shown. */
export function seenText(
  definition: Definition,
  { step, about, seen }: Lesson,
  cases: readonly Case[],
): readonly Span[] {
  const [first] = cases;
  if (about.rule === 'asked' && first)
    return sentence(who(first.by), ' decided over a problem, and says that the procedure should change.');
  const what = happened(definition, step, about);
  const values = [...new Set(cases.flatMap((one) => readings(one, about.item)))];
  const read = values.length === 0 ? '' : `: ${values.join(', ')}`;
  return [about.rule === 'asked' ? `${capital(what)}.` : `In ${count(seen, 'run')} ${what}${read}.`];
}

/** `7 °C`, of what this case is about. */
export function readings({ accepted = [] }: Case, item: string | undefined): readonly string[] {
  const own = accepted.filter((one) => one.item === item);
  return own.map(({ value, unit }) => (unit ? `${value} ${unit}` : String(value)));
}

/** What it says now, and what it would say, in a line. `isVeiled`: without the readings that the limits are made of. */
export function editText(definition: Definition, step: string | undefined, edit: Edit, isVeiled = false): string {
  switch (edit.type) {
    case 'limits': {
      const unit = itemOf(definition, step, edit.item)?.unit;
      const title = quoted(itemTitle(definition, step, edit.item));
      if (isVeiled) return `${title}: limits that cover what was accepted`;
      const said = (one: { readonly min?: number; readonly max?: number }) =>
        [limits(one), unit].filter((part) => part !== undefined && part !== '').join(' ');
      return `${title}: ${said(edit.now)} instead of ${said(edit.was)}`;
    }
    case 'skippable':
      return 'Whoever does it may skip it, with a reason';
    case 'continue':
      return edit.on === 'tool_failed'
        ? 'If a tool does not work, the work goes on meanwhile'
        : 'If a source is out of date, the work goes on meanwhile';
    case 'due':
      return edit.was === undefined
        ? `A deadline: ${durationInWords(edit.now)}`
        : `Deadline: ${durationInWords(edit.now)} instead of ${durationInWords(edit.was)}`;
    case 'escalate':
      return `${capital(durationInWords(edit.after))} after its deadline it goes to ${roleTitle(definition, edit.to)}`;
    case 'line':
      return step === undefined ? 'A new line in what the SOP covers' : 'A new line in its instructions';
  }
}

function itemOf(definition: Definition, step: string | undefined, item: string | undefined) {
  return stepOf(definition, step ?? '')?.evidence.find((one) => one.id === item);
}

function itemTitle(definition: Definition, step: string | undefined, item = ''): string {
  return itemOf(definition, step, item)?.title ?? item.replaceAll('_', ' ');
}
