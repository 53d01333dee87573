/** Who may call the HTTP API. Of a token only its SHA-256 is kept. */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { dynamic, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';

export interface ApiToken {
  readonly workspace: string;
  readonly id: string;
  readonly name: string;
  /** Whose it is; absent: a service's. */
  readonly member?: string | undefined;
  readonly scopes: readonly string[];
  /** Who made it: a member's id, or `cli`. */
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
  readonly revokedAt?: number | undefined;
}

type Row = Tables['api_tokens'];

const save = query((build, p: Param<Row>) =>
  build.insertInto('api_tokens').values({
    ...{ workspace_id: p('workspace_id'), id: p('id'), name: p('name'), hash: p('hash') },
    ...{ member_id: p('member_id'), scopes: p('scopes'), created_by: p('created_by') },
    ...{ created_at: p('created_at'), expires_at: p('expires_at'), revoked_at: null },
  }),
);

/** `hash`: the SHA-256 of the token, in hex. */
export async function addApiToken(db: Db, token: ApiToken, hash: string): Promise<void> {
  await db.run(save, {
    ...{ workspace_id: token.workspace, id: token.id, name: token.name, hash, member_id: token.member ?? null },
    ...{ scopes: JSON.stringify(token.scopes), created_by: token.createdBy, created_at: token.createdAt },
    ...{ expires_at: token.expiresAt ?? null, revoked_at: null },
  });
}

const byHash = query((build, p: Param<{ hash: string }>) =>
  build.selectFrom('api_tokens').selectAll().where('hash', '=', p('hash')),
);

/** The token of this hash, of whichever workspace: it says which one whoever calls belongs to. */
export async function findApiToken(db: Db, hash: string): Promise<ApiToken | undefined> {
  const row = await db.one(byHash, { hash });
  return row && tokenOf(row);
}

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  build.selectFrom('api_tokens').selectAll().where('workspace_id', '=', p('workspace')).where('id', '=', p('id')),
);

export async function apiTokenOf(db: Db, workspace: string, id: string): Promise<ApiToken | undefined> {
  const row = await db.one(byId, { workspace, id });
  return row && tokenOf(row);
}

export interface TokensWanted {
  /** Only those of one member. */
  readonly member?: string | undefined;
  /** Which ones have not expired. */
  readonly now: number;
  readonly limit: number;
}

/** Those that let somebody in come first, then the newest: however many were made and revoked, none of these is hidden. */
export async function listApiTokens(
  db: Db,
  workspace: string,
  { member, now, limit }: TokensWanted,
): Promise<readonly ApiToken[]> {
  const wanted = dynamic((build) => {
    const all = build.selectFrom('api_tokens').selectAll().where('workspace_id', '=', workspace);
    const theirs = member === undefined ? all : all.where('member_id', '=', member);
    const isOver = sql`case when revoked_at is not null or expires_at <= ${now} then 1 else 0 end`;
    return theirs.orderBy(isOver).orderBy('created_at', 'desc').orderBy('id').limit(limit);
  });
  return (await db.all(wanted, {})).map(tokenOf);
}

const revoke = query((build, p: Param<{ workspace: string; id: string; at: number }>) =>
  build
    .updateTable('api_tokens')
    .set({ revoked_at: p('at') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('revoked_at', 'is', null),
);

/** From now on nobody gets in with it. False if there is no such token, or it was revoked before. */
export async function revokeApiToken(
  db: Db,
  workspace: string,
  { id, at }: { readonly id: string; readonly at: number },
): Promise<boolean> {
  return (await db.run(revoke, { workspace, id, at })) > 0;
}

function tokenOf(row: Row): ApiToken {
  return {
    ...{ workspace: row.workspace_id, id: row.id, name: row.name, member: row.member_id ?? undefined },
    ...{ scopes: JSON.parse(row.scopes) as string[], createdBy: row.created_by, createdAt: row.created_at },
    ...{ expiresAt: row.expires_at ?? undefined, revokedAt: row.revoked_at ?? undefined },
  };
}
