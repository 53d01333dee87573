/** The links by which members enter the library: one each, of which only the SHA-256 of its token is kept. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

export interface LibraryLink {
  readonly workspace: string;
  readonly member: string;
  /** SHA-256 of its token, in hex. */
  readonly hash: string;
  readonly expiresAt: number;
}

const save = query((build, p: Param<LibraryLink>) =>
  build
    .insertInto('library_links')
    .values({
      ...{ workspace_id: p('workspace'), member_id: p('member'), hash: p('hash') },
      ...{ expires_at: p('expiresAt'), used_at: null },
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'member_id']).doUpdateSet(({ ref }) => ({
        hash: ref('excluded.hash'),
        expires_at: ref('excluded.expires_at'),
        used_at: ref('excluded.used_at'),
      })),
    ),
);

/** The member's link from now on: the one before opens nothing any more. */
export async function saveLibraryLink(db: Db, link: LibraryLink): Promise<void> {
  await db.run(save, link);
}

const byHash = query((build, p: Param<{ hash: string }>) =>
  build.selectFrom('library_links').selectAll().where('hash', '=', p('hash')),
);

/** The link of this hash, of whichever workspace: it says which one whoever comes belongs to. Changes nothing. */
export async function findLibraryLink(
  db: Db,
  hash: string,
): Promise<(LibraryLink & { readonly isUsed: boolean }) | undefined> {
  const row = await db.one(byHash, { hash });
  return (
    row && {
      ...{ workspace: row.workspace_id, member: row.member_id, hash: row.hash },
      ...{ expiresAt: row.expires_at, isUsed: row.used_at !== null },
    }
  );
}

const use = query((build, p: Param<{ workspace: string; hash: string; at: number }>) =>
  build
    .updateTable('library_links')
    .set({ used_at: p('at') })
    .where('workspace_id', '=', p('workspace'))
    .where('hash', '=', p('hash'))
    .where('used_at', 'is', null)
    .where('expires_at', '>', p('at')),
);

/** True the first time only, while it is valid. */
export async function takeLibraryLink(
  db: Db,
  link: { readonly workspace: string; readonly hash: string; readonly at: number },
): Promise<boolean> {
  return (await db.run(use, link)) === 1;
}

const forget = query((build, p: Param<{ workspace: string; member: string }>) =>
  build.deleteFrom('library_links').where('workspace_id', '=', p('workspace')).where('member_id', '=', p('member')),
);

export async function forgetLibraryLink(db: Db, workspace: string, member: string): Promise<void> {
  await db.run(forget, { workspace, member });
}
