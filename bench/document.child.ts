/** Reads a PDF twice, then a scan of one page, as the program does: `node document.child.ts FILE PAGES SCAN`. */
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SeparateReader } from '../src/adapters/documents/reader.ts';

const [file = '', pages = '', scanned = ''] = process.argv.slice(2);
const bytes = new Uint8Array(await readFile(file));
const scan = new Uint8Array(await readFile(scanned));
const delay = monitorEventLoopDelay({ resolution: 1 });
const reader = new SeparateReader();
const say = (word: string, value: number) => process.stdout.write(`${word} ${value}\n`);

delay.enable();
say('cold', await timed('handbook.pdf', bytes, Number(pages)));
say('warm', await timed('handbook.pdf', bytes, Number(pages)));
say('wait', delay.percentile(99) / 1e6);
say('memory', (await mostOf('self')) + (await mostOf(await reading())));
delay.reset();
say('scan', await timed('scan.pdf', scan, 1));
say('scanWait', delay.percentile(99) / 1e6);
await reader.close();

/** The process that reads. */
async function reading(): Promise<string> {
  const [pid = ''] = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).split(' ');
  return pid;
}

/** The most memory that a process has taken, in megabytes. (`resourceUsage` counts what whoever started it had.) */
async function mostOf(pid: string): Promise<number> {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

async function timed(name: string, content: Uint8Array, expected: number): Promise<number> {
  const began = performance.now();
  const drafted = await reader.draft({ name, bytes: content }, () => {});
  if (drafted.pages !== expected || drafted.drafts.length === 0) throw new Error(`${name} was not read`);
  return performance.now() - began;
}
