/** A process that is asked one thing after the other, and is replaced when it does not answer. */
import { type Child, type Ended, startChild } from './child.ts';

/** `late`: it was still at it. `closed`: nobody wants to know any more. */
export class NoAnswer extends Error {
  readonly why: Ended['why'] | 'late' | 'closed';

  constructor(why: NoAnswer['why'], reason: string) {
    super(reason);
    this.why = why;
  }
}

export interface InTurn<Asked, Said> {
  /** Rejects with `NoAnswer`, or because no process can be started. The time of what is asked begins with its turn. */
  ask(asked: Asked): Promise<Said>;
  /** Ends the process, for good: what waits is rejected. */
  close(): Promise<void>;
}

/** The process begins with the first that is asked. `milliseconds`, and `megabytes` as `startChild` has them: for each. */
export function inTurn<Asked, Said>(
  path: URL,
  { milliseconds, megabytes }: { readonly milliseconds: number; readonly megabytes: number },
): InTurn<Asked, Said> {
  let child: Child<Asked> | undefined;
  let waiting: PromiseWithResolvers<Said> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const start = (): Child<Asked> => {
    const started = startChild<Asked, Said>(path, {
      megabytes,
      heard: (said) => waiting?.resolve(said),
      ended({ why, reason }) {
        if (child === started) child = undefined;
        waiting?.reject(new NoAnswer(why, reason));
      },
    });
    return started;
  };

  const end = async (): Promise<void> => {
    const ended = child;
    child = undefined;
    await ended?.kill();
  };

  const answerTo = async (asked: Asked): Promise<Said> => {
    if (isClosed) throw new NoAnswer('closed', 'it was closed');
    child ??= start();
    const one = child;
    const answer = Promise.withResolvers<Said>();
    waiting = answer;
    const late = () => answer.reject(new NoAnswer('late', `it took longer than ${milliseconds} ms`));
    const clock = setTimeout(late, milliseconds);
    try {
      one.ask(asked);
      const said = await answer.promise;
      if (one.isSpent) await end();
      else one.rest();
      return said;
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearTimeout(clock);
      waiting = undefined;
    }
  };

  return {
    ask(asked) {
      const answered = last.then(() => answerTo(asked));
      last = answered.catch(() => undefined);
      return answered;
    },
    async close() {
      isClosed = true;
      waiting?.reject(new NoAnswer('closed', 'it was closed'));
      await end();
    },
  };
}
