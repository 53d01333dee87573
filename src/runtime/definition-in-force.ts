import type { Definition } from '../engine/definition.ts';
import type { Db } from '../store/database.ts';
import { findSop } from '../store/sops.ts';
import type { Memory } from './memory.ts';

/** The definition that was published last of an SOP. Throws if there is none: ask it of SOPs that were in force once. */
export async function definitionInForce(
  { db, memory }: { readonly db: Db; readonly memory: Memory },
  workspace: string,
  sop: string,
): Promise<Definition> {
  const found = await findSop(db, workspace, sop);
  if (!found) throw new Error(`SOP ${sop} is not in the database`);
  return memory.definition(db, workspace, sop, found.revision);
}
