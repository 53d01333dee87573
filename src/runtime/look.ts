/** Phrases that only look. */
import type { Card } from '../cards/card.ts';
import { draftCard } from '../cards/views/draft.ts';
import { rolesCard } from '../cards/views/roles.ts';
import { sopCard } from '../cards/views/sop.ts';
import { sopListCard } from '../cards/views/sop-list.ts';
import { statusCard } from '../cards/views/status.ts';
import { roleTitle } from '../engine/definition.ts';
import { LIMITS } from '../engine/limits.ts';
import { publishable, readiness } from '../engine/readiness.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { listRuns } from '../store/runs.ts';
import { listSops } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import { refuse, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { loadRun, sopOf, type Talking } from './talking.ts';

export async function listAnswer(talking: Talking, said: Said): Promise<Answer> {
  const sops = await listSops(talking.db, said.workspace);
  return withNames(
    talking,
    said,
    cut(sopListCard(sops.slice(0, LIMITS.rowsPerAnswer)), sops.length - LIMITS.rowsPerAnswer),
  );
}

/** Says how many are not listed: a list that ends is not to be taken for the whole. */
function cut(card: Card, more: number): Card {
  if (more <= 0) return card;
  return { ...card, elements: [...card.elements, { type: 'context', text: `and ${more} more` }] };
}

/** Runs listed, and runs counted, at most. */
const LISTED = 20;
const COUNTED = 10_000;

export async function statusAnswer(talking: Talking, said: Said): Promise<Answer> {
  const rows = await listRuns(talking.db, said.workspace, { status: 'open', limit: COUNTED });
  const runs = await Promise.all(rows.slice(0, LISTED).map((row) => loadRun(talking, said.workspace, row.id)));
  const open = runs.filter((run) => run !== undefined);
  return withNames(talking, said, cut(statusCard(open, talking.now()), rows.length - LISTED));
}

export async function showAnswer(talking: Talking, said: Said, key: string): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  if (sop.draft && !sop.active) {
    return withNames(talking, said, draftCard(sop, sop.draft.draft, publishable(sop.draft.definition)));
  }
  const definition = sop.active ?? sop.draft?.definition;
  if (!definition) return refuse(talking, said, { code: 'sop_not_found', sop: key });
  return withNames(talking, said, sopCard(sop, definition, readiness(definition)));
}

/** Every role that a published SOP names, and every role that somebody holds. */
export async function rolesAnswer(talking: Talking, said: Said): Promise<Answer> {
  const { workspace } = said;
  const { holders } = await talking.memory.people(talking.db, workspace);
  const titles = new Map<string, string>(Object.keys(holders).map((role) => [role, role.replaceAll('_', ' ')]));
  for (const row of await listSops(talking.db, workspace)) {
    const saved = await loadStream(talking.db, 'sop', workspace, row.id);
    const definition = (saved?.state as KnownSop | undefined)?.active;
    for (const role of definition?.roles ?? [])
      titles.set(role.id, definition ? roleTitle(definition, role.id) : role.id);
  }
  const roles = [...titles].map(([role, title]) => ({ role, title, members: holders[role] ?? [] }));
  return withNames(talking, said, rolesCard(roles));
}
