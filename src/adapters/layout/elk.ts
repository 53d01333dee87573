/**
 * Pictures arranged by the Eclipse Layout Kernel, in a thread of its own with limits: it blocks while it works, and a procedure
 * in which everything waits for everything would take it minutes. The thread begins with the first picture.
 */
import { Worker } from 'node:worker_threads';
import type { Arranged, Unarranged } from '../../cards/map/arranged.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Layout } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import { plainLayout } from './plain.ts';

/** Pictures that are kept: those of published revisions never change. */
const KEPT = 200;

/** `failed` hears why a picture is a plain one. */
export function createLayout(failed: (error: unknown) => void, milliseconds: number = LIMITS.layoutMs): Layout {
  const known = new Map<string, Arranged>();
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Worker => {
    const started = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.layoutMemoryMb },
    });
    // It does not keep the process alive while nothing is asked of it.
    started.unref();
    return started;
  };

  const ask = async (boxes: Unarranged): Promise<Arranged> => {
    worker ??= start();
    try {
      return await answerOf(worker, boxes, milliseconds);
    } catch (error) {
      const ended = worker;
      worker = undefined;
      await ended.terminate();
      throw error;
    }
  };

  return {
    async arrange(boxes, shape) {
      if (shape === 'narrow') return { ...plainLayout(boxes), isPlain: false };
      const key = JSON.stringify(boxes);
      const kept = known.get(key);
      if (kept) return kept;
      // One after the other: the time of a picture begins with its turn.
      const answer = last.then(() => known.get(key) ?? ask(boxes));
      last = answer.catch(() => undefined);
      const arranged = await answer.catch((error: unknown) => {
        failed(error);
        return plainLayout(boxes);
      });
      remember(KEPT, known, [key, arranged]);
      return arranged;
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
