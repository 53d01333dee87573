/** `/sop digest …`: what became of some days, for whoever asks; and when that comes by itself. */
import type { DigestSpan } from '../cards/digest.ts';
import { digestCard } from '../cards/views/digest.ts';
import type { KnownDigest } from '../engine/digest/digest.ts';
import type { Instant } from '../engine/instant.ts';
import { dayIn, firstShown } from '../engine/zone.ts';
import { findWorkspace } from '../store/workspaces.ts';
import { refuse, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { digestOfPlace } from './digest-id.ts';
import { type Days, digestOf } from './digest-of.ts';
import { pictureOf } from './digest-picture.ts';
import { timeAsked } from './digest-time.ts';
import type { Phrase } from './phrase.ts';
import { command, loadDigest, NOTHING, type Talking } from './talking.ts';

const DAY = 86_400_000;

/** What was done in this conversation. */
export async function digestAnswer(talking: Talking, said: Said, span: DigestSpan): Promise<Answer> {
  const zone = await zoneOfPlace(talking, said);
  const digest = await digestOf(talking, said, daysOf(span, zone, talking.now()));
  const pictured = await pictureOf(talking, said.workspace, digest);
  const answer = await withNames(talking, said, digestCard(digest, pictured && { picture: pictured.picture }));
  return pictured ? { ...answer, drawn: [pictured.file] } : answer;
}

/** Of the digest that comes here by itself, so that both tell of the same days; else that of the workspace. */
async function zoneOfPlace(talking: Talking, { workspace, place }: Said): Promise<string> {
  const { day, week } = timesOf(await loadDigest(talking, workspace, digestOfPlace(place)));
  return (day ?? week)?.zone ?? (await findWorkspace(talking.db, workspace))?.timeZone ?? 'UTC';
}

function timesOf(state: KnownDigest | undefined) {
  return state?.status === 'active' ? state.times : {};
}

/** A day that is not over ends with what happened until now. A week is compared with as much of the week before. */
function daysOf(span: DigestSpan, zone: string, now: Instant): Days {
  const today = dayIn(zone, now);
  // Where clocks are put forward at midnight, the day begins an hour later.
  const day = (before: number) => firstShown((today - before) * DAY, zone);
  switch (span) {
    case 'today':
      return { span, zone, marks: [day(0), now + 1] };
    case 'yesterday':
      return { span, zone, marks: [day(1), day(0)] };
    case 'week': {
      const before = [13, 12, 11, 10, 9, 8, 7].map(day).concat(now + 1 - 7 * DAY);
      return { span, zone, marks: [6, 5, 4, 3, 2, 1, 0].map(day).concat(now + 1), before };
    }
  }
}

/** Sets when the digest of this conversation comes by itself. Everybody there reads of it. */
export async function digestTimeAnswer(
  talking: Talking,
  said: Said,
  { kind, when }: Extract<Phrase, { type: 'digest_time' }>,
): Promise<Answer> {
  const { workspace, place } = said;
  const digest = digestOfPlace(place);
  const before = timesOf(await loadDigest(talking, workspace, digest))[kind];
  const asked = await timeAsked(talking, said, { kind, when, ...(before && { zone: before.zone }) });
  if ('refusal' in asked) return refuse(talking, said, asked.refusal);
  const { at, weekday, zone } = asked.time;
  const times = kind === 'day' ? { day: { at, zone } } : { week: { at, zone, weekday } };
  const reply = await command(talking, said, { type: 'setDigest', digest, place, ...times });
  return reply.status === 'refused' ? refuse(talking, said, reply.refusal) : NOTHING;
}

export async function digestOffAnswer(
  talking: Talking,
  said: Said,
  { kind }: Extract<Phrase, { type: 'digest_off' }>,
): Promise<Answer> {
  const digest = digestOfPlace(said.place);
  const reply = await command(talking, said, { type: 'endDigest', digest, ...(kind && { kind }) });
  return reply.status === 'refused' ? refuse(talking, said, reply.refusal) : NOTHING;
}
