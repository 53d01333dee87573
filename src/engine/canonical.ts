/**
 * Canonical JSON: keys sorted at every depth, no spaces, `undefined` left out. It can be made again from the parsed data
 * by any program in any language: chains of events are hashed over it (`store/chain.ts`), so its bytes never change.
 * Takes what JSON can say; throws `TypeError` for anything else, and `RangeError` where it is nested by the thousand.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    let fields = '';
    for (const name of Object.keys(value).sort()) {
      const field = (value as Record<string, unknown>)[name];
      if (field !== undefined) fields += `${fields === '' ? '' : ','}${quoted(name)}:${canonical(field)}`;
    }
    return `{${fields}}`;
  }
  throw new TypeError(`JSON cannot hold ${String(value)}`);
}

/** Text that stands in JSON as it is: what is written by hand mostly, and every id. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The names of fields are few, and quoting them is a third of the work. */
const names = new Map<string, string>();
const MOST_NAMES = 1_000;

function quoted(name: string): string {
  const known = names.get(name) ?? JSON.stringify(name);
  if (names.size >= MOST_NAMES) names.clear();
  names.set(name, known);
  return known;
}

/** Whether both are the same data, in whatever order their keys stand. What is undefined is absent. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonical(one) === canonical(other);
}
