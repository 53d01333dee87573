/** Does so many works at once; the others wait for their turn, in their order. */
export function atMost(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < most) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody takes it in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
