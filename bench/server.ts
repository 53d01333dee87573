/** A PostgreSQL server of the bench's own, as durable as one in production: `fsync` is on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadEmbedded } from '../tests/support/embedded-postgres.ts';
import { inFolder } from './folder.ts';

/** Does `work` with the address of a server; BENCH_DATABASE_URL names another one to use (its database must be empty). */
export function withPostgres<Value>(work: (url: string) => Promise<Value>): Promise<Value> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return work(given);
  return inFolder(async (folder) => {
    const port = await freePort();
    const said: string[] = [];
    const EmbeddedPostgres = await loadEmbedded();
    const postgres = new EmbeddedPostgres({
      ...{ databaseDir: folder, port, user: 'postgres', password: 'postgres', persistent: false },
      // PostgreSQL refuses to run as root; as root, another user runs it.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
      postgresFlags: [
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=100',
      ],
      onLog: (line) => said.push(String(line)),
      onError: (line) => said.push(String(line)),
    });
    try {
      await postgres.initialise();
      await postgres.start();
    } catch (error) {
      throw new Error(`PostgreSQL could not be started. ${said.join('').trim()}`, { cause: error });
    }
    try {
      return await work(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`);
    } finally {
      await postgres.stop();
    }
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
