/** What answering a person needs, and the ways of finding what they mean. */

import type { Actor } from '../engine/actor.ts';
import type { DigestState, KnownDigest } from '../engine/digest/digest.ts';
import { nearest } from '../engine/nearest.ts';
import type { KnownRoutine, RoutineState } from '../engine/routine/routine.ts';
import type { RunState } from '../engine/run/state.ts';
import type { KnownSop, SopState } from '../engine/sop/state.ts';
import type { Database, Db } from '../store/database.ts';
import { findMember } from '../store/members.ts';
import { listRuns } from '../store/runs.ts';
import { findSopByKey, listSops } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import { findWorkspace } from '../store/workspaces.ts';
import type { Command, Refusal, Reply } from './command.ts';
import type { Answer, Said } from './conversation.ts';
import type { Pictures } from './digest-picture.ts';
import { fingerprint, type Sent } from './fingerprint.ts';
import type { Handle } from './handle.ts';
import type { Memory } from './memory.ts';
import type { Chat } from './ports.ts';
import { checkCommand } from './streams.ts';
import type { Templates } from './templates.ts';

export interface Talking {
  readonly db: Database;
  readonly handle: Handle;
  readonly memory: Memory;
  /** By platform. */
  readonly chats: ReadonlyMap<string, Chat>;
  readonly templates: Templates;
  readonly now: () => number;
  /** Called after a commit that owes something to the world and went past `handle`. */
  readonly committed: () => void;
  /** Absent: answers have none. */
  readonly pictures?: Pictures;
  /** Absent: there are no pages. */
  readonly library?: LibraryAddress;
}

/** Where the library's pages are reached. */
export interface LibraryAddress {
  /** The address that people reach, without a slash at its end; absent: only this machine reaches it. */
  readonly publicUrl?: string;
  /** The workspace that needs no sign-in on this machine, and the address there. */
  readonly local: { readonly workspace: string; readonly url: () => string };
}

/** Who speaks, where, under which key. */
export type Speaker = Pick<Said, 'workspace' | 'member' | 'place' | 'key'> & Sent;

/** Issues a command as the person who speaks, once its sizes and shape are checked. */
export async function command(talking: Talking, speaker: Speaker, asked: Command): Promise<Reply> {
  const { workspace, key } = speaker;
  const checked = checkCommand(asked);
  if ('refusal' in checked) return { status: 'refused', refusal: checked.refusal };
  const actor = await actorOf(talking, speaker);
  return talking.handle({ workspace, key, request: fingerprint(speaker), actor, command: checked.command });
}

export async function actorOf(
  talking: Pick<Talking, 'db'>,
  speaker: Pick<Speaker, 'workspace' | 'member'>,
): Promise<Actor> {
  const member = await findMember(talking.db, speaker.workspace, speaker.member);
  // A person who is not a member is nobody: every decision refuses them, in words.
  return { type: 'member', id: speaker.member, identity: member?.identity ?? `unknown:${speaker.member}` };
}

/** Clock times are those of whoever types them: of their client, else of their profile, else of the workspace. */
export async function zoneOf(
  talking: { readonly db: Db },
  { workspace, member, zone }: Pick<Speaker, 'workspace' | 'member'> & { readonly zone?: string },
): Promise<string> {
  return (
    zone ??
    (await findMember(talking.db, workspace, member))?.timeZone ??
    (await findWorkspace(talking.db, workspace))?.timeZone ??
    'UTC'
  );
}

/** The SOP of a key, or the refusal that names the nearest one. */
export async function sopOf(
  talking: Talking,
  workspace: string,
  key: string,
): Promise<{ readonly sop: KnownSop } | { readonly refusal: Refusal }> {
  const found = await findSopByKey(talking.db, workspace, key);
  const saved = found && (await loadStream(talking.db, 'sop', workspace, found.id));
  if (saved) return { sop: saved.state as KnownSop };
  const keys = (await listSops(talking.db, workspace)).map((one) => one.key);
  const meant = nearest(key, keys) ?? keys.find((one) => one.startsWith(key));
  return { refusal: { code: 'sop_not_found', sop: key, ...(meant === undefined ? {} : { nearest: meant }) } };
}

/** The SOP of an id. */
export async function loadSop(
  talking: Pick<Talking, 'db'>,
  workspace: string,
  id: string,
): Promise<KnownSop | undefined> {
  const saved = await loadStream(talking.db, 'sop', workspace, id);
  const state = saved?.state as SopState | undefined;
  return state?.status === 'none' ? undefined : state;
}

/** The newest run here: of an SOP if a key is given, else of any; or the one of an id, if it is here. */
export async function runOf(
  talking: Talking,
  where: Pick<Speaker, 'workspace' | 'place'>,
  wanted: { readonly run?: string; readonly open?: boolean },
): Promise<Exclude<RunState, { status: 'none' }> | undefined> {
  const { workspace, place } = where;
  const direct = wanted.run === undefined ? undefined : await loadRun(talking, workspace, wanted.run);
  // Who may read a conversation may read of its runs; knowing an id alone is no reason.
  if (direct?.place === place) return direct;
  const runs = await listRuns(talking.db, workspace, {
    limit: 1,
    place,
    ...(wanted.run === undefined ? {} : { key: wanted.run }),
    ...(wanted.open ? { status: 'open' as const } : {}),
  });
  const [newest] = runs;
  return newest && loadRun(talking, workspace, newest.id);
}

export async function loadRun(
  talking: Pick<Talking, 'db'>,
  workspace: string,
  run: string,
): Promise<Exclude<RunState, { status: 'none' }> | undefined> {
  const saved = await loadStream(talking.db, 'run', workspace, run);
  const state = saved?.state as RunState | undefined;
  return state?.status === 'none' ? undefined : state;
}

export async function loadRoutine(
  talking: Pick<Talking, 'db'>,
  workspace: string,
  routine: string,
): Promise<KnownRoutine | undefined> {
  const saved = await loadStream(talking.db, 'routine', workspace, routine);
  const state = saved?.state as RoutineState | undefined;
  return state?.status === 'none' ? undefined : state;
}

export async function loadDigest(
  talking: Pick<Talking, 'db'>,
  workspace: string,
  digest: string,
): Promise<KnownDigest | undefined> {
  const saved = await loadStream(talking.db, 'digest', workspace, digest);
  const state = saved?.state as DigestState | undefined;
  return state?.status === 'none' ? undefined : state;
}

export const NOTHING: Answer = { type: 'none' };
