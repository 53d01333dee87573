/** Phrases that only look. */
import type { Card } from '../cards/card.ts';
import { draftCard } from '../cards/views/draft.ts';
import { rolesCard } from '../cards/views/roles.ts';
import { sopCard } from '../cards/views/sop.ts';
import { runnableCard, sopListCard } from '../cards/views/sop-list.ts';
import { sopStepsCard } from '../cards/views/sop-steps.ts';
import { statusCard } from '../cards/views/status.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import { publishable, readiness } from '../engine/readiness.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { listRuns } from '../store/runs.ts';
import { listSops } from '../store/sops.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { rolesOf } from './roles-of.ts';
import { settingsOf } from './settings-of.ts';
import { seenOf } from './sight.ts';
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
  const all = await listRuns(talking.db, said.workspace, { status: 'open', limit: COUNTED });
  const { seen: rows, unknown } = await seenOf(talking, said, all);
  const listed = rows.slice(0, LISTED).map(async ({ id }) => {
    const run = await loadRun(talking, said.workspace, id);
    return (
      run && { run, definition: await talking.memory.definition(talking.db, said.workspace, run.sop, run.revision) }
    );
  });
  const open = (await Promise.all(listed)).filter((one) => one !== undefined);
  const people = await talking.memory.people(talking.db, said.workspace);
  const card = cut(statusCard(open, talking.now(), people), rows.length - LISTED);
  return withNames(talking, said, unchecked(card, unknown));
}

/** What could not be looked into is not passed over in silence. */
function unchecked(card: Card, runs: number): Card {
  if (runs === 0) return card;
  const text =
    'Some runs are not listed: whether you are in their conversations could not be checked now, or there are too many. Ask in the conversation itself.';
  return { ...card, elements: [...card.elements, { type: 'context', text }] };
}

export async function showAnswer(
  talking: Talking,
  said: Said,
  { key, steps }: { readonly key: string; readonly steps?: readonly [from: number, to?: number] },
): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  if (steps) return stepsAnswer(talking, said, sop, steps);
  if (sop.draft && !sop.active) {
    return withNames(talking, said, draftCard(sop, sop.draft.draft, publishable(sop.draft.definition)));
  }
  const definition = sop.active ?? sop.draft?.definition;
  if (!definition) return refuse(talking, said, { code: 'sop_not_found', sop: key });
  return withNames(talking, said, sopCard(sop, definition, readiness(definition)));
}

async function stepsAnswer(
  talking: Talking,
  said: Said,
  sop: KnownSop,
  [from, to]: readonly [from: number, to?: number],
): Promise<Answer> {
  const draft = sop.active ? undefined : sop.draft;
  const definition = sop.active ?? sop.draft?.definition;
  if (!definition) return refuse(talking, said, { code: 'sop_not_found', sop: sop.key });
  return told(sopStepsCard(sop, { definition, from, ...optional('draft', draft), ...optional('to', to) }));
}

/** What can be run now, each with its button. */
export async function runnableAnswer(talking: Talking, said: Said): Promise<Answer> {
  const active = (await listSops(talking.db, said.workspace)).filter((one) => one.status === 'active');
  const shown = active.slice(0, LIMITS.rowsPerAnswer);
  return withNames(talking, said, cut(runnableCard(shown), active.length - shown.length));
}

export async function rolesAnswer(talking: Talking, said: Said): Promise<Answer> {
  const { holders } = await talking.memory.people(talking.db, said.workspace);
  const titles = await rolesOf(talking, said.workspace);
  const roles = [...titles].map(([role, title]) => ({ role, title, members: holders[role] ?? [] }));
  const { away } = await settingsOf(talking, said.workspace);
  return withNames(talking, said, rolesCard(roles, away));
}
