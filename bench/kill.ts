/** `kill -9` in the middle of the work, then a start: how soon it is ready, and whether all is as it was promised. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { child } from './child.ts';
import { FILE_PLATFORM, messagesIn } from './file-chat.ts';
import { inFolder } from './folder.ts';
import { median } from './measure.ts';
import { type Line, short } from './report.ts';

const KILLS = 3;
/** How long it works before it is killed, in milliseconds. */
const WORKING = 2_000;

export function kill(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const ready: number[] = [];
    for (let time = 0; time < KILLS; time++) {
      const working = child('kill.child.ts', [folder, 'load']);
      const after = await working.said('ready');
      // The first start makes the database: it is not one after a kill.
      if (time > 0) ready.push(after);
      await setTimeout(WORKING);
      await working.kill();
    }
    const last = child('kill.child.ts', [folder, 'rest']);
    ready.push(await last.said('ready'));
    const drained = (await last.said('idle')) - (ready.at(-1) ?? 0);
    await last.ended();
    const found = examine(folder);
    const none = (value: number) => ({ value, unit: '', bound: 'at most', target: 0 }) as const;
    return [
      {
        what: 'ready after kill -9, from the start of Node',
        measured: `${short(median(ready))} ms, at worst ${short(Math.max(...ready))} ms`,
        goal: { value: median(ready), unit: ' ms', bound: 'at most', target: 500 },
      },
      { what: 'acknowledged commands lost', measured: `of ${short(found.acknowledged)}`, goal: none(found.lost) },
      { what: 'cards posted twice', measured: `of ${short(found.posted)}`, goal: none(found.doubled) },
      {
        what: 'effects stuck',
        measured: `what was owed was delivered in ${short(drained / 1000)} s`,
        goal: none(found.stuck),
      },
    ];
  });
}

interface Found {
  readonly acknowledged: number;
  readonly lost: number;
  readonly posted: number;
  readonly doubled: number;
  readonly stuck: number;
}

function examine(folder: string): Found {
  const db = new Sqlite(join(folder, 'sopwith.db'), { readonly: true });
  const acknowledged = readFileSync(join(folder, 'acknowledged'), 'utf8').split('\n').filter(Boolean);
  const event = db.prepare('select 1 from events where workspace_id = ? and stream = ? and seq = ?');
  const lost = acknowledged.filter((line) => {
    const [run, version] = line.split(' ');
    return event.get('local', run, Number(version)) === undefined;
  });
  const posts = messagesIn(join(folder, 'chat'));
  const count = (sql: string, ...values: unknown[]) =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values) ?? 0;
  const known = count('select count(*) from messages where platform = ?', FILE_PLATFORM);
  const views = count('select count(distinct view_key) from messages where platform = ?', FILE_PLATFORM);
  const stuck = count('select count(*) from effects');
  db.close();
  // A message that no row knows was posted by an attempt that another one repeated.
  const doubled = posts.length - new Set(posts).size + Math.abs(posts.length - known) + (known - views);
  return { acknowledged: acknowledged.length, lost: lost.length, posted: posts.length, doubled, stuck };
}
