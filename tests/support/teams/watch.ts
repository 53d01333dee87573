/** Waiting without sleeping: whoever changes anything says so, and everybody who waits looks again. */

export interface Watch {
  changed(): void;
  /** Gives what `look` gives as soon as that is something. Rejects with `what` after `patience` ms (5,000). */
  until<T>(look: () => T | undefined | null | false, what?: string | (() => string), patience?: number): Promise<T>;
}

/** `lately` says what happened last, for whoever waited in vain. */
export function createWatch(lately: () => string): Watch {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const look of waiting) look();
    },
    until: <T>(look: () => T | undefined | null | false, what: string | (() => string) = 'it', patience = 5_000) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const again = () => {
        try {
          const found = look();
          if (found !== undefined && found !== null && found !== false) resolve(found);
        } catch (error) {
          reject(error);
        }
      };
      const limit = setTimeout(() => {
        const wanted = typeof what === 'string' ? what : what();
        reject(new Error(`Teams never came to ${wanted}. Lately: ${lately() || 'nothing'}`));
      }, patience);
      waiting.add(again);
      again();
      return promise.finally(() => {
        clearTimeout(limit);
        waiting.delete(again);
      });
    },
  };
}
