/** Which procedure reads and writes which system, and in which steps. */
import { inOrder } from './filter.ts';
import type { MapRow, Named } from './inventory.ts';
import { systemKey } from './system.ts';

export interface Matrix {
  /** What most procedures touch first; of what as many touch, in the order of the procedures. */
  readonly systems: readonly string[];
  /** By workstream and title. */
  readonly procedures: readonly Procedure[];
}

export interface Procedure {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly workstream: string | null;
  /** One for each system, in their order; null: it does not touch it. */
  readonly touches: readonly (Touch | null)[];
}

export interface Touch {
  readonly how: 'reads' | 'writes' | 'both';
  /** The steps that read it, and that write it. */
  readonly reads: readonly TouchingStep[];
  readonly writes: readonly TouchingStep[];
}

export interface TouchingStep extends Named {
  readonly order: number;
}

/** Procedures without a system are in it too: that none is named is worth seeing. */
export function matrixOf(rows: readonly MapRow[]): Matrix {
  const sops = new Map(rows.map(({ sop }) => [sop.id, sop]));
  const own = Map.groupBy(rows, ({ sop }) => sop.id);
  const ordered = [...sops.values()].toSorted(byWorkstream).map((sop) => ({ sop, rows: own.get(sop.id) ?? [] }));
  const systems = systemsByUse(ordered.flatMap((one) => one.rows));
  const procedures = ordered.map(({ sop: { id, key, title, workstream }, rows }): Procedure => {
    return { id, key, title, workstream, touches: systems.map((system) => touchOf(rows, system.key)) };
  });
  return { systems: systems.map(({ name }) => name), procedures };
}

/** Those of no workstream come last. */
function byWorkstream(one: MapRow['sop'], other: MapRow['sop']): number {
  const without = Number(one.workstream === null) - Number(other.workstream === null);
  return without || inOrder(one.workstream ?? '', other.workstream ?? '') || inOrder(one.title, other.title);
}

interface Used {
  readonly key: string;
  readonly name: string;
  readonly sops: Set<string>;
}

/** In rows of the procedures' order: a map keeps what came first first, and so does the sort. */
function systemsByUse(rows: readonly MapRow[]): readonly Used[] {
  const used = new Map<string, Used>();
  for (const { reads, writes, sop } of rows) {
    for (const name of [...reads, ...writes]) {
      const key = systemKey(name);
      const known = used.get(key) ?? { key, name: name.trim(), sops: new Set() };
      known.sops.add(sop.id);
      used.set(key, known);
    }
  }
  return [...used.values()].toSorted((one, other) => other.sops.size - one.sops.size);
}

function touchOf(rows: readonly MapRow[], system: string): Touch | null {
  const touching = (systems: 'reads' | 'writes') =>
    rows
      .filter((row) => row[systems].some((one) => systemKey(one) === system))
      .map(({ step: { id, title, order } }): TouchingStep => ({ id, title, order }));
  const [reads, writes] = [touching('reads'), touching('writes')];
  if (reads.length + writes.length === 0) return null;
  return { how: reads.length === 0 ? 'writes' : writes.length === 0 ? 'reads' : 'both', reads, writes };
}
