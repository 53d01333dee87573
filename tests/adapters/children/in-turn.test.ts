/** Processes beside this one: whatever becomes of them, this one goes on and the next question is answered. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InTurn, inTurn, NoAnswer } from '../../../src/adapters/children/in-turn.ts';

const TRICKS = new URL('./tricks.child.ts', import.meta.url);
const PATIENT = { milliseconds: 60_000, megabytes: 120 };

let child: InTurn<string, unknown>;
beforeEach(() => {
  child = inTurn(TRICKS, PATIENT);
});
afterEach(() => child.close());

async function why(asked: string, of = child): Promise<string> {
  const answer = await of.ask(asked).catch((error: unknown) => error);
  return answer instanceof NoAnswer ? `${answer.why}: ${answer.message}` : `answered ${answer}`;
}

describe('a process beside this one', () => {
  it('is the same for one question after the other, and gives back what it is given', async () => {
    const [first, second] = await Promise.all([child.ask('pid'), child.ask('pid')]);
    expect(first).toBeTypeOf('number');
    expect(second).toBe(first);
    expect(await child.ask('bytes')).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('is given no environment', async () => {
    expect(await child.ask('environment')).toEqual({});
  });

  it.each([
    ['throws', 'throw', 'failed: this is what went wrong'],
    ['throws where nobody waits', 'throw later', 'failed: it ended with 1'],
    ['leaves', 'exit', 'failed: it ended with 3'],
    ['crashes', 'crash', 'failed: it ended with SIGSEGV'],
    ['is ended by somebody', 'interrupted', 'lost: it ended with SIGTERM'],
    ['fills its heap', 'heap', 'memory: it ended with SIG'],
    ['fills memory beside its heap', 'buffers', 'memory: it ended with SIGKILL'],
  ])('that %s is replaced', async (_what, trick, ended) => {
    const before = await child.ask('pid');
    const [said, after] = await Promise.all([why(trick), child.ask('pid')]);
    expect(said).toContain(ended);
    expect(after).not.toBe(before);
  });

  it('that takes too long is replaced', async () => {
    const hasty = inTurn<string, unknown>(TRICKS, { ...PATIENT, milliseconds: 1_000 });
    expect(await why('for ever', hasty)).toBe('late: it took longer than 1000 ms');
    expect(await hasty.ask('pid')).toBeTypeOf('number');
    await hasty.close();
  });

  it('may take more where it is allowed, for that one question', async () => {
    expect(await child.ask('allowed')).toBe(300 * 1024 * 1024);
    expect(await why('buffers')).toContain('memory');
  });

  it('that keeps most of what it may take is not asked again', async () => {
    const before = await child.ask('pid');
    expect(await child.ask('much')).toBe(80 * 1024 * 1024);
    expect(await child.ask('pid')).not.toBe(before);
  });

  it('is gone once it is closed, whatever it does, and starts no more', async () => {
    const pid = Number(await child.ask('pid'));
    const asked = why('for ever');
    const next = why('pid');
    await setImmediate();
    await child.close();
    expect(await asked).toBe('closed: it was closed');
    expect(await next).toBe('closed: it was closed');
    expect(await why('pid')).toBe('closed: it was closed');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('does not end by what is pressed in the terminal', async () => {
    const pid = Number(await child.ask('pid'));
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    expect(await child.ask('pid')).toBe(pid);
  });

  it('that works without end does not outlive whoever asked', async () => {
    const script = `
      import { inTurn } from ${JSON.stringify(new URL('../../../src/adapters/children/in-turn.ts', import.meta.url).href)};
      const child = inTurn(new URL(${JSON.stringify(TRICKS.href)}), { milliseconds: 60_000, megabytes: 120 });
      process.stdout.write(String(await child.ask('pid')));
      await child.ask('for ever');
    `;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(parent.stdout, 'data');
    await expect.poll(() => isRunning(Number(said))).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => isRunning(Number(said)), { timeout: 10_000 }).toBe(false);
  });
});

/** Also what has ended and waits for somebody to take notice is there for the kernel, but runs no more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !(existsSync(`/proc/${pid}/stat`) && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
  } catch {
    return false;
  }
}
