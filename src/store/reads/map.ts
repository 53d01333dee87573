/** What the workflow map is made of: the SOPs of a workspace, however many runs they have. */
import type { Db } from '../database.ts';
import { type Param, query } from '../query.ts';

export interface SopOnMap {
  readonly id: string;
  readonly key: string;
  readonly status: 'draft' | 'active';
  /** The one in force; 0 before the first. */
  readonly revision: number;
}

type Asked = { workspace: string; limit: number };

// That they are not discarded is said too, so that the planner sees that the index of keys fits.

const inForce = query((build, p: Param<Asked>) =>
  build
    .selectFrom('sops')
    .select(['id', 'key', 'status', 'revision'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', '=', 'active')
    .where('status', '<>', 'discarded')
    .orderBy('key')
    .limit(p('limit')),
);

const withDrafts = query((build, p: Param<Asked>) =>
  build
    .selectFrom('sops')
    .select(['id', 'key', 'status', 'revision'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', 'in', ['active', 'draft'])
    .where('status', '<>', 'discarded')
    .orderBy('key')
    .limit(p('limit')),
);

/** SOPs in force by key, with `drafts` those too that were never published; archived and discarded ones are not on the map. */
export async function sopsOnMap(
  db: Db,
  { drafts, ...asked }: Asked & { readonly drafts: boolean },
): Promise<readonly SopOnMap[]> {
  const rows = await db.all(drafts ? withDrafts : inForce, asked);
  return rows.map((row) => ({ ...row, status: row.status === 'draft' ? 'draft' : 'active' }));
}
