import type { InputProblem } from '../engine/run/refusals.ts';
import { clip } from './text.ts';

const EXAMPLES = 5;

/** What is wrong with one answer, and what to type instead; begins small, as it follows the field's title. */
export function problemSentence(problem: InputProblem): string {
  switch (problem.type) {
    case 'missing':
      return 'is needed.';
    case 'unknown':
      return `is not asked for here; leave it out.${askedInstead(problem.asked)}`;
    case 'not_a_number':
      return `“${typed(problem.typed)}” is not a number. Write digits only, for example 4.5 or 4,5.`;
    case 'not_a_date':
      return `“${typed(problem.typed)}” is not a date. Write it as 2026-03-31.`;
    case 'not_a_link':
      return `“${typed(problem.typed)}” is not a link. It begins with https://.`;
    case 'not_a_file':
      return 'needs a file. Attach one.';
    case 'not_an_image':
      return 'needs a photo; this is another kind of file.';
    case 'not_an_option':
      return `“${typed(problem.typed)}” is not one of the options: ${options(problem.options)}.`;
    case 'not_a_tick':
      return 'is a box to tick: yes or no.';
    case 'too_small':
      return `must be at least ${measured(problem.min, problem.unit)}.`;
    case 'too_large':
      return `may be at most ${measured(problem.max, problem.unit)}.`;
    case 'too_long':
      return `may have at most ${problem.max} characters. Shorten it, or attach it as a file.`;
  }
}

/** ` Write it so: order=… amount=…` */
function askedInstead(asked: readonly string[] = []): string {
  const shown = asked.slice(0, EXAMPLES).map((one) => `${one}=…`);
  return shown.length > 0 ? ` Write it so: ${shown.join(' ')}` : '';
}

/** `Grant it, Refuse it and 3 more` */
export function options(titles: readonly string[]): string {
  const more = titles.length > EXAMPLES ? ` and ${titles.length - EXAMPLES} more` : '';
  return `${titles.slice(0, EXAMPLES).map(typed).join(', ')}${more}`;
}

function typed(text: string): string {
  return clip(text, 60);
}

function measured(limit: number, unit: string | undefined): string {
  return unit ? `${limit} ${unit}` : String(limit);
}
