/** The whole program with nothing to do, watching what it costs: `node --expose-gc wait.child.ts FOLDER SECONDS`. */
import { setTimeout } from 'node:timers/promises';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';

const [folder = '', seconds = '5'] = process.argv.slice(2);
const config = readConfig({ PORT: '0', SOPWITH_DATA: folder, LOG_LEVEL: 'warn' });
const app = await createApp(config);
await app.listen();
await app.worker.idle();
// The start is over: compiling and collecting what it left behind is not what waiting costs.
await setTimeout(1_000);
globalThis.gc?.();
const [began, cpu] = [performance.now(), process.cpuUsage()];
await setTimeout(Number(seconds) * 1000);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(`cpu ${(user + system) / 1000 / (performance.now() - began)}\n`);
process.stdout.write(`memory ${process.memoryUsage.rss()}\n`);
await app.stop();
