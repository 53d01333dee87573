/** `/sop holidays` and `/sop closed`: the days on which routines rest. */
import { holidaysCard } from '../cards/views/holidays.ts';
import { optional } from '../engine/optional.ts';
import { dateIn } from '../engine/routine/days-off.ts';
import { refuse, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { yearsAround } from './days-off.ts';
import type { Phrase } from './phrase.ts';
import { closedAsked, holidaysAsked, type RestAsked } from './rest-asked.ts';
import { settingsOf } from './settings-of.ts';
import { command, type Talking, zoneOf } from './talking.ts';

export async function holidaysAnswer(talking: Talking, said: Said, place: string | undefined): Promise<Answer> {
  if (place === undefined) return shown(talking, said);
  return changed(talking, said, await holidaysAsked(talking.memory.calendar, place));
}

export async function closedAnswer(
  talking: Talking,
  said: Said,
  { change, days: typed }: Extract<Phrase, { type: 'closed' }>,
): Promise<Answer> {
  if (typed === undefined) return shown(talking, said);
  const today = dateIn(await zoneOf(talking, said), talking.now());
  return changed(talking, said, closedAsked(change === 'remove' ? 'remove' : 'add', typed, today));
}

/** What holds then is the answer: whoever closes a day sees it among the others. */
async function changed(talking: Talking, said: Said, asked: RestAsked): Promise<Answer> {
  if ('refusal' in asked) return refuse(talking, said, asked.refusal);
  const reply = await command(talking, said, asked.command);
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
