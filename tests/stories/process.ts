/**
 * A process of its own over a story's database, started by `spawnProcess` below: it says what happens on its standard
 * output, a line each, and is killed from outside.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config.ts';
import type { Command } from '../../src/runtime/command.ts';

/** What the process is to do. */
export interface Orders {
  readonly config: Config;
  readonly now: number;
  /** Where its delivery stands still for ever: before or after the post (from 0) is in the channel. */
  readonly hang?: { readonly at: number; readonly when: 'before' | 'after' };
  /**
   * Where it stands still for ever in the second that a routine fires: its timer is seen to be due; its slot and its run are on
   * record, and nothing is said yet. Where the slot stands alone: its run is about to start, or has started and that is not
   * noted.
   */
  readonly firing?: 'seen' | 'fired' | 'owed' | 'started';
  /** Commands to issue, all at once. */
  readonly commands: readonly { readonly key: string; readonly member: string; readonly command: Command }[];
}

export type Line =
  /** The program is up. */
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly key: string; readonly status: string; readonly code?: string }
  | { readonly type: 'posting' | 'posted'; readonly title: string }
  /** It stands still in the second that a routine fires. */
  | { readonly type: 'firing' }
  /** Nothing is due any more. */
  | { readonly type: 'idle' };

export interface Running {
  /** Resolves with all lines so far once one of them fits. Rejects if the process ends before that. */
  until(fits: (line: Line, all: readonly Line[]) => boolean): Promise<readonly Line[]>;
  /** Lets go of a process that waits to begin. */
  go(): void;
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Waits until it has ended by itself. Throws if it failed. */
  ended(): Promise<void>;
}

/** So many small refunds, each started under a key of its own. */
export function refunds(many: number): Orders['commands'] {
  return Array.from({ length: many }, (_, index) => ({
    key: `refund-${index}`,
    member: 'chloe',
    command: {
      type: 'startRun',
      ...{ run: `refund-${index}`, sop: 'sample-order-refund', place: 'web:support' },
      inputs: { order: `A-${index}`, amount: 50, reason: 'late' },
    },
  }));
}

export function spawnProcess(orders: Orders): Running {
  const script = fileURLToPath(new URL('./process.child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  const watchers = new Set<() => void>();
  let errors = '';
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
    for (const watch of watchers) watch();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return {
    until(fits) {
      return new Promise((resolve, reject) => {
        const watch = () => {
          if (!lines.some((line) => fits(line, lines))) return;
          watchers.delete(watch);
          resolve([...lines]);
        };
        watchers.add(watch);
        watch();
        void gone.then((code) => reject(new Error(`the process ended with ${code} before that: ${errors}`)));
      });
    },
    go: () => void child.stdin.write('go\n'),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async ended() {
      const code = await gone;
      if (code !== 0) throw new Error(`the process ended with ${code}: ${errors}`);
    },
  };
}
