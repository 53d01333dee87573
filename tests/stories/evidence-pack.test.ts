/** An auditor's pack of a run in which something went wrong: what is in it, and that it cannot be changed unnoticed. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { unzipSync, zipSync } from 'fflate';
import { PDFParse } from 'pdf-parse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZip } from '../../src/adapters/pack/zip-reader.ts';
import { type CheckedPack, checkPack } from '../../src/runtime/check-pack.ts';
import { BadPack } from '../../src/runtime/ports.ts';
import { DATABASES } from '../support/database.ts';
import { png } from '../support/png.ts';
import { nightRound } from '../support/sops.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const SOP = nightRound({ reading: ', min: 0, max: 9000', step: 'due: 2h' });
const PNG = { first: png(320, 200), second: png(200, 320) };

describe.each(DATABASES)('an evidence pack, on %s', (kind) => {
  let work: Workplace;
  let folder: string;
  let zip: string;
  let inside: Record<string, Uint8Array>;
  let run: string;
  const wanted = (as: 'pdf' | 'zip') => ({ workspace: work.app.workspace, run, as, now: work.clock.at });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sopwith-pack-'));
    work = await openWorkplace(kind);
    await published(work, SOP);
    await work.say('ana', 'run night-round');
    await work.idle();
    run = (await work.run('kitchen')).run;
    const does = async (reading: number, name: string, bytes: Buffer) => {
      const seal = await work.upload(name, 'image/png', bytes);
      const given = { reading, seal };
      expect(told(await work.send('ana', { v: 1, verb: 'complete', run, step: 'meter' }, given))).toBe('');
      await work.idle();
    };
    work.clock.at += 20 * MINUTE;
    await does(8200, 'seal one.png', PNG.first);
    work.clock.at += HOUR;
    const value = { v: 1, run, step: 'meter' } as const;
    await work.send('ben', { ...value, verb: 'reject', attempt: 1 }, { reason: 'That is not our seal' });
    await work.idle();
    await does(8201, '封印 <b>two</b>.png', PNG.second);
    work.clock.at += 5 * MINUTE;
    await work.send('ben', { ...value, verb: 'approve', attempt: 2 });
    await work.idle();
    const pack = await work.app.pack(wanted('zip'));
    zip = join(folder, 'pack.zip');
    await pipeline(pack?.chunks ?? [], createWriteStream(zip));
    inside = unzipSync(await readFile(zip));
  });
  afterAll(async () => {
    await work.end();
    await rm(folder, { recursive: true });
  });

  it('is nothing for a run of nobody', async () => {
    expect(await work.app.pack({ ...wanted('zip'), run: 'r0' })).toBeUndefined();
    expect(await work.app.pack({ ...wanted('pdf'), workspace: 'other' })).toBeUndefined();
  });

  it('holds the PDF, the trail, each file under its SHA-256, and a page of plain words', async () => {
    const { files } = JSON.parse(text('trail.json')) as { files: { sha256: string; name: string }[] };
    expect(files).toHaveLength(2);
    const paths = files.map(({ sha256 }) => `files/${sha256}.png`);
    expect(Object.keys(inside).sort()).toEqual(['README.txt', 'evidence.pdf', 'trail.json', ...paths].sort());
    expect(Buffer.from(inside[paths[1] ?? ''] ?? []).equals(PNG.second)).toBe(true);
    const readme = text('README.txt');
    expect(readme).toContain(`npx sopwith verify night-round-${run}.evidence.zip`);
    expect(readme).toContain(`${paths[1]}\r\n  封印 <b>two</b>.png, `);
  });

  it('says on paper who did what, against which standard, and how long it waited for whom', async () => {
    const said = await words(inside['evidence.pdf'] ?? new Uint8Array());
    expect(said).toMatch(/Meter reading 8200 kWh \(attempt 1, sent back\) 0 to 9000 kWh Ana Lima/);
    expect(said).toMatch(
      /Approval asked for by the procedure: one person with the role Shift lead, who did not do the work/,
    );
    expect(said).toMatch(/Rejected Ben Okafor 2 Mar 2026, 07:50 As Shift lead: That is not our seal/);
    expect(said).toMatch(/Approved Ben Okafor/);
    expect(said).toMatch(
      /It waited 1 h for Shift lead to approve it, from 2 Mar 2026, 06:50 to 07:50\. Ana Lima waited for it\./,
    );
    const { events } = JSON.parse(text('trail.json')) as { events: { hash: string }[] };
    expect(said.replaceAll(' ', '')).toContain(events.at(-1)?.hash);
  });

  it('is whole, offline, and says which head it has', async () => {
    const checked = await check(zip);
    expect(checked).toMatchObject({ status: 'whole', title: 'Night round', files: 2 });
  });

  it('is the same PDF, byte by byte, as long as nothing happens', async () => {
    const one = await bytesOf(await work.app.pack(wanted('pdf')));
    work.clock.at += HOUR;
    const other = await bytesOf(await work.app.pack(wanted('pdf')));
    expect(one.equals(other)).toBe(true);
    expect(one.equals(Buffer.from(inside['evidence.pdf'] ?? []))).toBe(true);
  });

  it('can be given up while it is made, and made again', async () => {
    for await (const chunk of (await work.app.pack(wanted('zip')))?.chunks ?? []) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await bytesOf(await work.app.pack(wanted('zip')))).length).toBeGreaterThan(50_000);
  });

  it('says which file is not there any more, in plain words and to whoever verifies it', async () => {
    const { files } = JSON.parse(text('trail.json')) as { files: { sha256: string }[] };
    const lost = files[0]?.sha256 ?? '';
    const stored = join(work.config.data, 'files', lost.slice(0, 2), lost);
    await rename(stored, `${stored}.away`);
    const without = join(folder, 'without.zip');
    await writeFile(without, await bytesOf(await work.app.pack(wanted('zip'))));
    await rename(`${stored}.away`, stored);
    const readme = unzipSync(await readFile(without))['README.txt'];
    expect(new TextDecoder().decode(readme)).toMatch(/seal one\.png.*\r\n {2}NOT IN THIS PACK/);
    const checked = await check(without);
    expect(checked.status === 'broken' && checked.wrong).toEqual([`files/${lost}.png (“seal one.png”) is missing`]);
  });

  const path = () => Object.keys(inside).find((one) => one.endsWith('.png')) ?? '';
  it.each<[string, (all: Record<string, Uint8Array>) => void, RegExp]>([
    ['a photo that was changed', (all) => all[path()]?.set([1], 200), /was changed: its SHA-256/],
    [
      'a photo that was made longer',
      (all) => Object.assign(all, { [path()]: Buffer.alloc(9_000_000) }),
      /was changed: it has 9000000 bytes/,
    ],
    ['a photo that was taken out', (all) => void delete all[path()], /seal one\.png”\) is missing/],
    [
      'a file that was added',
      (all) => Object.assign(all, { 'files/extra.png': PNG.first }),
      /files\/extra\.png was added/,
    ],
    ['a PDF that was taken out', (all) => void delete all['evidence.pdf'], /evidence\.pdf is missing/],
    ['a trail that is none', (all) => Object.assign(all, { 'trail.json': Buffer.from('{') }), /not an evidence trail/],
    [
      'a reading that was changed',
      (all) => Object.assign(all, { 'trail.json': Buffer.from(text('trail.json').replaceAll('8200', '8100')) }),
      /trail\.json: the run's history: event \d+ was changed/,
    ],
    [
      'another story before the true one',
      (all) => {
        const [head, ...rest] = text('trail.json').split('"evidence": [');
        const forged = `"evidence": [{"item": "reading", "value": 8100}],\n  "evidence": [`;
        return Object.assign(all, { 'trail.json': Buffer.from([head, ...rest].join(forged)) });
      },
      /trail\.json: it says something twice/,
    ],
  ])('finds out %s', async (_, tamper, where) => {
    const copy = Object.fromEntries(Object.entries(inside).map(([name, bytes]) => [name, Uint8Array.from(bytes)]));
    tamper(copy);
    const changed = join(folder, 'changed.zip');
    await writeFile(changed, zipSync(copy, { level: 1 }));
    const checked = await check(changed);
    expect(checked).toMatchObject({ status: 'broken' });
    expect(checked.status === 'broken' && checked.wrong.join('\n')).toMatch(where);
  });

  it('says of a ZIP that is cut short that it is', async () => {
    const cut = join(folder, 'cut.zip');
    const whole = await readFile(zip);
    await writeFile(cut, whole.subarray(0, whole.length / 2));
    await expect(openZip(cut)).rejects.toThrow(BadPack);
  });

  function text(name: string): string {
    return new TextDecoder().decode(inside[name]);
  }
});

async function check(path: string): Promise<CheckedPack> {
  const pack = await openZip(path);
  try {
    return await checkPack(pack);
  } finally {
    await pack.close();
  }
}

async function bytesOf(pack: { readonly chunks: AsyncIterable<Uint8Array> } | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pack?.chunks ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function words(pdf: Uint8Array): Promise<string> {
  const parser = new PDFParse({ data: Uint8Array.from(pdf) });
  try {
    return (await parser.getText()).text.replaceAll(/\s+/g, ' ');
  } finally {
    await parser.destroy();
  }
}
