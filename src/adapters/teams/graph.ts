/**
 * Microsoft Graph: what the Bot Framework does not tell. Every part of it works where a team's owners, or an
 * administrator, have permitted it; else it is answered `denied`, and there is another way.
 */
import { type Connector, TeamsError } from './connector.ts';
import type { TeamsSettings } from './settings.ts';

export interface Graph {
  /** JSON of a page. `path` begins with a slash, or is a whole address that Graph gave. Throws if it cannot be reached. */
  get(tenant: string, path: string): Promise<Got<unknown>>;
  /** Bytes of a file, at most `most`. Addresses that Graph sends on to get no token. */
  bytes(tenant: string, path: string, most: number): Promise<Got<Uint8Array>>;
}

/** `gone`: it is not there. */
export type Got<Value> =
  | { readonly type: 'found'; readonly value: Value }
  | { readonly type: 'denied' | 'gone' | 'large' };

const GRAPH = 'https://graph.microsoft.com';
const PATIENCE = 10_000;
const FILE_PATIENCE = 60_000;

interface Asking {
  readonly settings: Pick<TeamsSettings, 'appId' | 'graphUrl'>;
  readonly connector: Pick<Connector, 'token'>;
  /** Whether a file may be fetched from there. */
  readonly isFileHost: (url: string) => boolean;
}

export function createGraph({ settings, connector, isFileHost }: Asking): Graph {
  const base = settings.graphUrl ?? GRAPH;

  const asked = async (tenant: string, path: string, patience: number): Promise<Response | undefined> => {
    // Without an app id there is nobody whom Microsoft could permit anything.
    if (settings.appId === undefined) return undefined;
    const url = path.startsWith('/') ? `${base}/v1.0${path}` : path;
    if (new URL(url).origin !== new URL(base).origin) throw new Error('Graph sent on to another host');
    const token = await connector.token(GRAPH, tenant).catch(unlessUnknown);
    if (token === undefined) return undefined;
    const authorization = `Bearer ${token}`;
    const signal = AbortSignal.timeout(patience);
    return fetch(url, { headers: { authorization }, redirect: 'manual', signal });
  };

  return {
    async get(tenant, path) {
      const response = await asked(tenant, path, PATIENCE);
      const refused = refusalOf(response);
      if (refused) return refused;
      return { type: 'found', value: await response?.json() };
    },
    async bytes(tenant, path, most) {
      let response = await asked(tenant, path, FILE_PATIENCE);
      const location = response?.status === 302 ? response.headers.get('location') : null;
      if (location !== null) {
        await response?.body?.cancel();
        if (!isFileHost(location)) return { type: 'denied' };
        response = await fetch(location, { redirect: 'error', signal: AbortSignal.timeout(FILE_PATIENCE) });
      }
      const refused = refusalOf(response);
      if (refused) return refused;
      return within(response?.body ?? new Blob([]).stream(), most);
    },
  };
}

/** In a tenant where nobody permitted it anything the app may be nobody to Microsoft's login. */
function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof TeamsError) || error.code !== 'unauthorized_client') throw error;
}

function refusalOf(response: Response | undefined): Exclude<Got<never>, { type: 'found' }> | undefined {
  if (!response || [400, 401, 402, 403].includes(response.status)) return { type: 'denied' };
  if (response.status === 404 || response.status === 410) return { type: 'gone' };
  if (!response.ok) throw new Error(`Microsoft Graph answered ${response.status}`);
  return undefined;
}

/** What a response holds, read no further than allowed. */
export async function within(body: ReadableStream<Uint8Array>, most: number): Promise<Got<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > most) return { type: 'large' };
    parts.push(part);
  }
  return { type: 'found', value: Buffer.concat(parts) };
}
