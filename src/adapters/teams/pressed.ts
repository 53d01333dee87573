/** What a button of ours asks for, with what was filled in. */
import { type ActionValue, decodeAction } from '../../cards/action.ts';
import { fieldOf } from '../../cards/adaptive-forms.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { type Asker, speakerOf } from './asker.ts';
import type { Parts } from './parts.ts';

export interface Press {
  readonly value: ActionValue;
  /** Absent: no form was shown. */
  readonly fields?: Readonly<Record<string, string>>;
  /** It is asked once more on somebody's behalf: no finger did it. */
  readonly isAgain?: boolean;
}

/** Answers of one form. How long each may be is refused in words: half a draft must not be taken for the whole. */
const MOST_FIELDS = 200;

/** Of the data of an action; undefined if it is none of ours. */
export function pressIn(data: unknown): Press | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { value: raw, isForm, ...inputs } = data as Readonly<Record<string, unknown>>;
  const value = decodeAction(raw);
  if (!value) return undefined;
  if (isForm !== true) return { value };
  const given = Object.entries(inputs)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && /^a\d+/.test(entry[0]))
    .slice(0, MOST_FIELDS)
    .map(([input, answer]) => [fieldOf(input), answer] as const);
  return { value, fields: Object.fromEntries(given) };
}

/** Presses it as whoever asks. Throws what the stores throw. */
export function press(parts: Parts, asker: Asker, { value, fields, isAgain = false }: Press): Promise<Answer> {
  return parts.conversation.press({
    ...{ ...speakerOf(asker), value },
    ...(fields === undefined ? { isTap: !isAgain } : { fields }),
    ...optional('zone', asker.member.timeZone),
  });
}

/** Nothing was done. */
export function isRefusal(answer: Answer): boolean {
  return answer.type === 'card' && (answer.card.tone === 'attention' || answer.card.tone === 'bad');
}
