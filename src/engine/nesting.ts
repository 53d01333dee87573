/**
 * Whether lists and groups stand within each other more than `levels` times. Does not recurse: what is nested by the
 * thousand ends the stack of whoever does.
 */
export function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value].filter(isNest);
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    level = level.flatMap((nest) => Object.values(nest)).filter(isNest);
  }
  return level.length > 0;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
