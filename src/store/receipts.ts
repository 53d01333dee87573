/** The memory that a command was handled, with its reply: the machine's retry gets the same answer and does nothing. */
import type { Db, Tx } from './database.ts';
import { lookup, type Param } from './query.ts';
import { insert } from './write.ts';

const byKey = lookup((build, p: Param<{ workspace: string; key: string }>) =>
  build
    .selectFrom('receipts')
    .select(['request', 'reply'])
    .where('workspace_id', '=', p('workspace'))
    .where('key', '=', p('key')),
);

const write = insert({ into: 'receipts', columns: ['workspace_id', 'key', 'stream', 'at', 'request', 'reply'] });

export interface Receipt {
  /** What was asked, in short. */
  readonly request: string;
  readonly reply: unknown;
}

/** What was asked with this key and replied, or undefined if no command with it was handled. */
export async function findReceipt(db: Db, workspace: string, key: string): Promise<Receipt | undefined> {
  const row = await db.one(byKey, { workspace, key });
  return row && { request: row.request, reply: JSON.parse(row.reply) as unknown };
}

/**
 * Remembers a reply. If another command with the same key was handled meanwhile, the transaction ends with
 * `VersionConflict`; the next attempt finds its receipt.
 */
export function keepReceipt(
  tx: Tx,
  receipt: Receipt & {
    readonly workspace: string;
    readonly key: string;
    readonly stream: string;
    readonly at: number;
  },
): void {
  const { workspace, key, stream, at, request, reply } = receipt;
  tx.put(write, { workspace_id: workspace, key, stream, at, request, reply: JSON.stringify(reply) });
}
