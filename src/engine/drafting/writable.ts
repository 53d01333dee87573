export type Writable<T> = T extends readonly (infer Entry)[]
  ? Writable<Entry>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** Definitions are plain data: a copy may be written on. */
export function writable<T>(value: T): Writable<T> {
  return structuredClone(value) as Writable<T>;
}
