/** A provider of OpenID Connect: the code flow with PKCE, by `openid-client`, which is loaded when somebody first signs in so. */
import type { Configuration } from 'openid-client';
import type { Claims } from '../../runtime/library/signed-in-elsewhere.ts';
import type { OidcSettings } from './settings.ts';

/** What the browser keeps between leaving for the provider and coming back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** `refused`: the person said no there. `wrong`: what it said does not hold. `down`: it could not be asked. */
export class ProviderError extends Error {
  readonly why: 'refused' | 'wrong' | 'down';

  constructor(why: ProviderError['why'], cause: unknown) {
    super(`the sign-in provider: ${why}`, { cause });
    this.why = why;
  }
}

export interface Provider {
  /** Where to send the browser. Throws `ProviderError`. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly flow: Flow }>;
  /** What it says of whoever came back to this address. Throws `ProviderError`. */
  finish(address: URL, flow: Flow): Promise<Claims>;
}

/** How long it may take to answer, in seconds. */
const PATIENCE = 10;
/** How far its clock and ours may be apart, in seconds. */
const SKEW = 60;
/** What was read about it is read anew after this, in milliseconds: keys and addresses change. */
const FRESH = 24 * 3_600_000;

type Library = typeof import('openid-client');

export function providerAt(settings: OidcSettings, now: () => number): Provider {
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined;
  const about = (oidc: Library): Promise<Configuration> => {
    if (known && now() - known.at < FRESH) return known.configuration;
    const configuration = discovered(oidc, settings);
    known = { at: now(), configuration };
    // What could not be read is asked for again by whoever comes next.
    configuration.catch(() => {
      if (known?.configuration === configuration) known = undefined;
    });
    return configuration;
  };

  return {
    async begin(redirectUri) {
      const oidc = await import('openid-client');
      const configuration = await about(oidc).catch(down);
      const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: redirectUri, scope: 'openid email profile', state: flow.state, nonce: flow.nonce },
        ...{ code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier), code_challenge_method: 'S256' },
      });
      return { url: url.href, flow };
    },

    async finish(address, { state, nonce, verifier }) {
      const oidc = await import('openid-client');
      const configuration = await about(oidc).catch(down);
      try {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        };
        const tokens = await oidc.authorizationCodeGrant(configuration, address, checks);
        const claims = tokens.claims();
        if (!claims) throw new Error('no ID token came');
        if (claims.email !== undefined || settings.people !== 'email') return claims;
        if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
        // Many say an address only here.
        return { ...(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
      } catch (error) {
        throw new ProviderError(whyOf(oidc, error), error);
      }
    },
  };
}

function discovered(oidc: Library, { issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  // Settings allow no TLS on this machine alone.
  const isOpen = issuer.startsWith('http:');
  return oidc.discovery(
    new URL(issuer),
    clientId,
    { client_secret: clientSecret, [oidc.clockTolerance]: SKEW },
    undefined,
    { timeout: PATIENCE, ...(isOpen ? { execute: [oidc.allowInsecureRequests] } : {}) },
  );
}

function down(error: unknown): never {
  throw new ProviderError('down', error);
}

function whyOf(oidc: Library, error: unknown): ProviderError['why'] {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'access_denied' ? 'refused' : 'down';
  // It answered, and said no: the code was used, or is not for us.
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? 'down' : 'wrong';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /TIMEOUT|ABORT|HTTP_REQUEST|RESPONSE_IS_NOT/i.test(code) || error instanceof TypeError ? 'down' : 'wrong';
}
