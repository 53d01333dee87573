/**
 * Who knocks at `/api/messages`: the Bot Framework signs what it sends, and the SDK checks the signature. With `chat.ts`
 * this is the only file that knows the SDK.
 */
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AuthenticationConfiguration, CertificateServiceClientCredentialsFactory } from 'botframework-connector';
import { remember } from '../../runtime/remember.ts';
import type { Activity } from './activity.ts';
import { serviceUrlOf } from './hosts.ts';
import type { TeamsSettings } from './settings.ts';

/** What the SDK checks and signs with. */
export interface Authentication {
  readonly framework: ConfigurationBotFrameworkAuthentication;
  /** What the bot shows to be itself in a tenant, for a service of Microsoft (`https://graph.microsoft.com`). */
  readonly tokenIn: (tenant: string, audience: string) => Promise<string>;
}

type Credentials = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

/** Microsoft's public cloud. */
const PUBLIC = {
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://token.botframework.com',
  CallerId: 'urn:botframework:azure',
} as const;
/** Tokens that are kept, and for how long, in milliseconds: half as long as they are good. */
const MOST_TOKENS = 100;
const KEPT = 30 * 60_000;
const LOGIN = 'https://login.microsoftonline.com';
/** Where a bot of many tenants shows who it is, to the Bot Framework itself. */
export const OWN_TENANT = 'botframework.com';
const OPEN_ID = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
/** Only the Bot Framework itself speaks to us: tokens of other bots, or of its emulator, are refused. */
const ISSUER = PUBLIC.ToBotFromChannelTokenIssuer;

/** `tokens`: in place of Microsoft's login. */
export function authenticationOf(settings: TeamsSettings, tokens?: Tokens): Authentication {
  const { appId, openIdUrl = OPEN_ID, tenant } = settings;
  const credentials = tokens ? credentialsFrom(tokens, appId) : credentialsOf(settings);
  const config = new AuthenticationConfiguration(undefined, async (claims) => {
    if (claims.find(({ type }) => type === 'iss')?.value !== ISSUER) throw new Error('not of the Bot Framework');
  });
  const options = {
    ...PUBLIC,
    MicrosoftAppId: appId ?? '',
    ValidateAuthority: false,
    ToChannelFromBotLoginUrl: `${LOGIN}/${tenant ?? OWN_TENANT}`,
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
  };
  const framework = new ConfigurationBotFrameworkAuthentication(options, credentials, config);
  return { framework, tokenIn: tokens ? (_, audience) => tokens(audience) : tokensOf(settings) };
}

/** The SDK keeps tokens by what they are for, whichever tenant they are of: another tenant's would be shown. So they are kept here. */
function tokensOf(settings: TeamsSettings): Authentication['tokenIn'] {
  const kept = new Map<string, { readonly at: number; readonly token: Promise<string> }>();
  return (tenant, audience) => {
    const name = `${tenant} ${audience}`;
    const before = kept.get(name);
    if (before && performance.now() - before.at < KEPT) return before.token;
    const token = issued({ ...settings, tenant }, audience);
    remember(MOST_TOKENS, kept, [name, { at: performance.now(), token }]);
    token.catch(() => kept.delete(name));
    return token;
  };
}

async function issued(settings: TeamsSettings & { readonly tenant: string }, audience: string): Promise<string> {
  const { appId = '', tenant } = settings;
  const credentials = await credentialsOf(settings).createCredentials(appId, audience, `${LOGIN}/${tenant}`, false);
  if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') throw new Error('no token for it');
  return String(await credentials.getToken(true));
}

function credentialsOf({ appId, password, certificate, tenant }: TeamsSettings): Credentials {
  if (appId !== undefined && certificate) {
    return new CertificateServiceClientCredentialsFactory(
      appId,
      certificate.thumbprint,
      certificate.privateKey,
      ...(tenant === undefined ? [] : [tenant]),
    );
  }
  return new ConfigurationServiceClientCredentialFactory({
    ...(appId === undefined ? {} : { MicrosoftAppId: appId, MicrosoftAppPassword: password ?? '' }),
    MicrosoftAppType: tenant === undefined || appId === undefined ? 'MultiTenant' : 'SingleTenant',
    ...(tenant === undefined ? {} : { MicrosoftAppTenantId: tenant }),
  });
}

/** A token of the bot's for an audience. */
export type Tokens = (audience: string) => Promise<string>;

function credentialsFrom(tokens: Tokens, appId: string | undefined): Credentials {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => appId === undefined,
    createCredentials: async (_, audience) => {
      const getToken = () => tokens(audience ?? '');
      const signRequest: SignRequest = async (request) => {
        request.headers.set('authorization', `Bearer ${await getToken()}`);
        return request;
      };
      return { signRequest, getToken };
    },
  };
}

type SignRequest = Awaited<ReturnType<Credentials['createCredentials']>>['signRequest'];

/** `unknown`: Microsoft's keys could not be read just now, so nothing can be told. */
export type Admission = 'admitted' | 'refused' | 'unknown';

/** Whether a request is one of Teams', for this bot. */
export async function admission(
  { framework }: Authentication,
  settings: TeamsSettings,
  { activity, authorization }: { readonly activity: Activity; readonly authorization: string },
): Promise<Admission> {
  // The token names the address that answers go to; it must be one of Microsoft's all the same.
  if (activity.channelId !== 'msteams' || serviceUrlOf(activity.serviceUrl, settings) === undefined) return 'refused';
  try {
    await framework.authenticateRequest(activity as never, authorization);
    return 'admitted';
  } catch (error) {
    return isUnreached(error) ? 'unknown' : 'refused';
  }
}

/** The keys could not be fetched: that is not the sender's fault, and they may try again. */
function isUnreached(error: unknown): boolean {
  const said = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return /^FetchError|Failed to load (?:openID config|Keys)/.test(said);
}
