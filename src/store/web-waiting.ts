/**
 * Threads in which something waits for a person. A card speaks to whoever it mentions as long as it waits for them, and
 * to nobody once it is settled: whether it was read makes no difference.
 */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { web } from './web-tables.ts';

/** Stands in the place of a member where anybody may act. */
export const ANYBODY = '*';

/** It waits for a member, who is not called by name: as one of many. */
export function uncalled(member: string): string {
  return `${ANYBODY}${member}`;
}

/** Ids of the threads, that is of their first messages. */
export async function listWaiting(
  db: Db,
  { workspace, member }: { workspace: string; member: string },
): Promise<readonly string[]> {
  const rows = await db.all(waiting, { workspace, member, anybody: ANYBODY, uncalled: uncalled(member) });
  return rows.map((row) => row.thread_id);
}

const waiting = query((build, p: Param<{ workspace: string; member: string; anybody: string; uncalled: string }>) =>
  web(build)
    .selectFrom('web_mentions as n')
    .innerJoin('web_messages as m', (join) =>
      join.onRef('m.workspace_id', '=', 'n.workspace_id').onRef('m.id', '=', 'n.message_id'),
    )
    .select('m.thread_id')
    .distinct()
    .where('n.workspace_id', '=', p('workspace'))
    .where((eb) =>
      eb.or([
        eb('n.member_id', '=', p('member')),
        eb('n.member_id', '=', p('anybody')),
        eb('n.member_id', '=', p('uncalled')),
      ]),
    )
    .where('m.thread_id', '<>', '')
    .where('m.deleted_at', 'is', null)
    .orderBy('m.thread_id'),
);
