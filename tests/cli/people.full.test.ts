/** The command line as an operator types it: people, channels, files. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
});
afterAll(() => work.end());

function sopwith(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
  const env = { ...process.env, SOPWITH_DATA: work.config.data };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out: stdout, told: stderr });
    });
  });
}

describe('sopwith member', () => {
  it('adds somebody who can act at once, and tells it in the chain', async () => {
    const { code, out } = await sopwith('member', 'add', 'Olga Petrova', '--role', 'opener', 'cashier');
    expect([code, out]).toEqual([0, 'Olga Petrova is a member now (olga_petrova). Reload the page to act as them.\n']);
    expect(told(await work.say('olga_petrova', 'roles'))).toMatch(/Opener: Ana Lima, Olga Petrova/);
    const odd = await sopwith('member', 'add', 'Pia Ruiz', '--role', 'nonsense');
    expect(odd.code).toBe(0);
    expect(odd.told).toMatch(/Warning: no published SOP names nonsense.*Roles that there are: .*cashier.*opener/);
    await work.say('olga_petrova', 'run kitchen-opening handover=none');
    expect(await work.run('kitchen')).toMatchObject({ startedBy: { id: 'olga_petrova' } });
    await work.idle();
    expect((await sopwith('verify', join(work.config.data, 'sopwith.db'))).out).toMatch(/^Whole: /);
  });

  it('lets somebody go, with their roles, but never the last administrator', async () => {
    expect((await sopwith('member', 'remove', 'finn berg')).out).toMatch(/Finn Berg has left/);
    expect(told(await work.say('finn', 'run kitchen-opening handover=none'))).toMatch(/Only a member/);
    expect(told(await work.say('eva', 'roles'))).toMatch(/Cashier: Olga Petrova/);
    expect((await sopwith('member', 'remove', 'eva')).told).toMatch(/only administrator/);
    expect((await sopwith('member', 'list')).out).toMatch(/^Finn Berg \(finn\), has left$/m);
    expect((await sopwith('member', 'add', 'Finn Berg')).out).toMatch(/is a member now \(finn\)/);
    expect(told(await work.say('eva', 'roles'))).toMatch(/Cashier: Olga Petrova$/m);
  });
});

describe('sopwith channel add', () => {
  it('makes a channel in which a run can begin', async () => {
    expect((await sopwith('channel', 'add', '#Front-of-house', '--topic', 'Guests')).out).toMatch(
      /^#front-of-house is/,
    );
    expect((await sopwith('channel', 'add', 'front-of-house')).told).toMatch(/There is a channel/);
    expect((await sopwith('channel', 'add', 'a b')).told).toMatch(/letters, digits/);
    expect((await sopwith('channel', 'list')).out).toMatch(/^#front-of-house: Guests$/m);
    await work.say('eva', 'run order-refund order=A-1 amount=5 reason=late', { channel: 'front-of-house' });
    await work.idle();
    expect((await work.find('front-of-house', 'Refund of an order')).says).toContain('0 of 5 steps done');
  });
});

describe('sopwith export', () => {
  it('says what it wrote, and where it could not', async () => {
    const { run } = await work.run('front-of-house');
    const file = join(work.config.data, 'trail.json');
    const wrote = await sopwith('export', run, '-o', file);
    expect(wrote).toMatchObject({ code: 0, out: '' });
    expect(wrote.told).toMatch(/^Wrote the evidence trail of the run \(\d+ events?\) to .*trail\.json\.\n$/);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ run: { id: run } });
    expect((await sopwith('export', run, '-o', join(work.config.data, 'no', 'x.json'))).told).toMatch(
      /cannot be written/,
    );
  });
});
