/** Tokens of the HTTP API: made, listed and revoked by whoever runs the server. */
import { LOCAL_WORKSPACE } from '../adapters/web/seed.ts';
import { LIMITS } from '../engine/limits.ts';
import { isScope, makeToken, SCOPES, tokenState } from '../runtime/access.ts';
import { listApiTokens, revokeApiToken } from '../store/api-tokens.ts';
import { findMember } from '../store/members.ts';
import { findWorkspace } from '../store/workspaces.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';

const DAY = 86_400_000;
const LISTED = 1_000;

interface Where {
  readonly workspace?: string;
}

interface Making extends Where {
  readonly member?: string;
  readonly scope?: readonly string[];
  readonly days?: string;
}

/** Prints the token, once. Throws `CliError`. */
export async function addToken(
  typed: string,
  { workspace = LOCAL_WORKSPACE, member, scope = ['read'], days }: Making,
): Promise<void> {
  const name = oneLine(typed).trim();
  if (name === '' || name.length > LIMITS.title) throw new CliError('Give the token a name that says what it is for.');
  const unknown = scope.find((word) => !isScope(word));
  if (unknown !== undefined) throw new CliError(`There is no scope “${unknown}”. There are: ${SCOPES.join(', ')}.`);
  const lasts = days === undefined ? undefined : Number(days);
  if (lasts !== undefined && !(Number.isInteger(lasts) && lasts > 0 && lasts <= 3_650)) {
    throw new CliError('--days is a whole number from 1 to 3650.');
  }
  const db = await openConfigured();
  try {
    if (!(await findWorkspace(db, workspace)))
      throw new CliError(`There is no workspace “${workspace}” in this database.`);
    const owner = member === undefined ? undefined : await findMember(db, workspace, member);
    if (member !== undefined && !(owner?.active && owner.kind === 'person')) {
      throw new CliError(`There is no active person “${member}” in this workspace. sopwith member list shows them.`);
    }
    const createdAt = Date.now();
    const expiresAt = lasts === undefined ? undefined : createdAt + lasts * DAY;
    const scopes = scope.filter(isScope);
    const made = await makeToken(db, { workspace, name, member, scopes, createdBy: 'cli', createdAt, expiresAt });
    process.stdout.write(`${made.token}\n`);
    process.stderr.write('Keep it somewhere safe: it is not shown again.\n');
  } finally {
    await db.close();
  }
}

export async function listTokens({ workspace = LOCAL_WORKSPACE }: Where): Promise<void> {
  const db = await openConfigured();
  try {
    for (const token of await listApiTokens(db, workspace, { now: Date.now(), limit: LISTED })) {
      const whose = token.member ?? 'a service';
      process.stdout.write(
        oneLine(
          `${token.id}  ${tokenState(token, Date.now())}  ${token.name}, of ${whose}: ${token.scopes.join(', ')}`,
        ).concat('\n'),
      );
    }
  } finally {
    await db.close();
  }
}

/** Throws `CliError`. */
export async function revokeToken(id: string, { workspace = LOCAL_WORKSPACE }: Where): Promise<void> {
  const db = await openConfigured();
  try {
    if (!(await revokeApiToken(db, workspace, { id, at: Date.now() }))) {
      throw new CliError('There is no such token that still lets somebody in. sopwith token list shows them.');
    }
    process.stdout.write('Revoked: nobody gets in with it any more.\n');
  } finally {
    await db.close();
  }
}
