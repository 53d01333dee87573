/** A database with a workspace in it and the real handler over it: what every bench begins with. */

import { type Handle, handler } from '../src/runtime/handle.ts';
import { createMemory, type Memory } from '../src/runtime/memory.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { saveMember } from '../src/store/members.ts';
import { migrate } from '../src/store/migrate.ts';
import { grantRole } from '../src/store/people.ts';
import { saveWorkspace } from '../src/store/workspaces.ts';
import { publishWorkload, type Workload } from './workload.ts';

export const WORKSPACE = 'bench';

export interface House {
  readonly db: Database;
  readonly memory: Memory;
  readonly handle: Handle;
  readonly work: Workload;
}

export type Where = { readonly file: string } | { readonly url: string };

interface Around {
  /** Called as the worker's wake would be. */
  readonly committed: () => void;
  readonly now: () => number;
}

/** Opens, migrates and fills what is missing. */
export async function openHouse(where: Where, parts: Partial<Around> = {}): Promise<House> {
  const db = await openDatabase(where);
  await migrate(db);
  return houseOver(db, parts);
}

/** The same over a database that is open and migrated. */
export async function houseOver(
  db: Database,
  { committed = () => undefined, now = Date.now }: Partial<Around> = {},
): Promise<House> {
  const memory = createMemory();
  const handle = handler({ db, memory, now, committed });
  await db.transaction(async (tx) => {
    const at = Date.now();
    await saveWorkspace(tx, { id: WORKSPACE, name: 'Bench', timeZone: 'UTC', at });
    for (const [id, role] of PEOPLE) {
      const facts = { name: id, identity: `web:${id}`, kind: 'person', admin: false, active: true } as const;
      await saveMember(tx, WORKSPACE, { id, ...facts, at });
      await grantRole(tx, WORKSPACE, role, id);
    }
  });
  return { db, memory, handle, work: await publishWorkload(handle, WORKSPACE) };
}

const PEOPLE = [
  ['ana', 'opener'],
  ['ben', 'shift_lead'],
] as const;
