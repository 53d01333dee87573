/** Who is signed in to the library. Of the token in a browser's cookie only the SHA-256 is kept. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

export interface LibrarySession {
  readonly workspace: string;
  /** SHA-256 of its token, in hex. */
  readonly id: string;
  readonly member: string;
  readonly createdAt: number;
  /** When it was last used, give or take a few minutes. */
  readonly seenAt: number;
  /** It ends then, however much it is used. */
  readonly endsAt: number;
}

const add = query((build, p: Param<LibrarySession>) =>
  build.insertInto('library_sessions').values({
    ...{ workspace_id: p('workspace'), id: p('id'), member_id: p('member') },
    ...{ created_at: p('createdAt'), seen_at: p('seenAt'), ends_at: p('endsAt') },
  }),
);

const over = query((build, p: Param<{ workspace: string; at: number }>) =>
  build.deleteFrom('library_sessions').where('workspace_id', '=', p('workspace')).where('ends_at', '<=', p('at')),
);

/** Adds one, and forgets those of its workspace that are over by then. */
export async function addLibrarySession(db: Db, session: LibrarySession): Promise<void> {
  await db.run(over, { workspace: session.workspace, at: session.createdAt });
  await db.run(add, session);
}

const byId = query((build, p: Param<{ id: string }>) =>
  build.selectFrom('library_sessions').selectAll().where('id', '=', p('id')),
);

/** The session of this id, of whichever workspace: it says which one whoever comes belongs to. */
export async function findLibrarySession(db: Db, id: string): Promise<LibrarySession | undefined> {
  const row = await db.one(byId, { id });
  return (
    row && {
      ...{ workspace: row.workspace_id, id: row.id, member: row.member_id },
      ...{ createdAt: row.created_at, seenAt: row.seen_at, endsAt: row.ends_at },
    }
  );
}

const seen = query((build, p: Param<{ workspace: string; id: string; at: number }>) =>
  build
    .updateTable('library_sessions')
    .set({ seen_at: p('at') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

export async function seenLibrarySession(
  db: Db,
  session: { readonly workspace: string; readonly id: string; readonly at: number },
): Promise<void> {
  await db.run(seen, session);
}

const end = query((build, p: Param<{ workspace: string; id: string }>) =>
  build.deleteFrom('library_sessions').where('workspace_id', '=', p('workspace')).where('id', '=', p('id')),
);

export async function endLibrarySession(db: Db, workspace: string, id: string): Promise<void> {
  await db.run(end, { workspace, id });
}

const endAll = query((build, p: Param<{ workspace: string; member: string }>) =>
  build.deleteFrom('library_sessions').where('workspace_id', '=', p('workspace')).where('member_id', '=', p('member')),
);

/** On every device of theirs. Gives how many there were. */
export async function endLibrarySessionsOf(db: Db, workspace: string, member: string): Promise<number> {
  return db.run(endAll, { workspace, member });
}
