/** The SOPs of a workspace, as lists and by what people call them. */
import { askedOnce } from './asked-once.ts';
import type { Db } from './database.ts';
import { type Build, type Param, query } from './query.ts';

export interface SopSummary {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: string;
  /** The highest published revision, 0 before the first. */
  readonly revision: number;
}

function summaries(build: Build, workspace: string) {
  return build
    .selectFrom('sops')
    .select(['id', 'key', 'title', 'status', 'revision'])
    .where('workspace_id', '=', workspace)
    .where('status', '<>', 'discarded');
}

const byKey = query((build, p: Param<{ workspace: string; key: string }>) =>
  summaries(build, p('workspace')).where('key', '=', p('key')),
);

/** The SOP of this key. Discarded ones have none: their key is free again. */
export async function findSopByKey(db: Db, workspace: string, key: string): Promise<SopSummary | undefined> {
  return db.one(byKey, { workspace, key });
}

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  build
    .selectFrom('sops')
    .select(['id', 'key', 'title', 'status', 'revision'])
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

/** The SOP of this id, discarded or not; asked once in a transaction. */
export function findSop(db: Db, workspace: string, id: string): Promise<SopSummary | undefined> {
  return askedOnce(db, `sop ${workspace} ${id}`, () => db.one(byId, { workspace, id }));
}

const fromDocument = query((build, p: Param<{ workspace: string; document: string; limit: number }>) =>
  summaries(build, p('workspace'))
    .where('document', '=', p('document'))
    .where('status', '=', 'active')
    .orderBy('key')
    .limit(p('limit')),
);

/** Active SOPs that came from a document of this name (`documentName`). */
export async function sopsFromDocument(db: Db, workspace: string, document: string): Promise<readonly SopSummary[]> {
  return db.all(fromDocument, { workspace, document, limit: 100 });
}

const every = query((build, p: Param<{ workspace: string; limit: number }>) =>
  summaries(build, p('workspace')).orderBy('key').limit(p('limit')),
);

/** The workspace's SOPs by key, without discarded ones. */
export async function listSops(db: Db, workspace: string, limit = 1_000): Promise<readonly SopSummary[]> {
  return db.all(every, { workspace, limit });
}

// Keys have neither `%` nor `_`. No range: what lies between two texts is another thing in each database's language.
const startingWith = query((build, p: Param<{ workspace: string; pattern: string }>) =>
  summaries(build, p('workspace')).where('key', 'like', p('pattern')),
);

/** `key`, or the first of `key-2`, `key-3`, … that no other SOP than `sop` has. At most 60 characters, as every key. */
export async function freeKey(db: Db, workspace: string, key: string, sop: string): Promise<string> {
  const base = key.slice(0, LONGEST - 5).replace(/-+$/, '');
  const taken = new Set<string>();
  for (const from of new Set([key, base])) {
    const rows = await db.all(startingWith, { workspace, pattern: `${from}%` });
    for (const row of rows) if (row.id !== sop) taken.add(row.key);
  }
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

const LONGEST = 60;

const open = query((build, p: Param<{ workspace: string; sop: string }>) =>
  build
    .selectFrom('runs')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('sop'))
    .where('status', '=', 'open')
    .limit(1),
);

/** The id of a run of this SOP that has not ended, if there is one. */
export async function openRunOf(db: Db, workspace: string, sop: string): Promise<string | undefined> {
  return (await db.one(open, { workspace, sop }))?.id;
}
