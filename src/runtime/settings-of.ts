import { initialSettings, type OwnSettings, SETTINGS, type Settings } from '../engine/settings/settings.ts';
import type { Db } from '../store/database.ts';
import type { Memory } from './memory.ts';

/** What holds for a workspace now. */
export async function settingsOf(
  { db, memory }: { readonly db: Db; readonly memory: Pick<Memory, 'stream'> },
  workspace: string,
): Promise<Settings> {
  const saved = await memory.stream(db, { workspace, kind: 'settings', id: SETTINGS });
  return (saved?.state as Settings | undefined) ?? initialSettings;
}

/** A member may be called `constructor`: only what the record itself holds counts. */
export function ownOf({ own }: Settings, member: string): OwnSettings {
  return (Object.hasOwn(own, member) ? own[member] : undefined) ?? {};
}
