/**
 * The whole program over a database that is there, with what it holds in memory on request:
 * `node --expose-gc library.child.ts FOLDER`. Says where it listens, and where it is asked what it holds.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { countingChat } from './counting-chat.ts';

const [folder = ''] = process.argv.slice(2);
const config = readConfig({ PORT: '0', SOPWITH_DATA: folder, LOG_LEVEL: 'error' });
// As on a platform that has closed conversations: who listens is asked about for each run.
const chats = [{ ...countingChat(), sees: async () => true }];
const app = await createApp(config, { log: pino({ level: 'error' }), chats });
const address = await app.listen();
await app.worker.idle();
const control = createServer((_, response) => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  response.end(String(heapUsed + external));
}).listen(0, '127.0.0.1', () => {
  const { port } = control.address() as AddressInfo;
  process.stdout.write(`ready ${new URL(address).port}\ncontrol ${port}\n`);
});
