/** Why a workspace's settings were not changed. */
import type { Instant } from '../engine/instant.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { SettingsRefusal } from '../engine/settings/decide.ts';
import type { Span, Text } from './card.ts';
import { inRow, quoted, sentence, typed } from './sentence.ts';
import type { UnclearRefusal } from './unclear-refusal.ts';

type OfSettings =
  | Exclude<SettingsRefusal, { code: RunRefusal['code'] }>
  | Extract<UnclearRefusal, { code: 'day_unclear' | 'stand_in_missing' | 'quiet_unclear' | 'holidays_unknown' }>;

const CODES: Readonly<Record<OfSettings['code'], true>> = {
  not_administrator: true,
  not_own_settings: true,
  not_own_absence: true,
  stand_in_by_own_word: true,
  stand_in_unknown: true,
  stand_in_away: true,
  stands_in_already: true,
  not_away: true,
  away_backwards: true,
  days_backwards: true,
  days_too_many: true,
  days_not_closed: true,
  quiet_all_day: true,
  holidays_unknown: true,
  day_unclear: true,
  stand_in_missing: true,
  quiet_unclear: true,
};

export function isOfSettings(refusal: { readonly code: string }): refusal is OfSettings {
  return Object.hasOwn(CODES, refusal.code);
}

export function settingsSentence(refusal: OfSettings): Text {
  switch (refusal.code) {
    case 'not_administrator':
      return sentence(`Only an administrator can change ${SET[refusal.what]}.`, asking(refusal.who));
    case 'not_own_settings':
      return 'How somebody is called is for them alone to say.';
    case 'not_own_absence':
      return sentence('Only they themselves, or an administrator, can say that somebody is away.', asking(refusal.who));
    case 'stand_in_by_own_word':
      return 'Nobody makes themself the stand-in of somebody else. Let them say it, or another administrator.';
    case 'stand_in_unknown':
      return sentence('Nobody can stand in who is no active member: ', member(refusal.member), ' is not.');
    case 'stand_in_away':
      return sentence(member(refusal.member), ' is away at that time', until(refusal.until), '. Choose somebody else.');
    case 'stands_in_already':
      return sentence(
        ...[member(refusal.member), ' stands in for ', member(refusal.for), until(refusal.until)],
        '. Let somebody else stand in there first: they, or an administrator, type ',
        typed('away NAME until DAY, NAME stands in'),
        '.',
      );
    case 'not_away':
      return sentence('Nothing to change: ', member(refusal.member), ' is not away.');
    case 'away_backwards':
      return 'That ends before it begins. Say the first day, then the one on which they are back.';
    case 'days_backwards':
      return 'The last day is before the first. Write the first one first.';
    case 'days_too_many':
      return `At most ${refusal.most} times are kept at which the workspace is closed. Take one away first.`;
    case 'days_not_closed':
      return sentence(`The workspace is open on ${refusal.from}. `, typed('closed'), ' shows those that are.');
    case 'quiet_all_day':
      return 'That would be quiet nearly all day long. Leave at least four hours of the day, for example 20:00-07:00.';
    case 'holidays_unknown': {
      const { nearest, of } = refusal;
      const meant =
        nearest.length === 0
          ? ''
          : of === undefined
            ? ` Did you mean ${either(nearest)}?`
            : ` There are ${nearest.join(', ')}.`;
      const where = of === undefined ? '' : ` in ${of}`;
      return `No holidays are known of ${quoted(refusal.typed)}${where}.${meant} Write a country, and its region where it has one: GB-ENG, DE BY, Portugal.`;
    }
    case 'day_unclear':
      return `Which day is ${quoted(refusal.typed)}? Write a weekday, tomorrow, 24 December or 2026-12-24.`;
    case 'stand_in_missing':
      return sentence(
        'Who stands in? Write their name too, for example ',
        typed('away until Friday, NAME stands in'),
        '. ',
        typed('away'),
        ' alone asks for everything.',
      );
    case 'quiet_unclear':
      return `Which hours are ${quoted(refusal.typed)}? Write from when until when, for example 20:00-07:00, or off.`;
  }
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const SET = { holidays: 'the holidays', closed: 'on which days it is closed', quiet: 'the quiet hours of everybody' };

function asking(who: readonly string[]): readonly Span[] {
  if (who.length === 0 || who.length > 5) return [];
  return sentence(
    ' Ask ',
    inRow(
      who.map((one) => [member(one)]),
      'or',
    ),
    '.',
  );
}

function until(at: Instant | undefined): readonly Span[] {
  return at === undefined ? [] : [' until ', { type: 'time', at, style: 'date_time' }];
}

function member(id: string): Span {
  return { type: 'member', member: id };
}
