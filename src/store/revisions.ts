/** Published definitions: numbered, frozen. */
import { hash } from 'node:crypto';
import type { Definition } from '../engine/definition.ts';
import { canonical } from './chain.ts';
import type { Db, Tx } from './database.ts';
import { lookup, type Param } from './query.ts';
import { insert } from './write.ts';

const write = insert({
  into: 'sop_revisions',
  columns: ['workspace_id', 'sop_id', 'revision', 'definition', 'hash', 'published_at', 'published_by'],
});

/** Keeps a published revision. One that is there already ends the transaction with `VersionConflict`. */
export function saveRevision(
  tx: Tx,
  published: {
    readonly workspace: string;
    readonly sop: string;
    readonly revision: number;
    readonly definition: Definition;
    readonly at: number;
    readonly by: object;
  },
): void {
  const { workspace, sop, revision, at, by } = published;
  const definition = canonical(published.definition);
  tx.put(write, {
    ...{ workspace_id: workspace, sop_id: sop, revision, definition, hash: hash('sha256', definition) },
    ...{ published_at: at, published_by: JSON.stringify(by) },
  });
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
