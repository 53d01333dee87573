/** Another process that says things on its standard output, a word and a number a line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  /** The number behind this word. Throws if the process ends without having said it. */
  said(word: string): Promise<number>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
  ended(): Promise<void>;
}

export function child(script: string, args: readonly string[], options: readonly string[] = []): Child {
  const path = new URL(script, import.meta.url).pathname;
  const running = spawn(process.execPath, [...options, path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(running, 'exit');
  const lines = linesOf(running);
  const heard = new Map<string, number>();
  return {
    async said(word) {
      for (let known = heard.get(word); ; known = heard.get(word)) {
        if (known !== undefined) return known;
        const line = await lines.next();
        if (line.done) throw new Error(`${script} ended before it said "${word}"`);
        const [name = '', value] = line.value.split(' ');
        heard.set(name, Number(value));
      }
    },
    async kill() {
      running.kill('SIGKILL');
      await exit;
    },
    async ended() {
      const [code] = await exit;
      if (code !== 0) throw new Error(`${script} ended with ${code}`);
    },
  };
}

function linesOf(running: ChildProcess): AsyncIterator<string> {
  if (!running.stdout) throw new Error('the output of the process cannot be read');
  return createInterface({ input: running.stdout })[Symbol.asyncIterator]();
}
