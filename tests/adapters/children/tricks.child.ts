/** Does what documents and pictures made to do harm bring about. */
import { answer } from '../../../src/adapters/children/answer.ts';

const kept: unknown[] = [];

answer<string, unknown>(async ({ asked, say, allow }) => {
  switch (asked) {
    case 'pid':
      return say(process.pid);
    case 'environment':
      return say({ ...process.env });
    case 'bytes':
      return say(new Uint8Array([1, 2, 3]));
    case 'throw':
      throw new Error('this is what went wrong');
    case 'throw later':
      setImmediate(() => {
        throw new Error('nobody waits for this');
      });
      return;
    case 'exit':
      return process.exit(3);
    case 'interrupted':
      process.removeAllListeners('SIGTERM');
      process.kill(process.pid, 'SIGTERM');
      return;
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      return;
    case 'for ever':
      for (;;) Math.random();
    case 'heap':
      for (;;) kept.push(Array.from({ length: 1_000_000 }, (_, index) => ({ index })));
    case 'buffers':
      for (;;) kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
    case 'allowed':
      allow(1_000);
      return say(fill(300));
    case 'much':
      return say(fill(80));
  }
});

function fill(megabytes: number): number {
  return Buffer.alloc(megabytes * 1024 * 1024, 1).length;
}
