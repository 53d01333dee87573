/** Finding SOPs and runs by a few words, for whoever wants to show one to others. */
import type { Card } from '../cards/card.ts';
import { runCard } from '../cards/views/run.ts';
import { runnableCard } from '../cards/views/sop-list.ts';
import { listRuns } from '../store/runs.ts';
import { listSops } from '../store/sops.ts';
import { seenOf } from './sight.ts';
import { loadRun, type Talking } from './talking.ts';

/** What was found: its card, as it is now. */
export interface Found {
  readonly title: string;
  readonly detail: string;
  readonly card: Card;
}

export interface Search {
  readonly workspace: string;
  readonly member: string;
  /** Empty: the newest. */
  readonly text: string;
}

/** Of each kind, at most. */
const MOST = 12;
/** Runs looked through. */
const LOOKED_THROUGH = 200;

/** SOPs that can run, then runs that whoever asks may see, the newest first. */
export async function search(
  talking: Talking,
  { workspace, member, text }: Search,
): Promise<{ readonly found: readonly Found[]; readonly names: Readonly<Record<string, string>> }> {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (...texts: readonly string[]) =>
    words.every((word) => texts.some((one) => one.toLowerCase().includes(word)));
  const sops = (await listSops(talking.db, workspace)).filter(
    (one) => one.status === 'active' && fits(one.title, one.key),
  );
  const rows = await listRuns(talking.db, workspace, { limit: LOOKED_THROUGH });
  const { seen } = await seenOf(
    talking,
    { workspace, member },
    rows.filter((one) => fits(one.title)),
  );
  const runs = await Promise.all(seen.slice(0, MOST).map(({ id }) => foundRun(talking, workspace, id)));
  const found = sops
    .slice(0, MOST)
    .map((sop): Found => ({ title: sop.title, detail: `SOP ${sop.key}`, card: runnableCard([sop]) }));
  return {
    found: [...found, ...runs.filter((one) => one !== undefined)],
    names: await talking.memory.names(talking.db, workspace),
  };
}

/** As it is at this moment: nothing keeps a card up to date that somebody puts into a message of their own. */
async function foundRun(talking: Talking, workspace: string, id: string): Promise<Found | undefined> {
  const run = await loadRun(talking, workspace, id);
  if (!run) return undefined;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const now = talking.now();
  const drawn = runCard(run, definition, now, await talking.memory.people(talking.db, workspace));
  const { more: _, waitsFor: __, way: ___, ...card } = drawn;
  const asOf = { type: 'context', text: ['As of ', { type: 'time', at: now, style: 'day_time' }, '.'] } as const;
  const lines = drawn.elements.map((one) =>
    one.type === 'list' ? { ...one, items: one.items.map(({ action: _action, tick: _tick, ...line }) => line) } : one,
  );
  return {
    ...{ title: run.title, detail: run.status === 'open' ? 'Run, open' : `Run, ${run.outcome}` },
    card: { ...card, actions: [], elements: [...lines, asOf] },
  };
}
