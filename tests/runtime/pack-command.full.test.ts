/** `sopwith pack` and `sopwith verify` of a pack, as an operator types them. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { nightRound } from '../support/sops.ts';

describe('sopwith pack and verify', () => {
  let work: Workplace;
  let run: string;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    await published(work, nightRound({}));
    await work.say('ana', 'run night-round');
    await work.idle();
    ({ run } = await work.run('kitchen'));
  });
  afterAll(() => work.end());

  it('write a pack, confirm it, and fail on one that was changed', async () => {
    const { data } = work.config;
    const zip = join(data, 'run.zip');
    expect(await sopwith(data, 'pack', run, '-o', zip)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Wrote the evidence pack'),
    });
    const whole = await sopwith(data, 'verify', zip);
    expect(whole.said).toMatch(
      /^Whole: “Night round”, \d+ events, 0 files\. Head [0-9a-f]{64}\nNot in the chain.*\nNot checked: evidence\.pdf/,
    );
    expect(whole.code).toBe(0);
    const again = join(data, 'again.pdf');
    expect((await sopwith(data, 'verify', zip, '--pdf', again)).said).toContain(`Drew ${again} from the trail.`);
    expect((await readFile(again)).subarray(0, 8).toString()).toBe('%PDF-1.7');
    const bytes = unzipSync(await readFile(zip));
    for (const [name, because] of [
      ['x', /^BROKEN: .*was added: the trail does not know it\.\n$/],
      ['\u001b[2Jx', /^BROKEN: .*programs differ in which name they show\.\n$/],
    ] as const) {
      await writeFile(zip, zipSync({ ...bytes, [name]: Buffer.from('x') }));
      const { code, said } = await sopwith(data, 'verify', zip);
      expect(said).toMatch(because);
      expect(said).not.toContain('\u001b');
      expect(code).toBe(1);
    }
    const pdf = join(data, 'run.pdf');
    expect((await sopwith(data, 'pack', run, '-o', pdf)).code).toBe(0);
    expect((await readFile(pdf)).subarray(0, 8).toString()).toBe('%PDF-1.7');
    expect(await sopwith(data, 'pack', 'r0')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^There is no run r0/),
    });
    expect(await sopwith(data, 'pack', run, '-o', join(data, 'none', 'x.zip'))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/cannot be written/),
    });
  });
});

function sopwith(data: string, ...typed: string[]): Promise<{ code: number; said: string }> {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...typed], { cwd: data, env: { SOPWITH_DATA: data } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr });
    });
  });
}
