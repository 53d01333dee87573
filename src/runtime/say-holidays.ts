/** `/sop holidays` and `/sop closed`: the days on which routines rest. */
import { holidaysCard } from '../cards/views/holidays.ts';
import { optional } from '../engine/optional.ts';
import { dateIn } from '../engine/routine/days-off.ts';
import type { SettingsCommand } from '../engine/settings/commands.ts';
import { SETTINGS } from '../engine/settings/settings.ts';
import { refuse, withNames } from './answering.ts';
import { readDays } from './closed-days.ts';
import type { Answer, Said } from './conversation.ts';
import { yearsAround } from './days-off.ts';
import { placeMeant } from './holiday-place.ts';
import type { Phrase } from './phrase.ts';
import { settingsOf } from './settings-of.ts';
import { command, type Talking, zoneOf } from './talking.ts';

const LONGEST = 100;

export async function holidaysAnswer(talking: Talking, said: Said, place: string | undefined): Promise<Answer> {
  if (place === undefined) return shown(talking, said);
  if (/^(?:off|none|no)$/i.test(place)) return changed(talking, said, { type: 'clearHolidays', settings: SETTINGS });
  const countries = (await talking.memory.calendar?.countries()) ?? [];
  const meant = placeMeant(place.slice(0, LONGEST), countries);
  if ('refusal' in meant) return refuse(talking, said, meant.refusal);
  return changed(talking, said, { type: 'setHolidays', settings: SETTINGS, ...meant.where });
}

export async function closedAnswer(
  talking: Talking,
  said: Said,
  { change, days: typed }: Extract<Phrase, { type: 'closed' }>,
): Promise<Answer> {
  if (typed === undefined) return shown(talking, said);
  const days = readDays(typed, dateIn(await zoneOf(talking, said), talking.now()));
  if (!days) return refuse(talking, said, { code: 'day_unclear', typed });
  const { from, to, rest: reason } = days;
  return changed(
    talking,
    said,
    change === 'remove'
      ? { type: 'openDays', settings: SETTINGS, from }
      : { type: 'closeDays', settings: SETTINGS, from, to, reason },
  );
}

/** What holds then is the answer: whoever closes a day sees it among the others. */
async function changed(talking: Talking, said: Said, asked: SettingsCommand): Promise<Answer> {
  const reply = await command(talking, said, asked);
  return reply.status === 'refused' ? refuse(talking, said, reply.refusal) : shown(talking, said);
}

async function shown(talking: Talking, said: Said): Promise<Answer> {
  const { db, memory, now } = talking;
  const { workspace } = said;
  const { holidays, closed } = await settingsOf(talking, workspace);
  const today = dateIn(await zoneOf(talking, said), now());
  const days = await memory.daysOff(db, workspace, yearsAround(now()));
  const countries = holidays ? await memory.calendar?.countries() : undefined;
  const country = countries?.find(({ code }) => code === holidays?.country);
  const region = country?.regions.find(({ code }) => code === holidays?.region);
  const of =
    holidays && [region?.name ?? holidays.region, country?.name ?? holidays.country].filter(Boolean).join(', ');
  return withNames(talking, said, holidaysCard({ ...optional('of', of), days, closed, today }));
}
