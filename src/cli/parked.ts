import { viewKey } from '../engine/effect.ts';
import type { Database } from '../store/database.ts';
import { type ParkedEffect, parkedEffects, requeueEffect } from '../store/effects.ts';
import { listWorkspaces } from '../store/workspaces.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';

/** Effects of one workspace that are looked at in one go. */
const MOST = 1_000;

/** Lists what could not be delivered, in every workspace; `retry`: an id, or `all`, to be delivered again. */
export async function parked(options: { retry?: string }): Promise<void> {
  const db = await openConfigured();
  try {
    const found = await everyParked(db);
    const { retry } = options;
    if (retry !== undefined) return await again(db, found, retry);
    if (found.length === 0) process.stdout.write('Nothing is parked.\n');
    for (const { effect } of found) process.stdout.write(`${described(effect)}\n`);
  } finally {
    await db.close();
  }
}

interface Found {
  readonly workspace: string;
  readonly effect: ParkedEffect;
}

async function everyParked(db: Database): Promise<Found[]> {
  const found: Found[] = [];
  for (const { id: workspace } of await listWorkspaces(db)) {
    for (const effect of await parkedEffects(db, workspace, MOST)) found.push({ workspace, effect });
  }
  return found;
}

async function again(db: Database, found: readonly Found[], wanted: string): Promise<void> {
  const chosen = found.filter((one) => wanted === 'all' || one.effect.id === wanted);
  if (chosen.length === 0 && wanted !== 'all') {
    throw new CliError(`Nothing is parked under the id ${wanted}: sopwith parked lists what is.`);
  }
  let requeued = 0;
  for (const { workspace, effect } of chosen) {
    if (await requeueEffect(db, workspace, { id: effect.id, now: Date.now() })) requeued += 1;
  }
  process.stdout.write(`${requeued} to be delivered again, by the server that runs or the next one that starts.\n`);
}

function owing(effect: ParkedEffect['effect']): string {
  switch (effect.type) {
    case 'show':
      return `show ${viewKey(effect.view)}`;
    case 'read_document':
      return `read the document of ${effect.import}`;
    case 'start_run':
      return `start run ${effect.run} of routine ${effect.routine}`;
    case 'begin_digest':
      return `begin the digest of ${effect.place}`;
    case 'tell_runs':
      return `tell the runs that wait for ${effect.role}`;
    case 'refresh_routines':
      return 'bring the cards of routines up to date';
    case 'tell_absence':
      return `tell the runs that wait for ${effect.member}`;
    case 'learn':
      return `look into what runs of ${effect.sop} teach`;
  }
}

function described({ id, effect, error, attempts, createdAt }: ParkedEffect): string {
  const what = owing(effect);
  const since = new Date(createdAt).toISOString();
  return oneLine(`${id} ${what}, since ${since}, ${attempts} attempts: ${error}`);
}
