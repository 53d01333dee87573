/** Which field of a form a refusal is about, for clients that say it there. */
import { problemSentence } from './problems.ts';
import type { Refusal } from './refusals.ts';
import { CHOICE_FIELD } from './views/evidence-fields.ts';

/** Field id to sentence; empty where the refusal is about something else than what was typed. */
export function refusedFields(refusal: Refusal): Readonly<Record<string, string>> {
  switch (refusal.code) {
    case 'inputs_invalid':
      return Object.fromEntries(refusal.problems.map(({ input, title, problem }) => [input, about(title, problem)]));
    case 'evidence_invalid':
      return Object.fromEntries(refusal.problems.map(({ item, title, problem }) => [item, about(title, problem)]));
    case 'evidence_missing':
      return Object.fromEntries(refusal.items.map(({ item, title }) => [item, about(title, { type: 'missing' })]));
    case 'choice_missing':
    case 'choice_unknown':
      return { [CHOICE_FIELD]: 'Choose one of the options.' };
    case 'reason_missing':
      return { [OF_REASON[refusal.what] ?? 'reason']: 'Please say it in words: whoever looks later wants to know.' };
    case 'when_unclear':
      return { due: MOMENT, until: MOMENT };
    case 'due_past':
      return { due: 'That is over already. Choose a time to come.' };
    case 'member_unknown':
      return { member: NOBODY, from: NOBODY, to: NOBODY };
    default:
      return {};
  }
}

/** Where the words are asked for under another name. */
const OF_REASON: Readonly<Record<string, string>> = { note: 'note', exception: 'note' };

const MOMENT = 'Write when, for example 30m, 17:30 or tomorrow 9:00.';
const NOBODY = 'Nobody here is called so.';

function about(title: string, problem: Parameters<typeof problemSentence>[0]): string {
  const said = problemSentence(problem);
  return said.startsWith('“') ? `${title}: ${said}` : `${title} ${said}`;
}
