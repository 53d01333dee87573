/** Tokens of the HTTP API: what they are made of, what they allow, and whose they are. */
import { hash, randomBytes, randomUUIDv7 } from 'node:crypto';
import { type Actor, memberOf } from '../engine/actor.ts';
import { type ApiToken, addApiToken, findApiToken } from '../store/api-tokens.ts';
import type { Db } from '../store/database.ts';
import { findMember } from '../store/members.ts';
import type { Caller } from './library/caller.ts';

/**
 * `read`: look at everything that its owner may see. `sops`: import, publish, revise, archive, set routines. `runs`: start and act.
 * `webhooks`: set who is told what happens, as an administrator may.
 */
export const SCOPES = ['read', 'sops', 'runs', 'webhooks'] as const;
export type Scope = (typeof SCOPES)[number];

/** What a token begins with, so that scanners of leaked secrets know it for one. */
const PREFIX = 'sopwith_';

export interface Wanted {
  readonly workspace: string;
  readonly name: string;
  /** Whose it is; absent: a service's, which never approves. */
  readonly member?: string | undefined;
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt?: number | undefined;
}

/** Makes one, and gives it: it is shown once, for only its SHA-256 is kept. */
export async function makeToken(db: Db, wanted: Wanted): Promise<{ readonly id: string; readonly token: string }> {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = randomUUIDv7();
  await addApiToken(db, { id, ...wanted }, hashOf(token));
  return { id, token };
}

export interface Access extends Caller {
  /** Of its token. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
}

/** Who comes with a token; undefined if it lets nobody in: unknown, revoked, expired, or its owner has left. */
export async function accessBy(db: Db, token: string, now: number): Promise<Access | undefined> {
  if (!token.startsWith(PREFIX) || token.length > 100) return undefined;
  const found = await findApiToken(db, hashOf(token));
  if (!found || found.revokedAt !== undefined || (found.expiresAt !== undefined && found.expiresAt <= now)) {
    return undefined;
  }
  const actor = await ownerOf(db, found);
  return actor && { workspace: found.workspace, id: found.id, actor, scopes: new Set(found.scopes) };
}

async function ownerOf(db: Db, { workspace, id, member }: ApiToken): Promise<Actor | undefined> {
  if (member === undefined) return { type: 'service', id: `api:${id}` };
  const known = await findMember(db, workspace, member);
  if (!known?.active || known.kind !== 'person') return undefined;
  return { type: 'member', id: member, identity: known.identity };
}

/** Under whose name a request is remembered: two tokens of one person are one. */
export function requesterOf({ actor, id }: Access): string {
  return memberOf(actor) ?? id;
}

function hashOf(token: string): string {
  return hash('sha256', token);
}

export function tokenState(token: ApiToken, now: number): 'valid' | 'revoked' | 'expired' {
  if (token.revokedAt !== undefined) return 'revoked';
  return token.expiresAt !== undefined && token.expiresAt <= now ? 'expired' : 'valid';
}

export const isScope = (word: string): word is Scope => SCOPES.some((one) => one === word);
