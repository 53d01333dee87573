/** The program in a process of its own, over an office's data, until it is killed. It says where it listens. */
import { pino } from 'pino';
import { createApp } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';

const app = await createApp(readConfig(JSON.parse(process.argv[2] ?? '{}')), { log: pino({ level: 'silent' }) });
process.stdout.write(`${await app.listen()}\n`);
