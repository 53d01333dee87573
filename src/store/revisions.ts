/** Published definitions: numbered, frozen. */
import { hash } from 'node:crypto';
import type { Actor } from '../engine/actor.ts';
import { canonical } from '../engine/canonical.ts';
import type { Definition } from '../engine/definition.ts';
import type { Db, Tx } from './database.ts';
import { lookup, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';
import { insert } from './write.ts';

const write = insert({
  into: 'sop_revisions',
  columns: ['workspace_id', 'sop_id', 'revision', 'definition', 'hash', 'published_at', 'published_by'],
});

export interface Published {
  readonly workspace: string;
  readonly sop: string;
  readonly revision: number;
  readonly definition: Definition;
  readonly at: number;
  readonly by: object;
}

/** Keeps a published revision. One that is there already ends the transaction with `VersionConflict`. */
export function saveRevision(tx: Tx, published: Published): void {
  tx.put(write, revisionRow(published));
}

/** The row of a published revision. */
export function revisionRow(published: Published): Tables['sop_revisions'] {
  const { workspace, sop, revision, at, by } = published;
  const definition = canonical(published.definition);
  return {
    ...{ workspace_id: workspace, sop_id: sop, revision, definition, hash: hash('sha256', definition) },
    ...{ published_at: at, published_by: JSON.stringify(by) },
  };
}

const published = query((build, p: Param<{ workspace: string; sop: string; limit: number }>) =>
  build
    .selectFrom('sop_revisions')
    .select(['revision', 'hash', 'published_at as publishedAt', 'published_by as publishedBy'])
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .orderBy('revision', 'desc')
    .limit(p('limit')),
);

export interface PublishedRevision {
  readonly revision: number;
  /** SHA-256 of its definition. */
  readonly hash: string;
  readonly publishedAt: number;
  readonly publishedBy: Actor;
}

/** The revisions of an SOP, the newest first. */
export async function listRevisions(
  db: Db,
  asked: { readonly workspace: string; readonly sop: string; readonly limit: number },
): Promise<readonly PublishedRevision[]> {
  const rows = await db.all(published, asked);
  return rows.map((row) => ({ ...row, publishedBy: JSON.parse(row.publishedBy) as Actor }));
}

const one = lookup((build, p: Param<{ workspace: string; sop: string; revision: number }>) =>
  build
    .selectFrom('sop_revisions')
    .select('definition')
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('revision', '=', p('revision')),
);

export async function loadRevision(
  db: Db,
  workspace: string,
  sop: string,
  revision: number,
): Promise<Definition | undefined> {
  const row = await db.one(one, { workspace, sop, revision });
  return row && (JSON.parse(row.definition) as Definition);
}
