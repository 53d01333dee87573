/** Draws the digests that come by themselves, and the word that one was set or ended. */
import { digestCard } from '../cards/views/digest.ts';
import { digestPlanCard } from '../cards/views/digest-plan.ts';
import { ownDigestCard } from '../cards/views/own-digest.ts';
import type { KnownDigest, Said } from '../engine/digest/digest.ts';
import { dayToldAt, tellsDayBefore, weekToldAt } from '../engine/digest/times.ts';
import type { View } from '../engine/effect.ts';
import type { Instant } from '../engine/instant.ts';
import { dayIn } from '../engine/zone.ts';
import { type Days, digestOf } from './digest-of.ts';
import { pictureOf } from './digest-picture.ts';
import type { Drawn } from './drawn.ts';
import { owedTo } from './my-work.ts';
import { loadDigest, type Talking } from './talking.ts';

type Drawing = Pick<Talking, 'db' | 'memory' | 'now' | 'chats' | 'pictures'>;
type DigestView = Extract<View, { view: 'digest' }>;

/** Said on its day only, and where there is something to say. */
export async function drawDigest(parts: Drawing, workspace: string, view: DigestView): Promise<Drawn | undefined> {
  const state = await loadDigest(parts, workspace, view.digest);
  const time = state?.status === 'active' ? state.times[view.kind] : undefined;
  if (!state || !time) return undefined;
  const isToday = dayIn(time.zone, parts.now()) === dayIn(time.zone, view.slot);
  const drawn = await (state.of.type === 'member'
    ? drawOwn(parts, workspace, { member: state.of.member, place: state.of.place, time })
    : drawDays(parts, workspace, { state, time, view }));
  return { ...drawn, postable: drawn.postable && isToday };
}

interface Coming {
  readonly state: KnownDigest;
  readonly time: Said;
  readonly view: DigestView;
}

/** A conversation in which nothing ran and nothing waits gets none. */
async function drawDays(parts: Drawing, workspace: string, { state, time, view }: Coming): Promise<Drawn> {
  const { of } = state;
  const digest = await digestOf(parts, { workspace, place: of.place }, daysAt(view, time));
  const pictured = await pictureOf(parts, workspace, digest);
  const picture = pictured && { picture: pictured.picture };
  return {
    card: digestCard(digest, { ...picture, comes: { of, time } }),
    names: await parts.memory.names(parts.db, workspace),
    place: of.place,
    ...(pictured && { pictures: [pictured.file] }),
    postable: digest.runs.length > 0,
  };
}

function daysAt({ kind, slot }: { readonly kind: DigestView['kind']; readonly slot: Instant }, time: Said): Days {
  const { zone } = time;
  if (kind === 'week') return { span: 'week', zone, marks: weekToldAt(time, slot), before: weekToldAt(time, slot, 1) };
  return { span: tellsDayBefore(time) ? 'yesterday' : 'since', zone, marks: dayToldAt(time, slot) };
}

interface Own {
  readonly member: string;
  readonly place: string;
  readonly time: Said;
}

/** For them alone; where a platform has no direct messages, everybody reads everything anyway. */
async function drawOwn(parts: Drawing, workspace: string, { member, place, time }: Own): Promise<Drawn> {
  const { lines, ...more } = await owedTo(parts, { workspace, member });
  return {
    card: ownDigestCard(member, lines, { now: parts.now(), ...more, time }),
    names: await parts.memory.names(parts.db, workspace),
    ...{ place, directTo: [member], isPrivate: true, elseInPlace: true, isAskedFor: true },
    postable: lines.length > 0 || more.decisions.length > 0 || more.proposals > 0,
  };
}

export async function drawDigestPlan(
  parts: Drawing,
  workspace: string,
  { digest, at }: Extract<View, { view: 'digest_plan' }>,
): Promise<Drawn | undefined> {
  const state = await loadDigest(parts, workspace, digest);
  if (!state) return undefined;
  const names = await parts.memory.names(parts.db, workspace);
  // Changed once more by now: then the later word is the one that holds.
  return { card: digestPlanCard(state), names, place: state.of.place, postable: state.at === at };
}
