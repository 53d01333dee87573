/** Which procedure reads and writes which system, and in which steps. */
import { inOrder } from './filter.ts';
import type { MapRow, Named } from './inventory.ts';
import { systemKey } from './system.ts';

export interface Matrix {
  /** What most procedures touch first. */
  readonly systems: readonly string[];
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
  const systems = systemsByUse(rows);
  const bySop = Map.groupBy(rows, ({ sop }) => sop.id);
  const procedures = [...bySop.values()].flatMap((own): Procedure[] => {
    const sop = own[0]?.sop;
    if (!sop) return [];
    const { id, key, title, workstream } = sop;
    return [{ id, key, title, workstream, touches: systems.map(({ key: system }) => touchOf(own, system)) }];
  });
  return {
    systems: systems.map(({ name }) => name),
    procedures: procedures.toSorted(byWorkstream),
  };
}

/** Those of no workstream come last. */
function byWorkstream(one: Procedure, other: Procedure): number {
  const without = Number(one.workstream === null) - Number(other.workstream === null);
  return without || inOrder(one.workstream ?? '', other.workstream ?? '') || inOrder(one.title, other.title);
}

interface Used {
  readonly key: string;
  readonly name: string;
  readonly sops: ReadonlySet<string>;
}

function systemsByUse(rows: readonly MapRow[]): readonly Used[] {
  const used = new Map<string, Used>();
  for (const { reads, writes, sop } of rows) {
    for (const name of [...reads, ...writes]) {
      const key = systemKey(name);
      const known = used.get(key);
      used.set(key, { key, name: known?.name ?? name.trim(), sops: new Set([...(known?.sops ?? []), sop.id]) });
    }
  }
  return [...used.values()].toSorted(
    (one, other) => other.sops.size - one.sops.size || inOrder(one.name, other.name) || (one.key < other.key ? -1 : 1),
  );
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
