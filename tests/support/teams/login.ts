/**
 * Entra's token endpoint, as far as a bot asks it: an access token for its own name (client credentials), by secret or by
 * certificate. What it granted, it knows again, so that the other stand-ins can refuse what it did not.
 */
import { type KeyObject, randomUUID } from 'node:crypto';
import type { Json } from '../slack/json.ts';
import { isAsserted } from './assertion.ts';
import { APP_ID } from './seed.ts';
import type { Answered, Asked, Room } from './serve.ts';

export interface LoginOptions {
  readonly appId?: string;
  /** `the secret` if absent. */
  readonly secret?: string;
  /** Takes what is signed with this one's private key in place of the secret. */
  readonly certificate?: { readonly publicKey: KeyObject };
  /** For how many seconds a token is good; an hour if absent. */
  readonly life?: number;
}

export interface TokenAsked {
  readonly tenant: string;
  readonly clientId: string;
  readonly scope: string;
  readonly by: 'secret' | 'certificate' | 'nothing';
  /** Absent where it was refused. */
  readonly token?: string;
}

export interface Login {
  readonly room: Room;
  /** Every token that was asked for, in order. */
  readonly asked: readonly TokenAsked[];
  /** Whether this token was granted for this service (`https://graph.microsoft.com`) and has not run out. */
  admits(token: string, service: string): boolean;
  /** Refuses all tokens that there are, as Entra does once a secret is withdrawn. */
  revoke(): void;
  isLogin(asked: Asked): boolean;
}

export const SECRET = 'the secret';

/** A bot asks for all that it was permitted. */
const EVERYTHING = '/.default';

const TOKEN_PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;
const METADATA_PATH = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/;
const DISCOVERY_PATH = '/common/discovery/instance';

export function createLogin({ appId = APP_ID, secret = SECRET, certificate, life = 3_599 }: LoginOptions = {}): Login {
  const asked: TokenAsked[] = [];
  const good = new Map<string, { readonly service: string; readonly until: number }>();

  const grant = (request: Asked, tenant: string): Answered => {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const [clientId, scope] = [form.get('client_id') ?? '', form.get('scope') ?? ''];
    const by = form.has('client_secret') ? 'secret' : form.has('client_assertion') ? 'certificate' : 'nothing';
    const isThem = by === 'secret' ? form.get('client_secret') === secret : isAsserted(form, certificate?.publicKey);
    const refused =
      form.get('grant_type') !== 'client_credentials'
        ? refusal(400, 'unsupported_grant_type', 70_003)
        : clientId !== appId
          ? refusal(400, 'unauthorized_client', 700_016)
          : !isThem
            ? refusal(401, 'invalid_client', by === 'secret' ? 7_000_215 : 700_027)
            : !scope.endsWith(EVERYTHING)
              ? refusal(400, 'invalid_scope', 70_011)
              : undefined;
    const token = `${tenant}.${randomUUID()}`;
    asked.push({ tenant, clientId, scope, by, ...(refused === undefined ? { token } : {}) });
    if (refused !== undefined) return refused;
    good.set(token, { service: scope.slice(0, -EVERYTHING.length), until: Date.now() + life * 1_000 });
    return { status: 200, body: { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: token } };
  };

  return {
    asked,
    isLogin,
    room: (request) => {
      const [, tenant] = TOKEN_PATH.exec(request.path) ?? [];
      if (tenant !== undefined && request.method === 'POST') return grant(request, tenant);
      const [, described] = METADATA_PATH.exec(request.path) ?? [];
      if (described !== undefined) return { status: 200, body: metadata(request.origin, described) };
      return request.path === DISCOVERY_PATH ? { status: 200, body: discovery(request) } : undefined;
    },
    admits: (token, service) => {
      const found = good.get(token);
      return found !== undefined && found.service === service && found.until > Date.now();
    },
    revoke: () => good.clear(),
  };
}

function isLogin({ path }: Asked): boolean {
  return TOKEN_PATH.test(path) || METADATA_PATH.test(path) || path === DISCOVERY_PATH;
}

/** With Entra's number for it (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
function refusal(status: number, error: string, code: number): Answered {
  const ids = { trace_id: randomUUID(), correlation_id: randomUUID(), timestamp: new Date().toISOString() };
  return { status, body: { error, error_description: `AADSTS${code}: ${error}.`, error_codes: [code], ...ids } };
}

/** Microsoft's own client asks for these two first; it refuses addresses that are not https. */
function metadata(origin: string, tenant: string): Json {
  return {
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    issuer: `${origin}/${tenant}/v2.0`,
    jwks_uri: `${origin}/keys`,
    tenant_region_scope: 'EU',
  };
}

function discovery({ origin, query }: Asked): Json {
  const { host } = new URL(origin);
  const tenant = /^https?:\/\/[^/]+\/([^/]+)\//.exec(query.get('authorization_endpoint') ?? '')?.[1] ?? 'common';
  return {
    tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
