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

/** The same for each name by itself: whoever has much to do keeps nobody else waiting. */
export function atMostEach(most: number): <Value>(name: string, work: () => Promise<Value>) => Promise<Value> {
  const turns = new Map<string, { readonly turn: ReturnType<typeof atMost>; left: number }>();
  return async (name, work) => {
    const known = turns.get(name) ?? { turn: atMost(most), left: 0 };
    turns.set(name, known);
    known.left += 1;
    try {
      return await known.turn(work);
    } finally {
      known.left -= 1;
      if (known.left === 0) turns.delete(name);
    }
  };
}
