/** Being away: the form that says so, what whoever stands in is told, and the answer to whoever said it. */
import { LIMITS } from '../../engine/limits.ts';
import { optional } from '../../engine/optional.ts';
import type { Absence } from '../../engine/settings/settings.ts';
import type { Card, Field, Form, Span } from '../card.ts';
import { sentence, typed } from '../sentence.ts';
import type { Person } from './more-forms.ts';
import { toldCard } from './told.ts';

export const AWAY_FIELDS = {
  member: 'member',
  standIn: 'stand_in',
  from: 'from',
  until: 'until',
  reason: 'reason',
} as const;

/** `others`: whom an administrator may say it for; empty for everybody else. `given`: what is known already. */
export function awayForm(
  people: readonly Person[],
  others: readonly Person[],
  given: { readonly self: string; readonly from?: string; readonly until?: string },
): Form {
  const days = 'A day (Friday, 24 December, 2026-12-24) or a time (17:30, tomorrow 9:00, 3d).';
  const member: Field = {
    id: AWAY_FIELDS.member,
    label: 'Who is away?',
    required: true,
    type: 'member',
    people: others,
    value: given.self,
  };
  return {
    title: 'Away',
    submit: 'Let them stand in',
    fields: [
      ...(others.length > 0 ? [member] : []),
      { id: AWAY_FIELDS.standIn, label: 'Who stands in?', required: true, type: 'member', people },
      line(AWAY_FIELDS.from, 'From when?', `Left empty: from now on. ${days}`, given.from),
      line(AWAY_FIELDS.until, 'Back when?', `Left empty: until somebody says so. ${days}`, given.until),
      {
        id: AWAY_FIELDS.reason,
        label: 'Why',
        required: false,
        type: 'text',
        multiline: false,
        maxLength: LIMITS.reason,
      },
    ],
  };
}

function line(id: string, label: string, hint: string, value?: string): Field {
  return {
    id,
    label,
    required: false,
    hint,
    type: 'text',
    multiline: false,
    maxLength: 40,
    ...optional('value', value),
  };
}

/** To whoever said that somebody is away. */
export function awayCard(member: string, absence: Absence, asker: string): Card {
  const isOwn = member === asker;
  const name: Span = { type: 'member', member: absence.standIn };
  const whom: Span = isOwn ? 'you' : { type: 'member', member };
  const text = sentence(
    name,
    absence.status === 'begun' ? ' stands in for ' : ' will stand in for ',
    whom,
    ...time(absence),
    '. What waits for ',
    whom,
    absence.status === 'begun' ? ' has gone to ' : ' goes to ',
    name,
    ', and comes back afterwards. ',
    typed(isOwn ? 'back' : 'back NAME'),
    ' ends it sooner.',
  );
  return toldCard('Done', text, 'good');
}

export function backCard(member: string, asker: string): Card {
  const isOwn = member === asker;
  const text = isOwn
    ? ['Welcome back. What was yours is yours again.']
    : sentence({ type: 'member', member }, ' is back. What was theirs is theirs again.');
  return toldCard('Done', text, 'good');
}

/** To whoever stands in. `absence`: absent once it is over. */
export function standInCard(member: string, absence: Absence | undefined): Card {
  const away: Span = { type: 'member', member };
  if (!absence) {
    const text = sentence('You do not stand in for ', away, ' any more. What you took over has gone back.');
    return { ...toldCard('Standing in', text), fallback: 'You do not stand in any more.' };
  }
  const why = absence.reason === undefined || absence.reason === '' ? [] : [` (${absence.reason})`];
  const text = sentence(
    ...['You stand in for ', away, ...time(absence), ...why, '. What waits for them comes to you. '],
    ...[typed('mine'), ' shows all that waits for you now.'],
  );
  return { ...toldCard('Standing in', text, 'accent'), fallback: 'You stand in for somebody who is away.' };
}

/** ` from tomorrow until Friday`, with the weekday: that is how it was said. */
export function time({ from, until, status }: Pick<Absence, 'from' | 'until' | 'status'>): readonly Span[] {
  return [
    ...(status === 'planned' ? ([' from ', { type: 'time', at: from, style: 'day_time' }] as const) : []),
    ...(until === undefined ? [] : ([' until ', { type: 'time', at: until, style: 'day_time' }] as const)),
  ];
}
