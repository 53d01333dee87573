/** Which field of a form a refusal is about, for clients that say it there. */
import { problemSentence } from './problems.ts';
import type { Refusal } from './refusals.ts';
import { routineSentence } from './refused-routine.ts';
import { settingsSentence } from './refused-settings.ts';
import { plain, UNNAMED } from './text.ts';
import { CHOICE_FIELD } from './views/evidence-fields.ts';
import { CLOSES_FIELD, DUE_FIELD, SCHEDULE_FIELD, SHIFT_FIELD, ZONE_FIELD } from './views/routine-form.ts';

/** Field id to sentence; empty where the refusal is about something else than what was typed. */
export function refusedFields(refusal: Refusal): Readonly<Record<string, string>> {
  switch (refusal.code) {
    case 'inputs_invalid':
    case 'routine_inputs_invalid':
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
    case 'dismissal_reason_missing':
      return { reason: 'Please say it in words: whoever looks later wants to know.' };
    case 'when_unclear':
      return { due: MOMENT, until: MOMENT };
    case 'day_unclear':
    case 'away_backwards':
      return { from: plain(settingsSentence(refusal), UNNAMED), until: plain(settingsSentence(refusal), UNNAMED) };
    case 'quiet_unclear':
    case 'quiet_all_day':
      return { quiet: plain(settingsSentence(refusal), UNNAMED) };
    case 'due_past':
      return { due: 'That is over already. Choose a time to come.' };
    case 'due_after_closing':
      return { due: 'The window of this run closes before that. Choose an earlier time.' };
    case 'schedule_unclear':
    case 'schedule_never':
      return { [SCHEDULE_FIELD]: plain(routineSentence(refusal), UNNAMED) };
    case 'shift_unclear':
    case 'shift_unable':
    case 'shift_idle':
      return { [SHIFT_FIELD]: plain(routineSentence(refusal), UNNAMED) };
    case 'due_unclear':
      return { [DUE_FIELD]: plain(routineSentence(refusal), UNNAMED) };
    case 'closing_unclear':
      return { [CLOSES_FIELD]: plain(routineSentence(refusal), UNNAMED) };
    case 'window_impossible': {
      const field = refusal.problem === 'closes_before_opens' ? CLOSES_FIELD : DUE_FIELD;
      return { [field]: plain(routineSentence(refusal), UNNAMED) };
    }
    case 'zone_unknown':
      return { [ZONE_FIELD]: plain(routineSentence(refusal), UNNAMED) };
    case 'member_unknown':
      return { member: NOBODY, from: NOBODY, to: NOBODY, stand_in: NOBODY };
    case 'member_not_of_role':
      return { member: OF_NO_ROLE, to: OF_NO_ROLE };
    default:
      return {};
  }
}

/** Where the words are asked for under another name. */
const OF_REASON: Readonly<Record<string, string>> = { note: 'note', exception: 'note' };

const MOMENT = 'Write when, for example 30m, 17:30 or tomorrow 9:00.';
const NOBODY = 'Nobody who takes part here is called so. Bots and people of other companies do not.';
const OF_NO_ROLE = 'They do not hold the role that this needs. Choose somebody who does.';

function about(title: string, problem: Parameters<typeof problemSentence>[0]): string {
  const said = problemSentence(problem);
  return said.startsWith('“') ? `${title}: ${said}` : `${title} ${said}`;
}
