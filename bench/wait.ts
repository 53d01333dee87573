/** What 10,000 runs cost that wait for somebody: nothing should look at them. */
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { child } from './child.ts';
import { inFolder } from './folder.ts';
import { copyRun } from './many-runs.ts';
import { type Line, short } from './report.ts';
import { expectAccepted, newRuns, publishWorkload } from './workload.ts';

const WAITING = 10_000;
const SECONDS = 10;

export function wait(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
    await prepare(empty, 0);
    await prepare(full, WAITING);
    const idle = await watch(empty);
    const waiting = await watch(full);
    const more = (waiting.memory - idle.memory) / 1024 / 1024;
    return [
      {
        what: `CPU while ${short(WAITING)} runs wait`,
        measured: `${short(waiting.cpu * 100)} % of a core over ${SECONDS} s`,
        beside: `no runs: ${short(idle.cpu * 100)} %`,
        goal: { value: waiting.cpu * 100, unit: ' %', bound: 'at most', target: 1 },
      },
      {
        what: 'memory above an empty start',
        measured: `${short(waiting.memory / 1024 / 1024)} MB`,
        beside: `no runs: ${short(idle.memory / 1024 / 1024)} MB`,
        goal: { value: more, unit: ' MB', bound: 'at most', target: 150 },
      },
    ];
  });
}

/** A data folder with one run that has begun and was shown, and as many copies of it as are to wait. */
async function prepare(folder: string, waiting: number): Promise<void> {
  const config = readConfig({ PORT: '0', SOPWITH_DATA: folder, LOG_LEVEL: 'warn' });
  const app = await createApp(config);
  const work = await publishWorkload(app.handle, app.workspace);
  const [run = ''] = newRuns(1);
  expectAccepted(await app.handle(work.start(run, 'web:kitchen')));
  await app.worker.idle();
  await app.stop();
  if (waiting > 0) copyRun(join(folder, 'sopwith.db'), run, waiting, 1);
}

async function watch(folder: string): Promise<{ cpu: number; memory: number }> {
  const process = child('wait.child.ts', [folder, String(SECONDS)], ['--expose-gc']);
  const [cpu, memory] = [await process.said('cpu'), await process.said('memory')];
  await process.ended();
  return { cpu, memory };
}
