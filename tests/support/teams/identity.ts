/** Who vouches for the Bot Framework, and who for the bot: the keys that inbound tokens are checked with, and the tokens themselves. */
import type { Json } from '../slack/json.ts';
import { createKey, type Key, signed } from './keys.ts';
import { createLogin, type Login, type LoginOptions } from './login.ts';
import { APP_ID } from './seed.ts';
import type { Room } from './serve.ts';

export interface Identity extends Login {
  /** `/openid`, `/keys`, and what `Login` answers. */
  readonly room: Room;
  /**
   * A token as the Bot Framework signs it, good for ten minutes. Without a `serviceurl` claim the bot must refuse it, as it
   * must whatever else a test gets wrong: a claim of undefined is left out.
   */
  token(claims?: Json, header?: Json, key?: Key): string;
  /** The key that is published, and one that never is. */
  readonly key: Key;
  readonly stranger: Key;
  /** What the published key is good for. The Bot Framework's is for Teams; undefined: it says nothing of it. */
  endorses(channels: readonly string[] | undefined): void;
  /** How often the keys were fetched. */
  fetched(): number;
  /** Answers nothing but 503 from now on, until it is told otherwise. */
  isDown: boolean;
}

export const ISSUER = 'https://api.botframework.com';

/** Seconds. */
const LIFE = 600;

export async function createIdentity(options: LoginOptions = {}): Promise<Identity> {
  const [key, stranger] = await Promise.all([createKey(), createKey()]);
  const login = createLogin(options);
  const { appId = APP_ID } = options;
  let endorsements: readonly string[] | undefined = ['msteams'];
  let count = 0;
  const identity: Identity = {
    ...login,
    room: (asked) => {
      const isOurs = asked.path === '/openid' || asked.path === '/keys';
      if (!isOurs) return identity.isDown && login.isLogin(asked) ? { status: 503 } : login.room(asked);
      if (identity.isDown) return { status: 503 };
      if (asked.path === '/openid') return { status: 200, body: metadata(asked.origin) };
      count += 1;
      return { status: 200, body: { keys: [{ ...key.jwk, kid: key.kid, use: 'sig', endorsements }] } };
    },
    token: (claims = {}, header = {}, by = key) => {
      const now = Math.floor(Date.now() / 1_000);
      return signed(by, { iss: ISSUER, aud: appId, nbf: now - 10, exp: now + LIFE, ...claims }, header);
    },
    ...{ key, stranger, isDown: false },
    endorses: (channels) => {
      endorsements = channels;
    },
    fetched: () => count,
  };
  return identity;
}

function metadata(origin: string): Json {
  return {
    ...{ issuer: ISSUER, jwks_uri: `${origin}/keys`, authorization_endpoint: 'https://invalid.botframework.com' },
    ...{ id_token_signing_alg_values_supported: ['RS256'], token_endpoint_auth_methods_supported: ['private_key_jwt'] },
  };
}
