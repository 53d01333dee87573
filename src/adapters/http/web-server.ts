/** The HTTP server: it waits for nobody for ever, and when it stops it ends what is under way. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** How long a client is waited for, in milliseconds. Whoever takes longer is cut off; nobody else notices. */
export interface Patience {
  /** Until the headers of a request must have come. */
  readonly headers: number;
  /** Until all of a request must have come: a large file over a poor connection. */
  readonly request: number;
  /** While nothing comes and nothing is taken. Event streams say something more often. */
  readonly silence: number;
}

const PATIENCE: Patience = { headers: 20_000, request: 10 * 60_000, silence: 2 * 60_000 };

/** How long requests may go on after a stop began, in milliseconds. */
const GRACE = 2_000;

export interface WebServer {
  /** Begins to answer. Gives the address to open. Throws if the port is taken. */
  listen(port: number, host: string): Promise<string>;
  /**
   * Takes no more requests, and resolves once those that are open have ended; after GRACE they are cut. Event streams would
   * keep the server for ever: they are cut at once, and the page connects again.
   */
  close(): Promise<void>;
}

export function webServer(answer: Parameters<typeof getRequestListener>[0], patience: Patience = PATIENCE): WebServer {
  const { headers: headersTimeout, request: requestTimeout, silence } = patience;
  // How often is looked for who takes too long.
  const connectionsCheckingInterval = Math.ceil(Math.min(headersTimeout, requestTimeout) / 4);
  const server = createServer(
    { headersTimeout, requestTimeout, connectionsCheckingInterval },
    getRequestListener(answer),
  );
  server.setTimeout(silence);
  const open = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  return { listen: (port, host) => listening(server, port, host), close: () => closed(server, open) };
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const { port: given } = server.address() as AddressInfo;
      resolve(`http://${host === '::1' ? '[::1]' : host}:${given}`);
    });
  });
}

function closed(server: Server, open: ReadonlySet<ServerResponse>): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    const cut = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    for (const response of open) {
      if (response.req.headers.accept?.includes('text/event-stream')) response.destroy();
      // Its connection would be kept for another request.
      else response.once('close', () => server.closeIdleConnections());
    }
  });
}
