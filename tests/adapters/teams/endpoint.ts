/** The program with nothing of Teams but its door: keys that Microsoft vouches for, and a connector that says yes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { vi } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Json } from '../../support/slack/json.ts';
import { createIdentity, type Identity } from '../../support/teams/identity.ts';
import { APP_ID, someoneCalled, TENANT_ID } from '../../support/teams/seed.ts';
import { type Answered, type Asked, serve } from '../../support/teams/serve.ts';

export const ANA = someoneCalled('ana');
export const WORKSPACE = `teams-${TENANT_ID}`;
export const PASSWORD = 'the-password-of-the-bot';
export const TOKEN = 'what-the-bot-shows-to-teams';

export interface Endpoint {
  readonly app: App;
  readonly address: string;
  readonly serviceUrl: string;
  readonly identity: Identity;
  /** What the bot asked of Teams. */
  readonly calls: readonly Asked[];
  /** Microsoft tells where its keys are, and not what they are. */
  hidesKeys(isHidden: boolean): void;
  /** In place of what Teams answers. */
  answers(answered: Answered | undefined): void;
  /** All that was written down, by the program and by the SDK. */
  written(): string;
  end(): Promise<void>;
}

interface Options {
  /** Whether the stand-in is taken for Teams; yes if absent. */
  readonly isTrusted?: boolean;
  /** Nothing answers there, where Microsoft tells of its keys. */
  readonly isCutOff?: boolean;
}

/** With nobody but Ana behind it. */
export async function openEndpoint(
  env: Readonly<Record<string, string>>,
  { isTrusted = true, isCutOff = false }: Options = {},
): Promise<Endpoint> {
  const identity = await createIdentity();
  const calls: Asked[] = [];
  let instead: Answered | undefined;
  const connector = (asked: Asked): Answered | undefined => {
    if (!asked.path.startsWith('/_connector/')) return undefined;
    calls.push(asked);
    return instead ?? (asked.method === 'GET' ? { status: 200, body: person() } : { status: 201, body: { id: '17' } });
  };
  let isHidden = false;
  const hidden = ({ path }: Asked) => (isHidden && path === '/keys' ? { status: 503 } : undefined);
  const served = await serve([connector, hidden, identity.room]);
  const data = await mkdtemp(join(tmpdir(), 'sopwith-endpoint-'));
  const lines: string[] = [];
  const config = readConfig({
    SOPWITH_DATA: data,
    PORT: '0',
    ...(isTrusted && { TEAMS_SERVICE_URL: served.url }),
    ...env,
  });
  if (!config.teams) throw new Error('Teams is not set up');
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
  const app = await createApp(
    {
      ...config,
      teams: { ...config.teams, openIdUrl: isCutOff ? 'http://127.0.0.1:9/openid' : `${served.url}/openid` },
    },
    { log, teamsTokens: async () => TOKEN },
  );
  // The SDK writes there whatever it does not like about a token.
  const console_ = vi
    .spyOn(console, 'error')
    .mockImplementation((...said) => void lines.push(said.map(String).join(' ')));
  return {
    ...{ app, identity, calls, address: await app.listen(), serviceUrl: `${served.url}/_connector/` },
    hidesKeys: (hides) => {
      isHidden = hides;
    },
    answers: (answered) => {
      instead = answered;
    },
    written: () => lines.join('\n'),
    async end() {
      await app.stop();
      await served.close();
      console_.mockRestore();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function person(): Json {
  const { id, name, aadObjectId, email } = ANA;
  return { id, name, aadObjectId, userPrincipalName: email, tenantId: TENANT_ID, userRole: 'user' };
}

export const SIGNED = { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT_ID };

/** Gives the status. */
export async function sends(
  { address }: Pick<Endpoint, 'address'>,
  body: Json | string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const sent = { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
  return (await fetch(`${address}/api/messages`, sent)).status;
}

/** The same on a connection of its own, with whatever headers. */
export function posted(
  { address }: Endpoint,
  headers: Readonly<Record<string, string>>,
  write: (sending: ClientRequest) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(`${address}/api/messages`, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.on('error', reject);
    write(sending);
    sending.end();
  });
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const seconds = () => Math.floor(Date.now() / 1_000);
