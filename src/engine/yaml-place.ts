/** Places in a YAML text: from a path to where it is written, and back. Offsets count characters from 0. */
import { isMap, isScalar, isSeq, type Pair } from 'yaml';

/**
 * Where a readable path (`steps.check_fridge.when`) is written; if it is not, where its nearest part is. Entries of a
 * list are found by their id, else by their number from 1.
 */
export function keyLine(contents: unknown, path: string): number | undefined {
  let here = contents;
  let found = offsetOf(contents);
  for (const name of path === '' ? [] : path.split('.')) {
    if (isMap(here)) {
      const pair = here.items.find((one) => nameOf(one) === name);
      if (!pair) return found;
      found = offsetOf(pair.key) ?? found;
      here = pair.value;
    } else if (isSeq(here)) {
      here = here.items.find((one) => isMap(one) && one.get('id') === name) ?? here.items[Number(name) - 1];
      found = offsetOf(here) ?? found;
    } else {
      return found;
    }
  }
  return found;
}

/** Names in a path: a definition has six levels, and a path is read by a person. */
const DEPTH = 10;

/** The readable path of what is written at an offset; the part before it if the offset lies between two. */
export function pathAt(contents: unknown, offset: number): string {
  const names: string[] = [];
  let here = contents;
  while (names.length < DEPTH) {
    if (isMap(here)) {
      const pair = here.items.findLast((one) => (offsetOf(one.key) ?? 0) <= offset);
      if (!pair) break;
      names.push(nameOf(pair));
      here = pair.value;
    } else if (isSeq(here)) {
      const index = here.items.findLastIndex((one) => (offsetOf(one) ?? 0) <= offset);
      if (index < 0) break;
      here = here.items[index];
      const id = isMap(here) ? here.get('id') : undefined;
      names.push(typeof id === 'string' ? id.slice(0, 60) : String(index + 1));
    } else {
      break;
    }
  }
  return names.join('.');
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value).slice(0, 60) : '';
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
