/** What a workspace knows of its stored files. The bytes are in the file store, under the same id. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

export interface FileRow {
  readonly workspace: string;
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly at: number;
}

const save = query((build, p: Param<FileRow>) =>
  build
    .insertInto('files')
    .values({
      workspace_id: p('workspace'),
      id: p('id'),
      name: p('name'),
      mime: p('mime'),
      bytes: p('bytes'),
      at: p('at'),
    })
    .onConflict((same) => same.doNothing()),
);

/** Notes a file. One whose bytes are known already keeps its first name. */
export async function saveFileRow(db: Db, file: FileRow): Promise<void> {
  await db.run(save, file);
}

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  build
    .selectFrom('files')
    .select(['name', 'mime', 'bytes', 'at'])
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

/** A file of this workspace: whoever knows an id cannot fetch another workspace's file with it. */
export async function findFile(db: Db, workspace: string, id: string): Promise<FileRow | undefined> {
  const row = await db.one(byId, { workspace, id });
  return row && { workspace, id, ...row };
}
