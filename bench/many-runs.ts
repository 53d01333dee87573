/** Fills a SQLite file with copies of a run: all its rows, under another id. Much faster than doing the work. */
import Sqlite from 'better-sqlite3';

/** Tables with rows of a run, and the column that says whose they are. */
const TABLES = {
  runs: 'id',
  step_runs: 'run_id',
  evidence: 'run_id',
  approvals: 'run_id',
  events: 'stream',
  receipts: 'stream',
  effects: 'stream',
  timers: 'stream',
} as const;

/** Adds `count` copies of a run. The copies' hash chains do not hold, which nothing here looks at. */
export function copyRun(file: string, run: string, count: number, series: number): void {
  const db = new Sqlite(file);
  // Whatever goes wrong here, the file is made anew: no log, no waiting for the disk.
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -262144');
  db.exec('begin immediate');
  for (const [table, owner] of Object.entries(TABLES))
    copyRows(db, { table, where: `${owner} = @run`, run, count, series });
  copyRows(db, { table: 'messages', where: "view_key like '%' || @run || '%'", run, count, series });
  db.exec('commit');
  db.pragma('journal_mode = WAL');
  db.close();
}

interface Copying {
  readonly table: string;
  readonly where: string;
  readonly run: string;
  readonly count: number;
  readonly series: number;
}

function copyRows(db: Sqlite.Database, { table, where, run, count, series }: Copying): void {
  db.exec('drop table if exists temp.sample; drop table if exists temp.ids');
  db.exec(`create temp table sample as select * from ${table} limit 0; create temp table ids (copy text)`);
  db.prepare(`insert into sample select * from ${table} where ${where}`).run({ run });
  db.prepare(
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < @count)
     insert into ids select printf('00000000-0000-7000-8${series}00-%012d', n) from numbers`,
  ).run({ count });
  const columns = db.pragma(`table_info(${table})`) as readonly { name: string }[];
  const values = columns.map(({ name }) => {
    const names = db.prepare(`select 1 from sample where instr("${name}", @run) > 0`).get({ run }) !== undefined;
    return names ? `replace(sample."${name}", @run, ids.copy)` : `sample."${name}"`;
  });
  db.prepare(`insert into ${table} select ${values.join(', ')} from ids cross join sample`).run({ run });
}
