/** What `full-disk.full.test.ts` runs on a disk of a few megabytes. Prints one line of JSON. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from './folder.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { workIn } from './workplace.ts';

const [, , data = ''] = process.argv;
const config = { port: 0, host: '127.0.0.1', data, databaseUrl: undefined, secret: undefined, logLevel: 'silent' };
const work = await workIn(config);
await work.say('ana', 'run kitchen-opening handover=none');
await work.idle();
const kept = await work.upload('kept.png', 'image/png', Buffer.alloc(2_000, 1));
const ballast = join(data, 'ballast');
const fill = async () => {
  const error = await writeFile(ballast, Buffer.alloc(64 * 1024 * 1024)).catch((failure: unknown) => failure);
  return error instanceof Error && 'code' in error ? error.code : 'there was room for all of it';
};

// A file that does not fit: refused, and nothing of it stays.
const filled = await fill();
const before = await listFolder(join(data, 'files'));
const upload = await nameOf(work.upload('photo.png', 'image/png', Buffer.alloc(500_000, 2)));
const after = await listFolder(join(data, 'files'));

// Evidence that does not fit: pressing goes on until the disk has no room for it.
const card = await work.find('kitchen', 'Unlock and switch the alarm off');
let noted = 0;
let failure = '';
for (; failure === '' && noted < 2_000; noted++) {
  const note = { kind: 'other', note: `${noted} ${'n'.repeat(3_900)}` };
  const value = { v: 1, verb: 'note', run: card.card?.actions[0]?.value.run, step: 'unlock' } as const;
  failure = await nameOf(work.send('ana', value, note, { key: `note-${noted}` }));
}
noted -= 1;
const during = (await work.run('kitchen')).notes.length;
await rm(ballast);
const again = await work.send(
  'ana',
  { v: 1, verb: 'note', run: (await work.run('kitchen')).run },
  { note: 'There is room again' },
);
await work.upload('photo.png', 'image/png', Buffer.alloc(500_000, 2));
await work.restart();
const run = await work.run('kitchen');
const result = {
  ...{ filled, upload, partial: after.filter((name) => !before.includes(name)), failure },
  ...{ lost: during - noted, again: told(again), notes: run.notes.length - noted },
  ...{ broken: await brokenStreams(work.app), said: await saidTwiceOrNever(work.app), kept: kept.file },
};
process.stdout.write(`${JSON.stringify(result)}\n`);
await work.end();

async function nameOf(doing: Promise<unknown>): Promise<string> {
  try {
    await doing;
    return '';
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  }
}
