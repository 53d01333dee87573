/** `/sop away …`, `/sop back`, and the form behind them. */
import { AWAY_FIELDS, awayCard, awayForm, backCard } from '../cards/views/away.ts';
import { optional } from '../engine/optional.ts';
import { SETTINGS } from '../engine/settings/settings.ts';
import type { Member } from '../store/members.ts';
import { refuse, withNames } from './answering.ts';
import type { Answer, Pressed, Said } from './conversation.ts';
import { readDay } from './day.ts';
import { text } from './field-values.ts';
import { asPerson, named, peopleHere } from './people-of.ts';
import { readAbsence, type SaidAbsence } from './read-absence.ts';
import { settingsOf } from './settings-of.ts';
import { command, type Speaker, type Talking, zoneOf } from './talking.ts';

type Speaking = Speaker & { readonly zone?: string };

/** Without words: the form. */
export async function awayAnswer(talking: Talking, said: Said, typed: string): Promise<Answer> {
  if (typed.trim() === '') return formAnswer(talking, said);
  const zone = await zoneOf(talking, said);
  const isTime = (time: string) => readDay(time, { now: talking.now(), zone }) !== undefined;
  const absence = readAbsence(typed, isTime);
  if (absence) return setAway(talking, said, absence);
  // Nobody is named who stands in: the form asks for that, and begins with the days.
  const alone = readAbsence(`${typed}, ?`, isTime);
  if (!alone) return refuse(talking, said, { code: 'stand_in_missing' });
  const wrong = [alone.from, alone.until].find((time) => time !== undefined && !isTime(time));
  return wrong === undefined
    ? formAnswer(talking, said, alone)
    : refuse(talking, said, { code: 'day_unclear', typed: wrong });
}

/** The form, or what was filled in. */
export async function pressAway(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { fields } = pressed;
  if (fields === undefined) return formAnswer(talking, pressed);
  const of = (id: string) => text(fields[id]).trim() || undefined;
  return setAway(talking, pressed, {
    ...{ standIn: of(AWAY_FIELDS.standIn) ?? '', ...optional('member', of(AWAY_FIELDS.member)) },
    ...{ ...optional('from', of(AWAY_FIELDS.from)), ...optional('until', of(AWAY_FIELDS.until)) },
    ...optional('reason', of(AWAY_FIELDS.reason)),
  });
}

async function formAnswer(
  talking: Talking,
  { workspace, member }: Speaker,
  times: Pick<SaidAbsence, 'from' | 'until'> = {},
): Promise<Answer> {
  const people = await peopleHere(talking, workspace);
  const isAdmin = people.some((one) => one.id === member && one.admin);
  const others = isAdmin ? people.map(asPerson) : [];
  return {
    type: 'form',
    form: awayForm(people.map(asPerson), others, { self: member, ...times }),
    value: { v: 1, verb: 'away' },
  };
}

async function setAway(
  talking: Talking,
  speaker: Speaking,
  absence: SaidAbsence & { readonly reason?: string },
): Promise<Answer> {
  const people = await peopleHere(talking, speaker.workspace);
  const member = absence.member === undefined ? speaker.member : named(people, absence.member)?.id;
  if (member === undefined) return refuse(talking, speaker, { code: 'member_unknown', typed: absence.member ?? '' });
  const standIn = named(people, absence.standIn)?.id;
  if (standIn === undefined) return refuse(talking, speaker, { code: 'member_unknown', typed: absence.standIn });
  const zone = await zoneOf(talking, speaker);
  const read = (typed: string | undefined) => typed && readDay(typed, { now: talking.now(), zone });
  const [from, until] = [read(absence.from), read(absence.until)];
  if (absence.from !== undefined && typeof from !== 'number') {
    return refuse(talking, speaker, { code: 'day_unclear', typed: absence.from });
  }
  if (absence.until !== undefined && typeof until !== 'number') {
    return refuse(talking, speaker, { code: 'day_unclear', typed: absence.until });
  }
  const times = { ...(typeof from === 'number' ? { from } : {}), ...(typeof until === 'number' ? { until } : {}) };
  const reason = optional('reason', absence.reason);
  const reply = await command(talking, speaker, {
    type: 'setAway',
    settings: SETTINGS,
    member,
    standIn,
    ...times,
    ...reason,
  });
  if (reply.status === 'refused') return refuse(talking, speaker, reply.refusal);
  const now = (await settingsOf(talking, speaker.workspace)).away[member];
  return withNames(talking, speaker, now ? awayCard(member, now, speaker.member) : backCard(member, speaker.member));
}

/** Whoever is away is back; without a name: whoever says it. */
export async function backAnswer(talking: Talking, said: Said, name: string | undefined): Promise<Answer> {
  const people: readonly Member[] = name === undefined ? [] : await peopleHere(talking, said.workspace);
  const member = name === undefined ? said.member : named(people, name)?.id;
  if (member === undefined) return refuse(talking, said, { code: 'member_unknown', typed: name ?? '' });
  const reply = await command(talking, said, { type: 'endAway', settings: SETTINGS, member });
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  return withNames(talking, said, backCard(member, said.member));
}
