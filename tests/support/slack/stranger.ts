/** A server that is not Slack, to which a file's address may lead. It remembers who came with which token. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Stranger {
  readonly url: string;
  readonly visits: readonly { readonly path: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  const visits: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    visits.push({ path: request.url ?? '', authorization: request.headers.authorization });
    response.end('not what you think');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
