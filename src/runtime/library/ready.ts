/** Which SOP is ready to become a product: each with its score, why, and the one thing to fix next. The worst come first. */
import { readinessReason, VERDICTS } from '../../cards/readiness-words.ts';
import { inOrder } from '../../engine/map/filter.ts';
import type { MappedSop } from '../../engine/map/inventory.ts';
import { type Ready, readyOf } from '../../engine/ready.ts';
import type { Looking } from '../sight.ts';
import { type Asked, mappedSops } from './mapped.ts';

export interface SopReadiness extends Ready {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: MappedSop['status'];
  readonly revision: number;
  readonly workstream: string | null;
  /** In words: `Nearly ready`. */
  readonly stands: string;
  /** In words: why it stands there, and what to do next. */
  readonly reason: string;
}

/** `isCut`: there are more SOPs than `LIMITS.mapSops`, and the rest is left out. */
export async function readinessOfAll(
  looking: Looking,
  asked: Asked,
): Promise<{ readonly sops: readonly SopReadiness[]; readonly isCut: boolean }> {
  const { sops, isCut } = await mappedSops(looking, asked);
  const all = sops.map(({ definition, ...sop }): SopReadiness => {
    const ready = readyOf(definition);
    const { title, workstream = null } = definition;
    return { ...sop, title, workstream, ...ready, stands: VERDICTS[ready.verdict], reason: readinessReason(ready) };
  });
  return { sops: all.toSorted((one, other) => one.score - other.score || inOrder(one.title, other.title)), isCut };
}
