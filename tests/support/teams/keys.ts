/** Keys and what is signed with them, as JSON Web Tokens are (RFC 7515), right and wrong. */
import { createHmac, createSign, generateKeyPair, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { Json } from '../slack/json.ts';

export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey;
}

export async function createKey(): Promise<Key> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { kid: randomUUID(), privateKey, jwk: publicKey.export({ format: 'jwk' }) };
}

/**
 * `header` may name another algorithm: `none` gives no signature, `HS256` one with the public key as its secret, which is
 * how those who verify carelessly are fooled.
 */
export function signed(key: Key, claims: Json, header: Json = {}): string {
  const { alg, ...rest }: Json = { alg: 'RS256', typ: 'JWT', kid: key.kid, ...header };
  const said = `${part({ alg, ...rest })}.${part(claims)}`;
  if (alg === 'none') return `${said}.`;
  if (alg === 'HS256') return `${said}.${createHmac('sha256', String(key.jwk.n)).update(said).digest('base64url')}`;
  return `${said}.${createSign('RSA-SHA256').update(said).sign(key.privateKey).toString('base64url')}`;
}

function part(json: Json): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
