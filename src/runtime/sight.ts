/**
 * Who may see a run, and do anything in it: whoever may read the conversation that it is in, and whom the run itself
 * names. Everything that names a run asks here. A platform without closed conversations shows everything to everybody.
 */
import { isParty } from '../engine/run/party.ts';
import { refuse } from './answering.ts';
import type { Answer } from './conversation.ts';
import { splitPlace } from './place.ts';
import { type Chat, ChatError } from './ports.ts';
import type { KnownRun } from './rows.ts';
import { actorOf, loadRun, type Speaker, type Talking } from './talking.ts';

/** `unknown`: it cannot be told now, and nothing is shown. */
export type Sight = 'seen' | 'unseen' | 'unknown';

/** Conversations that are asked about for one answer, and how many of them at a time. */
const MOST_PLACES = 30;
const AT_A_TIME = 6;
/** Runs of conversations that they are not in, looked through for those that name them. */
const MOST_NAMING = 100;

/** Why nothing of a run is shown or done for whoever speaks, in words; undefined if they see it, or there is none. */
export async function refusalToSee(
  talking: Talking,
  speaker: Speaker,
  { run: id, step }: { readonly run?: string | undefined; readonly step?: string | undefined },
): Promise<Answer | undefined> {
  if (id === undefined || !hasClosedPlaces(talking)) return undefined;
  const run = await loadRun(talking, speaker.workspace, id);
  const sight = run ? await sightOf(talking, speaker, run, step) : 'seen';
  if (sight === 'seen') return undefined;
  // Of the run itself nothing is said, not even its title.
  return refuse(talking, speaker, { code: sight === 'unseen' ? 'run_unseen' : 'sight_unknown' });
}

/** `step`: the one that it is about; who did it, or was asked to, sees that one. */
export async function sightOf(talking: Looking, speaker: Speaking, run: KnownRun, step?: string): Promise<Sight> {
  if (chatOf(talking, run.place)?.sees === undefined) return 'seen';
  return (await isNamed(talking, speaker, run, step)) ? 'seen' : sightOfPlace(talking, speaker, run.place);
}

/** Of so many runs those that are seen, in their order. `unknown`: how many it could not be told of. */
export async function seenOf<Row extends { readonly id: string; readonly place: string }>(
  talking: Looking,
  speaker: Speaking & { readonly place?: string },
  rows: readonly Row[],
): Promise<{ readonly seen: readonly Row[]; readonly unknown: number }> {
  if (!hasClosedPlaces(talking)) return { seen: rows, unknown: 0 };
  // Where they ask comes first: however many others there are, they are not kept from their own.
  const own = rows.filter((row) => row.place === speaker.place);
  const places = await sightOfPlaces(talking, speaker, new Set([...own, ...rows].map((row) => row.place)));
  const seen: Row[] = [];
  let [unknown, looked] = [0, 0];
  for (const row of rows) {
    const sight = places.get(row.place) ?? 'unknown';
    const isLooked = sight !== 'seen' && looked < MOST_NAMING;
    if (isLooked) looked += 1;
    const run = isLooked ? await loadRun(talking, speaker.workspace, row.id) : undefined;
    if (sight === 'seen' || (run && (await isNamed(talking, speaker, run)))) seen.push(row);
    else if (sight === 'unknown') unknown += 1;
  }
  return { seen, unknown };
}

/** Of some places those that whoever speaks may read. What cannot be told now is not among them. */
export async function placesSeen(
  talking: Looking,
  speaker: Speaking,
  places: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const sights = await sightOfPlaces(talking, speaker, places);
  return new Set([...places].filter((place) => sights.get(place) === 'seen'));
}

type Speaking = Pick<Speaker, 'workspace' | 'member'>;
/** What looking needs. */
export type Looking = Pick<Talking, 'db' | 'memory' | 'chats' | 'now'>;

async function isNamed(talking: Looking, speaker: Speaking, run: KnownRun, step?: string): Promise<boolean> {
  const { workspace } = speaker;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, workspace);
  const actor = await actorOf(talking, speaker);
  return isParty(run, { now: talking.now(), actor, people, definition }, step);
}

async function sightOfPlaces(
  talking: Looking,
  speaker: Speaking,
  places: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Sight>> {
  const known = new Map<string, Sight>();
  const asked = [...places].slice(0, MOST_PLACES);
  for (let from = 0; from < asked.length; from += AT_A_TIME) {
    const some = asked.slice(from, from + AT_A_TIME);
    const sights = await Promise.all(some.map((place) => sightOfPlace(talking, speaker, place)));
    for (const [index, place] of some.entries()) known.set(place, sights[index] ?? 'unknown');
  }
  return known;
}

async function sightOfPlace(talking: Looking, { workspace, member }: Speaking, place: string): Promise<Sight> {
  const chat = chatOf(talking, place);
  if (chat?.sees === undefined) return 'seen';
  const [, address] = splitPlace(place);
  try {
    return (await chat.sees(workspace, member, address)) ? 'seen' : 'unseen';
  } catch (error) {
    if (error instanceof ChatError) return 'unknown';
    throw error;
  }
}

function chatOf({ chats }: Looking, place: string): Chat | undefined {
  const [platform] = splitPlace(place);
  return chats.get(platform);
}

function hasClosedPlaces({ chats }: Looking): boolean {
  return [...chats.values()].some((chat) => chat.sees !== undefined);
}
