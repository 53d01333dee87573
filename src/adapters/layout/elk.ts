/**
 * Pictures arranged by the Eclipse Layout Kernel, in a thread of its own with limits: it blocks while it works, and a procedure
 * in which everything waits for everything would take it minutes. The thread begins with the first picture.
 */
import { hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Arranged, Unarranged } from '../../cards/map/arranged.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Layout } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import { plainLayout } from './plain.ts';

/** Pictures that are kept: those of published revisions never change. Of one that was too much it is only known that it was. */
const KEPT = 200;

/** `failed` hears why a picture is a plain one. */
export function createLayout(failed: (error: unknown) => void, milliseconds: number = LIMITS.layoutMs): Layout {
  const known = new Map<string, Arranged | 'too_much'>();
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Worker => {
    const started = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.layoutMemoryMb },
    });
    // It does not keep the process alive while nothing is asked of it.
    started.unref();
    // Whoever waits for an answer hears of it there; while nobody does, the next one starts a fresh thread.
    started.on('error', () => undefined);
    started.on('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  };

  const ask = async (boxes: Unarranged): Promise<Arranged | 'too_much'> => {
    worker ??= start();
    const asked = worker;
    try {
      return await answerOf(asked, boxes, milliseconds);
    } catch (error) {
      failed(error);
      if (worker === asked) worker = undefined;
      await asked.terminate();
      return 'too_much';
    }
  };

  /** One after the other: the time of a picture begins with its turn. */
  const inTurn = <Value>(work: () => Value | Promise<Value>): Promise<Value> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    async arrange(boxes, shape) {
      if (shape === 'narrow') return { ...plainLayout(boxes), isPlain: false };
      const key = hash('sha256', JSON.stringify(boxes));
      const arranged = known.get(key) ?? (await inTurn(() => known.get(key) ?? ask(boxes)));
      remember(KEPT, known, [key, arranged]);
      return arranged === 'too_much' ? plainLayout(boxes) : arranged;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

function answerOf(worker: Worker, boxes: Unarranged, milliseconds: number): Promise<Arranged> {
  const { promise, resolve, reject } = Promise.withResolvers<Arranged>();
  const ended = () => reject(new Error('the thread that arranges pictures ended'));
  const late = () => reject(new Error(`a picture took longer than ${milliseconds} ms to arrange`));
  const clock = setTimeout(late, milliseconds);
  worker.once('message', resolve).once('error', reject).once('exit', ended);
  worker.ref();
  worker.postMessage(boxes);
  return promise.finally(() => {
    clearTimeout(clock);
    worker.off('message', resolve).off('error', reject).off('exit', ended);
    worker.unref();
  });
}
