/** A sign-in provider: the real `oidc-provider` on this machine, whose only account says yes at once, or no. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface SignInProvider {
  readonly issuer: string;
  /** What it says of whoever signs in; `sub` is theirs. */
  claims: Readonly<Record<string, unknown>>;
  /** Whoever is asked says no. */
  isRefused: boolean;
  /** It says an address only to whoever asks for it by the token. */
  isTerse: boolean;
  /** Answers so until it is set back. */
  broken: number | undefined;
  /** How far its clock is behind ours when it says who somebody is, in seconds. */
  behind: number;
  /** Takes a browser from where the library sent it to where it is sent back to. */
  visit(url: string): Promise<string>;
  end(): Promise<void>;
}

export const CLIENT = { id: 'sopwith', secret: 'a-secret-of-the-library' } as const;

export async function openSignInProvider(redirectUri: string): Promise<SignInProvider> {
  const server = createServer();
  const port = await listening(server);
  const issuer = `http://127.0.0.1:${port}`;
  const made: SignInProvider = {
    ...{ issuer, claims: { sub: 'nobody' }, isRefused: false, isTerse: false, broken: undefined, behind: 0 },
    visit: (url) => visit(url, redirectUri),
    end: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  const provider = new Provider(issuer, {
    ...settings(redirectUri),
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: async (use: string) => {
        const { email, ...rest } = made.claims;
        return { ...rest, sub, ...(use === 'id_token' && made.isTerse ? {} : { email }) };
      },
    }),
  });
  provider.on('server_error', (_, error) => console.error(error));
  server.on('request', async (request, response) => {
    if (made.broken !== undefined) return response.writeHead(made.broken).end('broken');
    if (request.url === '/token') return at(made.behind, () => provider.callback()(request, response));
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (made.isRefused) {
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' });
    }
    const accountId = String(made.claims.sub);
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } });
    const grant = new provider.Grant({
      accountId: session?.accountId ?? accountId,
      clientId: String(params.client_id),
    });
    grant.addOIDCScope(String(params.scope));
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  return made;
}

function settings(redirectUri: string): Configuration {
  return {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] },
        ...{ response_types: ['code'], grant_types: ['authorization_code'] },
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: ['a key of the tests'] },
    claims: {
      openid: ['sub', 'tid', 'oid', 'xms_edov', 'https://slack.com/team_id', 'https://slack.com/user_id'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }: { uid: string }) => `/interaction/${uid}` },
  };
}

/** Works by a clock that is behind; whoever asked waits meanwhile. */
async function at(behind: number, work: () => Promise<void>): Promise<void> {
  const real = Date.now;
  Date.now = () => real() - behind * 1_000;
  try {
    await work();
  } finally {
    Date.now = real;
  }
}

/** As a browser goes, with cookies, until it would leave for the library again. */
async function visit(start: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 12; hop += 1) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url} leads nowhere: ${response.status} ${await response.text()}`);
    url = new URL(location, url).href;
    if (url.startsWith(redirectUri)) return url;
  }
  throw new Error(`no way back from ${start}`);
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
