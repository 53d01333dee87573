/** What a certificate signs in place of a secret (learn.microsoft.com/entra/identity-platform/certificate-credentials). */
import { constants, type KeyObject, verify } from 'node:crypto';
import { isJson, type Json, parsed, text } from '../slack/json.ts';

/** Whether the form's assertion is the app's own, for Entra, still good, and signed with the key that belongs to this one. */
export function isAsserted(form: URLSearchParams, key: KeyObject | undefined): boolean {
  const [header = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
  const [{ alg }, said] = [jsonIn(header), jsonIn(claims)];
  if (key === undefined) return false;
  const isFresh = Number(said.exp) > Date.now() / 1_000;
  const isOwn = said.iss === form.get('client_id') && said.sub === said.iss;
  const isForEntra = /\/oauth2\/v2\.0\/token$/.test(text(said.aud));
  const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const bytes = Buffer.from(`${header}.${claims}`);
  const isTheirs = verify('RSA-SHA256', bytes, { key, ...padding }, Buffer.from(signature, 'base64url'));
  return isFresh && isOwn && isForEntra && isTheirs;
}

function jsonIn(part: string): Json {
  const json = parsed(Buffer.from(part, 'base64url').toString('utf8'));
  return isJson(json) ? json : {};
}
