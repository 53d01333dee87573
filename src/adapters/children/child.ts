/**
 * Processes beside this one, for what people send and what may take without end. A thread would not do: V8 ends the whole process
 * when a thread asks for much more memory at once than its limit has left, and a broken picture can end a native decoder.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { FromChild } from './answer.ts';

/**
 * `memory`: it took more than it may. `lost`: it could not be started, was gone before it was asked, or somebody ended it: worth another
 * try. `reason`: what it says of its end itself.
 */
export interface Ended {
  readonly why: 'memory' | 'failed' | 'lost';
  readonly reason: string;
}

interface Duties<Said> {
  /** What it may take beyond what it begins with, in megabytes: more ends it. */
  readonly megabytes: number;
  readonly heard: (said: Said) => void;
  /** It has ended by itself, or could not be started. Not told after `kill`. */
  readonly ended: (ended: Ended) => void;
}

export interface Child<Asked> {
  /** Until `rest` this process waits for it. */
  ask(asked: Asked): void;
  /** It has answered: it does not keep this process alive any more. */
  rest(): void;
  /** It still holds more than half of what it may take: the next one is better asked of a fresh one. */
  readonly isSpent: boolean;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
}

/** By what a process ends that takes too much: V8, its own watch or the kernel. */
const BY_MEMORY: readonly (NodeJS.Signals | null)[] = ['SIGABRT', 'SIGKILL'];
/** By what somebody ends all processes of a terminal or of a service, this one among them that has just begun. */
const BY_OTHERS: readonly (NodeJS.Signals | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** `path`: a module that calls `answer`. It is given no environment: whatever takes it over finds no secret in it. */
export function startChild<Asked, Said>(path: URL, { megabytes, heard, ended }: Duties<Said>): Child<Asked> {
  const child = fork(path, [String(megabytes), String(process.pid)], {
    ...({ serialization: 'advanced', env: {} } as const),
    // A small space for what is new saves a fifth of its memory, and costs no time that could be measured.
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=8'],
    // What libraries print about a broken document is of no use to an operator.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let isOver = false;
  let isSpent = false;
  let reason = '';
  const over = (why: Ended['why'], last: string) => {
    if (isOver) return;
    isOver = true;
    rest(child);
    ended({ why, reason: reason || last });
  };
  child.on('message', (message: FromChild<Said>) => {
    if (isOver) return;
    if ('broke' in message) {
      reason = message.broke;
      return;
    }
    isSpent = message.taken > (megabytes * 1024 * 1024) / 2;
    heard(message.said);
  });
  // It could not be started, or what is asked could not be sent to it: it has just ended.
  child.on('error', (error) => {
    over('lost', error.message);
    child.kill('SIGKILL');
  });
  child.once('exit', (code, signal) => {
    const tell = () => over(whyOf(signal), `it ended with ${signal ?? code}`);
    // What it said last may not have been read yet.
    if (child.connected) child.once('disconnect', tell);
    else tell();
  });
  rest(child);
  return {
    ask(asked) {
      child.ref();
      child.channel?.ref();
      child.send(asked as object);
    },
    rest: () => rest(child),
    get isSpent() {
      return isSpent;
    },
    async kill() {
      isOver = true;
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function whyOf(signal: NodeJS.Signals | null): Ended['why'] {
  if (BY_MEMORY.includes(signal)) return 'memory';
  return BY_OTHERS.includes(signal) ? 'lost' : 'failed';
}

function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
