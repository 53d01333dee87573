/** Routines as lists. Where one stands is in its stream (`streams.ts`). */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

const live = query((build, p: Param<{ workspace: string; sop: string; place: string }>) =>
  build
    .selectFrom('routines')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('place', '=', p('place'))
    .where('status', '<>', 'ended'),
);

/** The id of the routine that an SOP has in a place. */
export async function findRoutine(
  db: Db,
  workspace: string,
  { sop, place }: { readonly sop: string; readonly place: string },
): Promise<string | undefined> {
  return (await db.one(live, { workspace, sop, place }))?.id;
}

const every = query((build, p: Param<{ workspace: string; limit: number }>) =>
  build
    .selectFrom('routines')
    .select(['id', 'place', 'state'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', '<>', 'ended')
    .orderBy('next')
    .orderBy('id')
    .limit(p('limit')),
);

/** Routines that have not ended, what is next first. `state`: as its stream was saved. */
export async function listRoutines(
  db: Db,
  workspace: string,
  limit: number,
): Promise<readonly { readonly id: string; readonly place: string; readonly state: unknown }[]> {
  const rows = await db.all(every, { workspace, limit });
  return rows.map((row) => ({ ...row, state: JSON.parse(row.state) as unknown }));
}
