/** What is told to whoever types a word that `/sop` does not know, but that says what they want. */
import type { Text } from '../cards/card.ts';
import { sentence, typed } from '../cards/sentence.ts';

/** What to do instead; undefined if the words say nothing that is known here. The first that fits is told. */
export function advised(words: string): Text | undefined {
  return ADVICE.find(({ said }) => said.test(words))?.advice;
}

const ADVICE: readonly { readonly said: RegExp; readonly advice: Text }[] = [
  {
    said: /\b(?:sick|ill|unwell|absent|vacation|leave|day off|days off|stand-?in|cover)\b/i,
    advice: sentence(
      ...['Not there? ', typed('away until tomorrow, NAME stands in')],
      ' gives what waits for you to somebody else until then.',
    ),
  },
  {
    said: /\b(?:snooze|postpone|later|put off)\b/i,
    advice: sentence(
      ...['The buttons under a reminder put it off: ', { type: 'bold', text: 'Remind in 30 min' } as const],
      ...[' or ', { type: 'bold', text: 'Remind in 2 h' } as const, '.'],
    ),
  },
  {
    said: /\b(?:remind|reminders?|notify|notifications?|mute|silence)\b/i,
    advice: sentence(
      ...[typed('settings'), ' says how Sopwith calls you, and '],
      ...[typed('quiet 20:00-07:00'), ' in which hours no reminder does.'],
    ),
  },
  {
    said: /^(?:pause|resume|skip|unskip|stop|end|undo|schedule|timer)\b/i,
    advice: sentence(
      ...['For what runs at set times: ', typed('routine KEY pause'), ', or skip, resume, end. '],
      ...[typed('routines'), ' shows those of this conversation. A step is skipped on its card.'],
    ),
  },
  {
    said: /^(?:my|me|todo|to-?do|tasks?|today|due|work|now)\b/i,
    advice: sentence(typed('mine'), ' shows what waits for you, and ', typed('status'), ' what is open here.'),
  },
  {
    said: /^(?:problem|broken|issue|exception)\b/i,
    advice: sentence(
      ...['Press ', { type: 'bold', text: 'Report a problem' } as const, ' on the card of the step. '],
      ...[typed('mine'), ' leads to your steps.'],
    ),
  },
];
