/**
 * The whole program in a process that the bench kills: `node kill.child.ts FOLDER load|rest`. It says when it is ready,
 * how long after Node's own start; then it works until it is killed, or delivers what is owed and ends.
 */
import { appendFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// As `main.ts` does, and `serve` when it is ready.
enableCompileCache();
const { createApp } = await import('../src/app.ts');
const { readConfig } = await import('../src/config.ts');
const { FILE_PLATFORM, fileChat } = await import('./file-chat.ts');

const [folder = '', what] = process.argv.slice(2);
const config = readConfig({ PORT: '0', SOPWITH_DATA: folder, LOG_LEVEL: 'warn' });
const chats = [fileChat(join(folder, 'chat'))];
const app = await createApp(config, { chats });
await app.listen();
process.stdout.write(`ready ${performance.now()}\n`);
flushCompileCache();

if (what === 'load') {
  const { expectAccepted, newRuns, publishWorkload } = await import('./workload.ts');
  const work = await publishWorkload(app.handle, app.workspace);
  const lane = async (place: string): Promise<never> => {
    for (;;) {
      const [run = ''] = newRuns(1);
      for (const one of [work.start(run, place), ...work.taps(run)]) {
        const { version } = expectAccepted(await app.handle(one));
        appendFileSync(join(folder, 'acknowledged'), `${run} ${version}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: 32 }, (_, index) => lane(`${FILE_PLATFORM}:C${index}`)));
} else {
  await app.worker.idle();
  process.stdout.write(`idle ${performance.now()}\n`);
  await app.stop();
}
