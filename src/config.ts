/** The settings, and the only reader of the environment. README's table and `.env.example` list exactly these. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type OidcSettings, providerOf } from './adapters/library/settings.ts';
import type { SlackSettings } from './adapters/slack/settings.ts';
import type { TeamsSettings } from './adapters/teams/settings.ts';
import { optional } from './engine/optional.ts';

const PORTS = 'must be a whole number from 0 to 65535';
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const ADDRESS = z.url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' });
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const environment = z.object({
  PORT: z.coerce.number(PORTS).int(PORTS).min(0, PORTS).max(65_535, PORTS).default(3000),
  HOST: z.string().trim().min(1, 'must not be empty').default('127.0.0.1'),
  SOPWITH_DATA: z.string().trim().min(1, 'must not be empty').default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// (leave it out for the SQLite file)')
    .optional(),
  SOPWITH_SECRET: z.string().min(32, 'must have at least 32 characters (leave it out to have one made)').optional(),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address that begins with https:// or http:// (the one that people and Slack reach)',
    })
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .trim()
    .regex(/^xoxb-[\w-]+$/, 'must begin with xoxb- and be the whole token (OAuth & Permissions, Bot User OAuth Token)')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .trim()
    .regex(/^xapp-[\w-]+$/, 'must begin with xapp- and be the whole token (Basic Information, App-Level Tokens)')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().trim().min(8, 'must be the Signing Secret of Basic Information').optional(),
  SLACK_CLIENT_ID: z.string().trim().min(1, 'must be the Client ID of Basic Information').optional(),
  SLACK_CLIENT_SECRET: z.string().trim().min(1, 'must be the Client Secret of Basic Information').optional(),
  SLACK_API_URL: ADDRESS.default('https://slack.com/api/'),
  TEAMS_APP_ID: z
    .string()
    .trim()
    .regex(GUID, 'must be the Microsoft App ID of the bot, such as 11111111-2222-3333-4444-555555555555')
    .optional(),
  TEAMS_APP_PASSWORD: z.string().trim().min(8, 'must be the value of the client secret, not its id').optional(),
  TEAMS_CERTIFICATE_FILE: z.string().trim().min(1).optional(),
  TEAMS_CERTIFICATE_THUMBPRINT: z
    .string()
    .trim()
    .regex(/^(?:[0-9a-f]{2}:?){20}$/i, 'must be the SHA-1 thumbprint of the certificate, 40 hexadecimal digits')
    .optional(),
  TEAMS_TENANT_ID: z.string().trim().regex(GUID, 'must be the directory (tenant) id').optional(),
  TEAMS_WORKSPACE: z
    .string()
    .trim()
    .regex(/^slack-[TE][A-Z0-9]+$/, 'must be slack- and the id of the Slack workspace, such as slack-T0123ABCD')
    .optional(),
  TEAMS_ADMINS: z.string().trim().default(''),
  TEAMS_ANONYMOUS: z.literal('1', 'must be 1, or left out').optional(),
  TEAMS_PLAIN: z.literal('1', 'must be 1, or left out').optional(),
  TEAMS_SERVICE_URL: ADDRESS.optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// (the issuer of the provider)' })
    .optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().trim().min(1).optional(),
  OIDC_NAME: z.string().trim().min(1).max(40, 'must have at most 40 characters').optional(),
  OIDC_WORKSPACE: z
    .string()
    .trim()
    .regex(/^[a-z]+(?:-[\w-]+)?$/, 'must be the id of a workspace, such as slack-T0123ABCD')
    .optional(),
  WEBHOOK_HOSTS: z
    .string()
    .trim()
    .regex(
      /^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/,
      'must be hosts with commas between, such as jira.internal,10.0.0.5:8080',
    )
    .optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: ADDRESS.optional(),
  OPENAI_MODEL: z.string().trim().min(1).max(100).default('gpt-5-mini'),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the SQLite file and the evidence files. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  /** Signs sessions; absent: made on the first start and kept in the data folder. Replicas must share it. */
  readonly secret: string | undefined;
  /** Helps to draft documents; absent: they are drafted by their structure alone. */
  readonly model?: { readonly apiKey: string; readonly baseUrl?: string; readonly model: string };
  readonly slack?: SlackSettings;
  readonly teams?: TeamsSettings;
  /** The address that people reach, without a slash at its end; absent: only this machine reaches it. */
  readonly publicUrl?: string;
  /** Signing in to the library through a provider; absent: by links alone. */
  readonly oidc?: OidcSettings;
  /** Hosts inside one's own network that webhooks may call, also by http. */
  readonly webhookHosts?: readonly string[];
  readonly logLevel: string;
}

/** Names of the settings, for README's table and `.env.example`. */
export const SETTINGS = Object.keys(environment.shape);

export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a setting was, where repeating it tells nothing that should not be told. */
const TOLD = [
  ...['PORT', 'HOST', 'SOPWITH_DATA', 'PUBLIC_URL', 'SLACK_API_URL', 'OPENAI_BASE_URL', 'LOG_LEVEL'],
  ...['TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_ADMINS', 'TEAMS_WORKSPACE', 'TEAMS_SERVICE_URL'],
  ...['OIDC_ISSUER', 'OIDC_NAME', 'OIDC_WORKSPACE', 'WEBHOOK_HOSTS'],
];

/** Reads the settings. Throws `ConfigError` with a sentence for each setting that is wrong. */
export function readConfig(env: Environment = withFile(process.env)): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const sentences = read.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name} ${message}${TOLD.includes(name) ? `, not “${given[name]}”` : ''}.`;
    });
    throw new ConfigError(sentences.join('\n'));
  }
  const { PORT, HOST, SOPWITH_DATA, DATABASE_URL, SOPWITH_SECRET, LOG_LEVEL } = read.data;
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL } = read.data;
  // Servers on one's own machine often want no key, but the client must send one.
  const hasModel = OPENAI_API_KEY !== undefined || OPENAI_BASE_URL !== undefined;
  const reached = OPENAI_BASE_URL === undefined ? {} : { baseUrl: OPENAI_BASE_URL };
  const model = { apiKey: OPENAI_API_KEY ?? 'none', ...reached, model: OPENAI_MODEL };
  const loopback = ['127.0.0.1', 'localhost', '::1'];
  if (!loopback.includes(HOST)) {
    throw new ConfigError(
      `HOST: ${HOST} is not this machine alone. The local workspace has no sign-in, so it listens on 127.0.0.1 only.`,
    );
  }
  const slack = slackOf(read.data);
  const teams = teamsOf(read.data, loopback);
  const oidc = oidcOf(read.data, loopback);
  return {
    ...(oidc && { oidc }),
    ...optional('publicUrl', read.data.PUBLIC_URL?.replace(/\/$/, '')),
    ...optional('webhookHosts', read.data.WEBHOOK_HOSTS?.toLowerCase().split(/\s*,\s*/)),
    ...(slack && { slack }),
    ...(teams && { teams }),
    ...{ port: PORT, host: HOST, data: SOPWITH_DATA, databaseUrl: DATABASE_URL },
    ...{ secret: SOPWITH_SECRET, logLevel: LOG_LEVEL, ...(hasModel ? { model } : {}) },
  };
}

/** What signing in through a provider needs, if anything of it is set. Throws `ConfigError` naming what is missing. */
function oidcOf(env: z.infer<typeof environment>, loopback: readonly string[]): OidcSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_WORKSPACE, PUBLIC_URL } = env;
  const needed = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  if ([...Object.values(needed), OIDC_NAME, OIDC_WORKSPACE].every((one) => one === undefined)) return undefined;
  const missing = Object.entries({ ...needed, PUBLIC_URL }).filter(([, value]) => value === undefined);
  if (
    OIDC_ISSUER === undefined ||
    OIDC_CLIENT_ID === undefined ||
    OIDC_CLIENT_SECRET === undefined ||
    missing.length > 0
  )
    throw new ConfigError(missing.map(([name]) => `Signing in through a provider also needs ${name}.`).join('\n'));
  const { protocol, hostname } = new URL(OIDC_ISSUER);
  if (protocol === 'http:' && !loopback.includes(hostname))
    throw new ConfigError('OIDC_ISSUER must begin with https://: who people are is not asked in the open.');
  const { name, people } = providerOf(OIDC_ISSUER);
  const { TEAMS_TENANT_ID, TEAMS_WORKSPACE } = env;
  const joins = TEAMS_TENANT_ID !== undefined && TEAMS_WORKSPACE !== undefined;
  return {
    ...{ issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET },
    ...{ name: OIDC_NAME ?? name, people },
    ...optional('workspace', OIDC_WORKSPACE),
    ...(joins ? { joined: { tenant: TEAMS_TENANT_ID.toLowerCase(), workspace: TEAMS_WORKSPACE } } : {}),
  };
}

/** What Slack needs, if anything of it is set. Throws `ConfigError` naming what is missing. */
function slackOf(env: z.infer<typeof environment>): SlackSettings | undefined {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = env;
  const given = [SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET];
  if (given.every((one) => one === undefined)) return undefined;
  const isMany = SLACK_CLIENT_ID !== undefined && SLACK_CLIENT_SECRET !== undefined;
  const missing = missingOf(env);
  if (missing.length > 0) throw new ConfigError(missing.map((one) => `Slack also needs ${one}.`).join('\n'));
  return {
    ...(SLACK_BOT_TOKEN === undefined ? {} : { botToken: SLACK_BOT_TOKEN }),
    ...(SLACK_APP_TOKEN === undefined ? {} : { appToken: SLACK_APP_TOKEN }),
    ...(SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: SLACK_SIGNING_SECRET }),
    ...(isMany ? { client: { id: SLACK_CLIENT_ID, secret: SLACK_CLIENT_SECRET } } : {}),
    ...(env.PUBLIC_URL === undefined ? {} : { publicUrl: env.PUBLIC_URL.replace(/\/$/, '') }),
    apiUrl: env.SLACK_API_URL.endsWith('/') ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`,
  };
}

/** What Teams needs, if anything of it is set. Throws `ConfigError` naming what is missing. */
function teamsOf(env: z.infer<typeof environment>, loopback: readonly string[]): TeamsSettings | undefined {
  const { TEAMS_APP_ID, TEAMS_ANONYMOUS, TEAMS_TENANT_ID, TEAMS_SERVICE_URL, PUBLIC_URL } = env;
  const certificate = certificateOf(env);
  const isSet = Object.entries(env).some(
    ([name, value]) => /^TEAMS_/.test(name) && value !== undefined && value !== '',
  );
  if (!isSet) return undefined;
  if (TEAMS_APP_ID === undefined && TEAMS_ANONYMOUS === undefined)
    throw new ConfigError('Teams also needs TEAMS_APP_ID (or TEAMS_ANONYMOUS=1, to try it on this machine alone).');
  if (TEAMS_APP_ID !== undefined && TEAMS_ANONYMOUS !== undefined)
    throw new ConfigError('TEAMS_ANONYMOUS believes anybody to be Teams: leave it out where there is a TEAMS_APP_ID.');
  if (TEAMS_ANONYMOUS !== undefined && PUBLIC_URL !== undefined && !loopback.includes(new URL(PUBLIC_URL).hostname))
    throw new ConfigError(
      'TEAMS_ANONYMOUS believes anybody to be Teams: it is for this machine alone, and PUBLIC_URL leads here from outside.',
    );
  if (TEAMS_APP_ID !== undefined && env.TEAMS_APP_PASSWORD === undefined && !certificate)
    throw new ConfigError(
      'Teams also needs TEAMS_APP_PASSWORD, or TEAMS_CERTIFICATE_FILE and TEAMS_CERTIFICATE_THUMBPRINT.',
    );
  if (env.TEAMS_WORKSPACE !== undefined && TEAMS_TENANT_ID === undefined)
    throw new ConfigError('TEAMS_WORKSPACE also needs TEAMS_TENANT_ID: one tenant alone can join a workspace.');
  return {
    ...optional('appId', TEAMS_APP_ID?.toLowerCase()),
    ...optional('password', env.TEAMS_APP_PASSWORD),
    ...optional('certificate', certificate),
    ...optional('tenant', TEAMS_TENANT_ID?.toLowerCase()),
    ...optional('joins', env.TEAMS_WORKSPACE),
    ...optional('standIn', TEAMS_SERVICE_URL),
    ...optional('publicUrl', PUBLIC_URL?.replace(/\/$/, '')),
    admins: env.TEAMS_ADMINS.toLowerCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== ''),
    isPlain: env.TEAMS_PLAIN !== undefined,
  };
}

function certificateOf(env: z.infer<typeof environment>): TeamsSettings['certificate'] {
  const { TEAMS_CERTIFICATE_FILE: file, TEAMS_CERTIFICATE_THUMBPRINT: thumbprint } = env;
  if (file === undefined && thumbprint === undefined) return undefined;
  if (file === undefined || thumbprint === undefined)
    throw new ConfigError('TEAMS_CERTIFICATE_FILE and TEAMS_CERTIFICATE_THUMBPRINT go together.');
  return { thumbprint: thumbprint.replaceAll(':', ''), privateKey: privateKeyIn(file) };
}

function privateKeyIn(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    createPrivateKey(pem);
    return pem;
  } catch {
    throw new ConfigError(
      `TEAMS_CERTIFICATE_FILE: ${file} cannot be read as a private key in PEM, without a password.`,
    );
  }
}

/** Each with what it is for. */
function missingOf(env: z.infer<typeof environment>): readonly string[] {
  const [hasId, hasSecret] = [env.SLACK_CLIENT_ID !== undefined, env.SLACK_CLIENT_SECRET !== undefined];
  const needed: readonly (readonly [boolean, string])[] = [
    [
      env.SLACK_BOT_TOKEN === undefined && !hasId && !hasSecret,
      'SLACK_BOT_TOKEN (for one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (for many)',
    ],
    [hasSecret && !hasId, 'SLACK_CLIENT_ID (it goes with SLACK_CLIENT_SECRET)'],
    [hasId && !hasSecret, 'SLACK_CLIENT_SECRET (it goes with SLACK_CLIENT_ID)'],
    [
      env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined,
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (requests to /slack/events)',
    ],
    [
      (hasId || hasSecret) && env.PUBLIC_URL === undefined,
      'PUBLIC_URL (people are sent back there once they have added the app)',
    ],
  ];
  return needed.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

/** The environment over what `file` says, if it is there: what is set in the environment wins. */
export function withFile(env: Environment, file = '.env'): Environment {
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...env };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return env;
    throw new ConfigError(`${file} cannot be read (${error.code}): mend it, or take it away.`);
  }
}
