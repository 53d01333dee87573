/** A question that many ask of the same thing at the same moment is asked once. An answer is kept for nobody who asks later. */
export function together<Value>(): (about: object, name: string, ask: () => Promise<Value>) => Promise<Value> {
  const asking = new WeakMap<object, Map<string, Promise<Value>>>();
  return (about, name, ask) => {
    const all = asking.get(about) ?? new Map<string, Promise<Value>>();
    asking.set(about, all);
    const known = all.get(name);
    if (known) return known;
    const answer = ask().finally(() => all.delete(name));
    all.set(name, answer);
    return answer;
  };
}
