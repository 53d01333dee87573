/** The definitions that the map and the readiness are made of. They cost the same however many runs there are. */
import { setImmediate } from 'node:timers/promises';
import { LIMITS } from '../../engine/limits.ts';
import { type MappedSop, rowsOf } from '../../engine/map/inventory.ts';
import { readyOf } from '../../engine/ready.ts';
import { type SopOnMap, sopsOnMap } from '../../store/reads/map.ts';
import type { Looking } from '../sight.ts';
import { definitionOf, knownSop } from './sops.ts';

export interface Asked {
  readonly workspace: string;
  /** SOPs that were never published, too. */
  readonly drafts?: boolean | undefined;
}

export interface Mapped {
  /** By key. */
  readonly sops: readonly MappedSop[];
  /** There are more than `LIMITS.mapSops` SOPs or `LIMITS.mapSteps` steps: these are the first. */
  readonly isCut: boolean;
}

type Reading = Pick<Looking, 'db' | 'memory'>;

export async function mappedSops(looking: Looking, { workspace, drafts = false }: Asked): Promise<Mapped> {
  const found = await sopsOnMap(looking.db, { workspace, drafts, limit: LIMITS.mapSops + 1 });
  const sops: MappedSop[] = [];
  let steps = 0;
  for (const part of inParts(found.slice(0, LIMITS.mapSops))) {
    const read = await Promise.all(part.map((one) => mapped(looking, workspace, one)));
    for (const sop of read) if (sop) prepare(sop);
    // Somebody else's turn: what is worked out for a whole library takes a second the first time.
    await setImmediate();
    for (const sop of read) {
      if (!sop) continue;
      steps += sop.definition.steps.length;
      if (steps > LIMITS.mapSteps) return { sops, isCut: true };
      sops.push(sop);
    }
  }
  return { sops, isCut: found.length > LIMITS.mapSops };
}

/** What is derived from a definition is kept with it: from here on the map and the readiness only collect it. */
function prepare(sop: MappedSop): void {
  rowsOf(sop);
  readyOf(sop.definition);
}

/** One SOP with what is in force; before the first revision, with its draft. Undefined: there is none, or it is archived. */
export async function mappedSop(looking: Looking, workspace: string, id: string): Promise<MappedSop | undefined> {
  const sop = await knownSop(looking, workspace, id);
  const definition = sop && definitionOf(sop);
  if (!sop || !definition || sop.status === 'archived') return undefined;
  return { id, key: sop.key, status: sop.status, revision: sop.revision, definition };
}

/** What is in force never changes and is remembered; a draft is read from its stream. */
async function mapped(looking: Looking, workspace: string, sop: SopOnMap): Promise<MappedSop | undefined> {
  if (sop.status === 'draft') return mappedSop(looking, workspace, sop.id);
  return { ...sop, definition: await inForce(looking, workspace, sop) };
}

function inForce({ db, memory }: Reading, workspace: string, { id, revision }: SopOnMap) {
  return memory.definition(db, workspace, id, revision);
}

/** So many at a time: each may be a question to the database. */
const AT_A_TIME = 50;

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / AT_A_TIME) }, (_, part) =>
    items.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  );
}
