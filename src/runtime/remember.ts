/** Sets an entry, as the newest one. Of more than `most` the oldest is forgotten: what is kept in memory has a limit. */
export function remember<Key, Value>(most: number, known: Map<Key, Value>, [key, value]: readonly [Key, Value]): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
}
