/**
 * Pictures arranged by the Eclipse Layout Kernel, in a process of its own with limits: it blocks while it works, and a procedure
 * in which everything waits for everything would take it minutes and gigabytes. The process begins with the first picture.
 */
import { hash } from 'node:crypto';
import type { Arranged, Unarranged } from '../../cards/map/arranged.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Layout } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import { inTurn, NoAnswer } from '../children/in-turn.ts';
import { plainLayout } from './plain.ts';

/** Pictures that are kept: those of published revisions never change. Of one that was too much it is only known that it was. */
const KEPT = 200;

/** `not_now`: through no fault of the picture. */
type Outcome = Arranged | 'too_much' | 'not_now';

/** `failed` hears why a picture is a plain one. */
export function createLayout(failed: (error: unknown) => void, milliseconds: number = LIMITS.layoutMs): Layout {
  const known = new Map<string, Arranged | 'too_much'>();
  /** Pictures on their way: who asks for the same hears the same. */
  const coming = new Map<string, Promise<Outcome>>();
  const limits = { milliseconds, megabytes: LIMITS.layoutMemoryMb };
  const kernel = inTurn<Unarranged, Arranged>(new URL('./layout.child.ts', import.meta.url), limits);

  const ask = (boxes: Unarranged): Promise<Outcome> =>
    kernel.ask(boxes).catch((error: unknown) => {
      const why = error instanceof NoAnswer ? error.why : 'lost';
      if (why === 'closed') return 'not_now';
      failed(
        error instanceof NoAnswer ? new Error(`a picture was not arranged: ${WHY[error.why] ?? error.message}`) : error,
      );
      return why === 'lost' ? 'not_now' : 'too_much';
    });

  const arrangedOf = (key: string, boxes: Unarranged): Promise<Outcome> => {
    const asked = coming.get(key) ?? ask(boxes).finally(() => coming.delete(key));
    coming.set(key, asked);
    return asked;
  };

  return {
    async arrange(boxes, shape) {
      if (shape === 'narrow') return { ...plainLayout(boxes), isPlain: false };
      const key = hash('sha256', JSON.stringify(boxes));
      const arranged = known.get(key) ?? (await arrangedOf(key, boxes));
      if (arranged === 'not_now') return plainLayout(boxes);
      remember(KEPT, known, [key, arranged]);
      return arranged === 'too_much' ? plainLayout(boxes) : arranged;
    },
    close: () => kernel.close(),
  };
}

const WHY: Partial<Readonly<Record<NoAnswer['why'], string>>> = { memory: 'it takes too much memory' };
