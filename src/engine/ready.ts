/** Whether an SOP is ready to become a product: what others run without asking its author. */
import type { Definition } from './definition.ts';
import { type Clause, type Fix, nextFix, readiness } from './readiness.ts';

/** `ready`: each question is answered well enough. `nearly`: each is answered at least by half. */
export type Verdict = 'ready' | 'nearly' | 'not_yet';

export interface Ready {
  readonly score: number;
  readonly clauses: readonly Clause[];
  readonly verdict: Verdict;
  /** The question that is answered worst. */
  readonly weakest: Clause;
  /** The one edit that helps most; null: nothing is missing. */
  readonly next: Fix | null;
}

const READY = 75;
const NEARLY = 50;

/** Derived from frozen definitions only. */
const known = new WeakMap<Definition, Ready>();

export function readyOf(definition: Definition): Ready {
  const found = known.get(definition) ?? looked(definition);
  known.set(definition, found);
  return found;
}

function looked(definition: Definition): Ready {
  const { score, clauses } = readiness(definition);
  const next = nextFix(definition) ?? null;
  // Of those that are answered equally badly, the one that something can be done about first.
  const isNext = (one: Clause) => Number(one.question === next?.question);
  const [weakest] = clauses.toSorted((one, other) => one.score - other.score || isNext(other) - isNext(one));
  if (!weakest) throw new Error('a definition is asked no question');
  const verdict = weakest.score >= READY ? 'ready' : weakest.score >= NEARLY ? 'nearly' : 'not_yet';
  return { score, clauses, verdict, weakest, next };
}
