import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

const ofFile = query((build, p: Param<{ workspace: string; file: string; limit: number }>) =>
  build
    .selectFrom('imports')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('file', '=', p('file'))
    .where('status', 'in', ['reading', 'drafted'])
    .orderBy('updated_at', 'desc')
    .limit(p('limit')),
);

/** Ids of the imports of this file that are being read or were drafted, newest first. */
export async function importsOfFile(db: Db, workspace: string, file: string): Promise<readonly string[]> {
  return (await db.all(ofFile, { workspace, file, limit: 20 })).map((row) => row.id);
}
