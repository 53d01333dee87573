/** Routines as lists. Where one stands is in its stream (`streams.ts`). */
import type { Db } from './database.ts';
import { type Build, type Param, query } from './query.ts';

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

const ofSop = query((build, p: Param<{ workspace: string; sop: string; place: string }>) =>
  build
    .selectFrom('routines')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('place', '<>', p('place'))
    .where('status', '=', 'active'),
);

/** How many routines of an SOP start its runs in other places than one. */
export async function routinesElsewhere(
  db: Db,
  workspace: string,
  { sop, place }: { readonly sop: string; readonly place: string },
): Promise<number> {
  return Number((await db.one(ofSop, { workspace, sop, place }))?.many ?? 0);
}

interface Listed {
  readonly id: string;
  readonly place: string;
  /** As its stream was saved. */
  readonly state: unknown;
}

type Bounds = { workspace: string; limit: number };

const every = query((build, p: Param<Bounds>) => notEnded(build, p));
const ofPlace = query((build, p: Param<Bounds & { place: string }>) =>
  notEnded(build, p).where('place', '=', p('place')),
);

/** What is next first. What is paused has no next: the databases would not agree on where it stands. */
function notEnded(build: Build, p: Param<Bounds>) {
  return build
    .selectFrom('routines')
    .select(['id', 'place', 'state'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', '<>', 'ended')
    .orderBy('next', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(p('limit'));
}

/** The routines of a workspace that have not ended, what is next first, what is paused last. */
export async function listRoutines(db: Db, workspace: string, limit: number): Promise<readonly Listed[]> {
  return (await db.all(every, { workspace, limit })).map(listed);
}

/** Those of one place, in the same order. */
export async function routinesOfPlace(
  db: Db,
  workspace: string,
  { place, limit }: { readonly place: string; readonly limit: number },
): Promise<readonly Listed[]> {
  return (await db.all(ofPlace, { workspace, place, limit })).map(listed);
}

function listed(row: { id: string; place: string; state: string }): Listed {
  return { ...row, state: JSON.parse(row.state) as unknown };
}
