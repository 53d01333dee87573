/**
 * Takes messages to the addresses of webhooks. Whoever sets one must not reach through us what only this machine reaches: a
 * connection is made to public addresses alone (what a name leads to is looked at as it is connected), or to hosts that whoever
 * runs Sopwith allows. Nothing is followed: an answer that leads elsewhere is the answer.
 */
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { optional } from '../../engine/optional.ts';
import { type Courier, CourierError } from '../../runtime/ports.ts';

/** Until an answer must have come, in milliseconds. */
const PATIENCE = 15_000;
/** What is read of an answer, in bytes: nobody looks at it, but a connection is used again once it is read. */
const READ = 64 * 1024;
/** Public by its number, but not by where it leads: what answers inside of Azure. */
const DENIED = ['168.63.129.16'];
const URL_LENGTH = 2_000;

/** As many connections to one host as are under way to a webhook: who waits for one would wait instead of the answer. */
const AGENT = { keepAlive: true, maxSockets: 64, maxFreeSockets: 4, timeout: PATIENCE } as const;

/** `allowed`: hosts (`jira.internal`, `10.0.0.5:8080`) inside one's own network, by http as well. `patience`: see there. */
export function createCourier(allowed: readonly string[], patience = PATIENCE): Courier & { close(): void } {
  const own = { 'http:': new HttpAgent(AGENT), 'https:': new HttpsAgent(AGENT) };
  const isAllowed = ({ host, hostname }: URL) => allowed.includes(host) || allowed.includes(hostname);
  let outside: Promise<HttpsAgent> | undefined;
  const agentTo = (url: URL): Promise<HttpAgent | HttpsAgent> => {
    if (isAllowed(url)) return Promise.resolve(own[url.protocol as keyof typeof own]);
    outside ??= import('request-filtering-agent').then(
      ({ RequestFilteringHttpsAgent }) => new RequestFilteringHttpsAgent({ ...AGENT, denyIPAddressList: [...DENIED] }),
    );
    return outside;
  };

  return {
    objection(typed) {
      const url = URL.canParse(typed) && typed.length <= URL_LENGTH ? new URL(typed) : undefined;
      if (!url || !['https:', 'http:'].includes(url.protocol)) return 'Give an address that begins with https://.';
      if (url.protocol === 'http:' && !isAllowed(url))
        return 'Give an address that begins with https://: what is sent must not be read on its way. Only hosts that the setting WEBHOOK_HOSTS names may be called by http://.';
      if (url.username !== '' || url.password !== '')
        return 'Leave out the name and the password: what is sent is signed instead.';
      if (isNameless(url) && !isAllowed(url))
        return 'Give the name of a host, not a number or this machine. Whoever runs Sopwith can allow it all the same: WEBHOOK_HOSTS.';
      return undefined;
    },
    async send({ url: address, headers, body, signal }) {
      const url = new URL(address);
      const agent = await agentTo(url);
      const late = AbortSignal.timeout(patience);
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      try {
        return await new Promise((resolve, reject) => {
          const options = { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } };
          const request = send(url, { ...options, signal: AbortSignal.any([signal, late]) }, (answer) => {
            letGo(answer);
            const after = retryAfter(answer.headers['retry-after']);
            resolve({ status: answer.statusCode ?? 0, ...optional('retryAfter', after) });
          });
          request.on('error', reject);
          request.end(body);
        });
      } catch (error) {
        throw new CourierError(late.aborted ? `No answer came within ${patience / 1_000} seconds.` : reasonOf(error), {
          cause: error,
        });
      }
    },
    close() {
      for (const agent of Object.values(own)) agent.destroy();
      void outside?.then((agent) => agent.destroy());
    },
  };
}

/** A number, or this machine: most of them would be refused at each sending, and one had better see that at once. */
function isNameless({ hostname }: URL): boolean {
  return isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0 || hostname === 'localhost';
}

/** Reads the rest of an answer, up to READ; whoever sends more is cut off. */
function letGo(answer: IncomingMessage): void {
  let read = 0;
  answer.on('data', (bytes: Buffer) => {
    read += bytes.length;
    if (read > READ) answer.destroy();
  });
  // Its status is known: what becomes of the rest changes nothing.
  answer.on('error', () => answer.destroy());
}

/** In milliseconds; undefined where it says nothing that counts. Dates are not looked at: clocks differ. */
function retryAfter(said: string | undefined): number | undefined {
  return said !== undefined && /^\d{1,7}$/.test(said) ? Number(said) * 1_000 : undefined;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // The agent's refusal has no code.
  if (message.includes('is not allowed. Because')) return INSIDE;
  return (code !== undefined && REASONS[code]) || `The connection failed (${code ?? message}).`;
}

const INSIDE =
  'The address leads into a network of its own, where webhooks may not go. Whoever runs Sopwith can allow its host: WEBHOOK_HOSTS.';
const CERTIFICATE = 'Its certificate is not valid for this address, or nobody we trust has signed it.';
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'The host could not be looked up.',
  ECONNREFUSED: 'Nobody answers there: the connection was refused.',
  ECONNRESET: 'The connection was cut before an answer came.',
  EPIPE: 'The connection was cut before an answer came.',
  ETIMEDOUT: 'The host cannot be reached.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: CERTIFICATE,
  SELF_SIGNED_CERT_IN_CHAIN: CERTIFICATE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: CERTIFICATE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: CERTIFICATE,
  ERR_TLS_CERT_ALTNAME_INVALID: CERTIFICATE,
  EPROTO: 'It does not speak TLS.',
};
