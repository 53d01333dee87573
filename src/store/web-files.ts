/** Files that hang on messages of the local workspace, under the names they were sent with. */
import type { Db, Tx } from './database.ts';
import { type Build, dynamic, type Param, query } from './query.ts';
import { type WebFileRow, web } from './web-tables.ts';

/** Hangs a file on a message. */
export async function addWebFile(tx: Tx, file: WebFileRow): Promise<void> {
  await tx.run(add, file);
}

/** The files of some messages, in the order they were sent. */
export async function listWebFiles(
  db: Db,
  workspace: string,
  messages: readonly string[],
): Promise<readonly WebFileRow[]> {
  if (messages.length === 0) return [];
  return db.all(
    dynamic((build) =>
      web(build)
        .selectFrom('web_files')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('message_id', 'in', messages)
        .orderBy('position'),
    ),
    {},
  );
}

/** The newest files that lie in a channel and its threads, or in one of them, newest first, at most `limit`. */
export function listRecentWebFiles(
  db: Db,
  where: { workspace: string; channel: string; thread?: string; limit: number },
): Promise<readonly WebFileRow[]> {
  const { thread, ...rest } = where;
  return thread === undefined ? db.all(recent, rest) : db.all(recentInThread, { ...rest, thread });
}

const add = query((build, p: Param<WebFileRow>) =>
  web(build)
    .insertInto('web_files')
    .values({
      workspace_id: p('workspace_id'),
      message_id: p('message_id'),
      position: p('position'),
      file: p('file'),
      name: p('name'),
      mime: p('mime'),
      bytes: p('bytes'),
    }),
);

const lying = (build: Build, p: Param<{ workspace: string; channel: string; limit: number }>) =>
  web(build)
    .selectFrom('web_files as f')
    .innerJoin('web_messages as m', (join) =>
      join.onRef('m.workspace_id', '=', 'f.workspace_id').onRef('m.id', '=', 'f.message_id'),
    )
    .selectAll('f')
    .where('f.workspace_id', '=', p('workspace'))
    .where('m.channel_id', '=', p('channel'))
    .where('m.deleted_at', 'is', null)
    .orderBy('m.position', 'desc')
    .orderBy('f.position')
    .limit(p('limit'));

const recent = query(lying);

const recentInThread = query((build, p: Param<{ workspace: string; channel: string; thread: string; limit: number }>) =>
  lying(build, p).where('m.thread_id', '=', p('thread')),
);
