/** A document of 100 pages: how long it takes, what it costs, and whether taps would wait for it. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPictures } from '../src/adapters/documents/pdf/pictures.ts';
import { child } from './child.ts';
import { inFolder } from './folder.ts';
import { handbook } from './handbook.ts';
import { median } from './measure.ts';
import { type Line, short } from './report.ts';
import { scanOf } from './scan.ts';

const PAGES = 100;
const ROUNDS = 3;
const run = promisify(execFile);

export function document(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const file = join(folder, 'handbook.pdf');
    const scan = join(folder, 'scan.pdf');
    await writeFile(file, await handbook(PAGES));
    await writeFile(scan, await scanOf(await openPictures(await handbook(1))));
    const peer = await peerOf(file);
    const rounds: Read[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await readOnce(file, scan, peer));
    const of = (pick: (one: Read) => number) => median(rounds.map(pick));
    const [cold, warm, beside] = [of((one) => one.cold), of((one) => one.warm), of((one) => one.peer)];
    return [
      {
        what: `${PAGES} pages of PDF to drafts, from a cold start`,
        measured: `${short(cold / 1000)} s (${short(cold / PAGES)} ms a page)`,
        beside: `${peer.name}, text alone: ${short(beside / 1000)} s (${short(beside / PAGES)} ms a page)`,
        goal: { value: cold / 1000, unit: ' s', bound: 'at most', target: 10 },
      },
      {
        what: 'the same again in the warm process',
        measured: `${short(warm / 1000)} s (${short(warm / PAGES)} ms a page)`,
      },
      {
        what: 'memory at its highest, of the program and the process that reads',
        measured: `${short(of((one) => one.memory))} MB`,
        goal: { value: of((one) => one.memory), unit: ' MB', bound: 'at most', target: 512 },
      },
      {
        what: 'wait on the main thread meanwhile, p99',
        measured: `${short(of((one) => one.wait))} ms`,
        goal: { value: of((one) => one.wait), unit: ' ms', bound: 'at most', target: 50 },
      },
      {
        what: 'a scanned page, recognised',
        measured: `${short(of((one) => one.scan) / 1000)} s`,
        beside: `wait on the main thread, p99: ${short(of((one) => one.scanWait))} ms`,
      },
    ];
  });
}

/** Milliseconds, and megabytes. */
interface Read {
  readonly cold: number;
  readonly warm: number;
  readonly memory: number;
  readonly wait: number;
  readonly scan: number;
  readonly scanWait: number;
  readonly peer: number;
}

interface Peer {
  readonly name: string;
  /** Takes the text of the file, in a process of its own. */
  readonly read: () => Promise<unknown>;
}

async function readOnce(file: string, scan: string, peer: Peer): Promise<Read> {
  const reading = child('document.child.ts', [file, String(PAGES), scan]);
  const said = async (word: keyof Read) => reading.said(word);
  const read = {
    cold: await said('cold'),
    warm: await said('warm'),
    memory: await said('memory'),
    wait: await said('wait'),
    scan: await said('scan'),
    scanWait: await said('scanWait'),
  };
  await reading.ended();
  const began = performance.now();
  await peer.read();
  return { ...read, peer: performance.now() - began };
}

/** Poppler's pdftotext where the machine has it; else pdf-parse, the library beneath our reader, joining its words. */
async function peerOf(file: string): Promise<Peer> {
  const pdftotext = () => run('pdftotext', ['-layout', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  const isHere = await pdftotext().then(
    () => true,
    () => false,
  );
  if (isHere) return { name: 'pdftotext', read: pdftotext };
  const script = new URL('document-peer.child.ts', import.meta.url).pathname;
  return { name: 'pdf-parse (no pdftotext here)', read: () => run(process.execPath, [script, file]) };
}
