/**
 * What the program does under load, measured: `npm run bench`, or `npm run bench -- tap start` for some of it.
 * With `--check` the exit code is 1 if a target is missed by far.
 */
import { document } from './document.ts';
import { growth } from './growth.ts';
import { kill } from './kill.ts';
import { library } from './library.ts';
import { postgres } from './postgres.ts';
import { type Bench, isFarOff, tableOf } from './report.ts';
import { routines } from './routines.ts';
import { slack } from './slack.ts';
import { start } from './start.ts';
import { tap } from './tap.ts';
import { teams } from './teams.ts';
import { wait } from './wait.ts';
import { webhooks } from './webhooks.ts';

const BENCHES: readonly Bench[] = [
  { name: 'tap', title: 'Taps on SQLite', run: tap },
  { name: 'postgres', title: 'Taps on PostgreSQL', run: postgres },
  { name: 'growth', title: 'A database that has grown', run: growth },
  { name: 'start', title: 'Many runs at one instant', run: start },
  { name: 'routines', title: 'Many routines at one instant', run: routines },
  { name: 'kill', title: 'A process that is killed', run: kill },
  { name: 'wait', title: 'Runs that wait', run: wait },
  { name: 'slack', title: 'Taps and a morning in Slack', run: slack },
  { name: 'teams', title: 'Presses and a morning in Teams', run: teams },
  { name: 'library', title: 'The library over very many runs', run: library },
  { name: 'webhooks', title: 'Webhooks', run: webhooks },
  { name: 'document', title: 'A document of 100 pages', run: document },
];

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = asked.filter((name) => !BENCHES.some((one) => one.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}, but: ${BENCHES.map((one) => one.name).join(', ')}\n`);
  process.exit(2);
}

let missed = 0;
for (const { name, title, run } of BENCHES) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const began = performance.now();
  const lines = await run();
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(`\n${title} (${name}, ${seconds} s)\n${tableOf(lines)}\n`);
  missed += lines.filter((line) => line.goal && isFarOff(line.goal)).length;
}
if (process.argv.includes('--check') && missed > 0) process.exitCode = 1;
