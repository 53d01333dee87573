/** The workspaces that this database serves. Nothing leaves one. */
import type { Db } from './database.ts';
import { type Bound, type Param, query } from './query.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** IANA name (`Europe/Lisbon`). */
  readonly timeZone: string;
}

const save = query((build, p: Param<Workspace & { at: number }>) =>
  build
    .insertInto('workspaces')
    .values({ id: p('id'), name: p('name'), time_zone: p('timeZone'), people_version: 1, created_at: p('at') })
    .onConflict((same) =>
      same
        .column('id')
        .doUpdateSet(({ ref }) => ({ name: ref('excluded.name'), time_zone: ref('excluded.time_zone') })),
    ),
);

/** Adds a workspace, or gives it this name and time zone. `at` is when, for one that is new. */
export async function saveWorkspace(db: Db, workspace: Workspace & { readonly at: number }): Promise<void> {
  await db.run(save, workspace);
}

const byId = query((build, p: Param<{ id: string }>) =>
  build.selectFrom('workspaces').select(['id', 'name', 'time_zone as timeZone']).where('id', '=', p('id')),
);

export async function findWorkspace(db: Db, id: string): Promise<Workspace | undefined> {
  return db.one(byId, { id });
}

const every = query((build, _: Param<Bound>) =>
  build.selectFrom('workspaces').select(['id', 'name', 'time_zone as timeZone']).orderBy('id'),
);

/** All workspaces: for the operator's commands, not for people. */
export async function listWorkspaces(db: Db): Promise<readonly Workspace[]> {
  return db.all(every, {});
}
