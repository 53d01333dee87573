/** Imports as the library shows them, and where their cards can go. */
import { memberOf } from '../../engine/actor.ts';
import type { ImportState } from '../../engine/import/import.ts';
import { importsOfFile } from '../../store/imports.ts';
import { listRoutines } from '../../store/routines.ts';
import { listRuns } from '../../store/runs.ts';
import { loadStream } from '../../store/streams.ts';
import { ChatError } from '../ports.ts';
import type { KnownImport } from '../rows.ts';
import { type Looking, placesSeen } from '../sight.ts';
import type { Caller } from './caller.ts';
import { seesPlace } from './place-for.ts';

/** Undefined: there is none, or its card is in a conversation that is closed to the caller. */
export async function importSeen(looking: Looking, caller: Caller, id: string): Promise<KnownImport | undefined> {
  const state = (await loadStream(looking.db, 'import', caller.workspace, id))?.state as ImportState | undefined;
  if (state === undefined || state.status === 'none') return undefined;
  return (await seesPlace(looking, caller, state.place)) ? state : undefined;
}

/** The newest import of a file that the caller sees. */
export async function importOfFile(looking: Looking, caller: Caller, file: string): Promise<string | undefined> {
  for (const id of await importsOfFile(looking.db, caller.workspace, file)) {
    if (await importSeen(looking, caller, id)) return id;
  }
  return undefined;
}

export interface KnownPlace {
  readonly place: string;
  /** What ran there last; absent: it is the caller's own conversation with Sopwith. */
  readonly ran?: string;
}

/** Runs and routines that are looked through for conversations. */
const LOOKED = 100;

/** The caller's own conversation with Sopwith, where their platform has one, and those in which something runs that they are in. */
export async function placesKnown(looking: Looking, { workspace, actor }: Caller): Promise<readonly KnownPlace[]> {
  const member = memberOf(actor);
  if (member === undefined) return [];
  const [runs, routines, own] = await Promise.all([
    listRuns(looking.db, workspace, { limit: LOOKED }),
    listRoutines(looking.db, workspace, LOOKED),
    ownPlace(looking, workspace, member),
  ]);
  const known = new Map<string, string>();
  for (const { place, title } of runs) if (!known.has(place)) known.set(place, title);
  for (const { place, state } of routines) {
    if (!known.has(place)) known.set(place, (state as { readonly title: string }).title);
  }
  known.delete(own ?? '');
  const seen = await placesSeen(looking, { workspace, member }, new Set(known.keys()));
  const others = [...known].filter(([place]) => seen.has(place)).map(([place, ran]) => ({ place, ran }));
  return [...(own === undefined ? [] : [{ place: own }]), ...others];
}

async function ownPlace({ chats }: Looking, workspace: string, member: string): Promise<string | undefined> {
  for (const chat of chats.values()) {
    try {
      const address = await chat.direct?.(workspace, member);
      if (address !== undefined) return `${chat.platform}:${address}`;
    } catch (error) {
      // The platform does not answer now: there are other conversations.
      if (!(error instanceof ChatError)) throw error;
    }
  }
  return undefined;
}
