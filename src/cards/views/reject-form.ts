/** Asks for the reason of a no, and says before it is sent what goes back. */
import { type Definition, type Step, stepOf } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import { indexOf } from '../../engine/run/flow.ts';
import { type Chosen, coveredBy, sendingBack } from '../../engine/run/send-back.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Field, Form } from '../card.ts';
import { count, quoted } from '../sentence.ts';
import { clip } from '../text.ts';
import { MOST_LABEL } from './evidence-fields.ts';

/** What the choice of work comes back under. */
export const SEND_BACK_FIELD = '_send_back';

/** No step can be called so. */
const LAST = '*last';
const ALL = '*all';

/** As many as a form on a card can hold; the named steps are those nearest to the approval. */
const MOST_OPTIONS = 10;

/** The command's `steps`, as the form answered. */
export function sentBackIn(answer: unknown): string[] | 'all' | undefined {
  if (typeof answer !== 'string' || answer === '' || answer === LAST) return undefined;
  return answer === ALL ? 'all' : [answer];
}

/** A step's own approval sends back that step; one without a doer lets its approver choose. */
export function rejectForm(run: OpenRun | EndedRun, definition: Definition, drawn: Step): Form {
  const options = drawn.kind === 'approval' ? optionsOf(run, definition, drawn.id) : [];
  const [only, ...others] = options;
  const anew = 'Whoever did it does it again, and records everything anew.';
  const consequence =
    drawn.kind !== 'approval'
      ? `It goes back. ${anew}`
      : only
        ? `What goes back: ${only.title}. ${anew}`
        : NOTHING_BACK;
  const choice: Field = {
    ...{ id: SEND_BACK_FIELD, label: 'What goes back?', required: true, type: 'choice', options, value: LAST },
    hint: `${anew} What builds on it begins anew too.`,
  };
  const reason: Field = {
    ...{ id: 'reason', label: 'What must be done again, and why?', required: true, type: 'text', multiline: true },
    maxLength: LIMITS.reason,
    ...(others.length === 0 ? { hint: consequence } : {}),
  };
  const fields = others.length === 0 ? [reason] : [choice, reason];
  return { title: `Reject ${quoted(drawn.title)}`, submit: 'Reject', fields };
}

const NOTHING_BACK =
  'There is no work before it that could go back: whoever answers for the run decides how it goes on.';

/** Marks what goes back by default. */
const USUAL = ' (the usual)';

interface Option {
  readonly id: string;
  readonly title: string;
}

/** Each way only once: what goes back by default first, and marked so; then each in the SOP's order, all of it last. */
function optionsOf(run: OpenRun | EndedRun, definition: Definition, gate: string): readonly Option[] {
  const covered = coveredBy(definition, run, gate);
  const named = covered.slice(-(MOST_OPTIONS - 2));
  const ways: readonly (readonly [string, Chosen])[] = [
    [LAST, undefined],
    ...named.map((id) => [id, [id]] as const),
    [ALL, 'all'],
  ];
  const seen = new Set<string>();
  const options = ways.flatMap(([id, chosen]): readonly (Option & { readonly at: number })[] => {
    const { back, along } = sendingBack(definition, run, gate, chosen);
    const same = [...back, '·', ...along].join(' ');
    const [first] = back;
    if (first === undefined || seen.has(same)) return [];
    seen.add(same);
    const title = wayTitle(definition, back, along, id === LAST ? USUAL : '');
    const at = back.length > 1 ? definition.steps.length : indexOf(definition, first);
    return [{ id, title, at: id === LAST ? -1 : at }];
  });
  return options.toSorted((one, other) => one.at - other.at).map(({ id, title }) => ({ id, title }));
}

/** `“Read the fridge”, then “Which beans today?” anew`; where that is too long for a list, how many. */
function wayTitle(definition: Definition, back: readonly string[], along: readonly string[], usual: string): string {
  const names = (ids: readonly string[]) => ids.map((id) => quoted(stepOf(definition, id)?.title ?? id)).join(' and ');
  const whole = along.length === 0 ? names(back) : `${names(back)}, then ${names(along)} anew`;
  if (whole.length + usual.length <= MOST_LABEL) return `${whole}${usual}`;
  const after = along.length === 0 ? '' : `, then ${count(along.length, 'step')} anew`;
  if (back.length > 1) return `${count(back.length, 'step')}${after}${usual}`;
  const title = stepOf(definition, back[0] ?? '')?.title ?? '';
  return `${quoted(clip(title, MOST_LABEL - 2 - after.length - usual.length))}${after}${usual}`;
}
