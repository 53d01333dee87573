import { roleTitle } from '../engine/definition.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Db } from '../store/database.ts';
import { listSops } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import type { Talking } from './talking.ts';

/** Every role that a published SOP names and every role that somebody holds: id to title. */
export async function rolesOf(
  talking: Pick<Talking, 'db' | 'memory'>,
  workspace: string,
): Promise<ReadonlyMap<string, string>> {
  const { holders } = await talking.memory.people(talking.db, workspace);
  return roleTitles(talking.db, workspace, Object.keys(holders));
}

/** The same with `held`: the roles that somebody holds. */
export async function roleTitles(
  db: Db,
  workspace: string,
  held: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>(held.map((role) => [role, role.replaceAll('_', ' ')]));
  for (const row of await listSops(db, workspace)) {
    const saved = await loadStream(db, 'sop', workspace, row.id);
    const definition = (saved?.state as KnownSop | undefined)?.active;
    for (const { id } of definition?.roles ?? []) titles.set(id, definition ? roleTitle(definition, id) : id);
  }
  return titles;
}

/** Roles that decide over published SOPs and what stops in them. Where nobody holds one, an administrator decides instead. */
export async function answeringRoles(talking: Talking, workspace: string): Promise<ReadonlySet<string>> {
  const answering = new Set<string>();
  for (const row of await listSops(talking.db, workspace)) {
    const saved = await loadStream(talking.db, 'sop', workspace, row.id);
    const definition = (saved?.state as KnownSop | undefined)?.active;
    const named = [definition?.accountable_manager, definition?.exception_owner];
    const stops = definition?.boundaries.map((one) => one.role) ?? [];
    for (const role of [...named, ...stops]) if (role !== undefined) answering.add(role);
  }
  return answering;
}
