/**
 * The hash chain over a stream's events: each hash covers the event and the hash before it, so a change, a removal or
 * an insertion anywhere breaks every link after it.
 */
import { hash } from 'node:crypto';
import { canonical } from '../engine/canonical.ts';

/** What a chain begins with. */
export const GENESIS = '0'.repeat(64);

export interface Linked {
  readonly workspace: string;
  readonly stream: string;
  /** Counts a stream's events from 1. */
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  readonly actor: unknown;
  readonly at: number;
}

/** The hash of an event that follows `previous`: SHA-256 over the event's canonical JSON, in hex. */
export function link(previous: string, event: Linked): string {
  return linkTexts(previous, event, canonical(event.data), canonical(event.actor));
}

/** The same, where data and actor are canonical JSON already. */
export function linkTexts(
  previous: string,
  event: Omit<Linked, 'data' | 'actor'>,
  data: string,
  actor: string,
): string {
  const { workspace, stream, seq, type, at } = event;
  const names = `"seq":${seq},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"workspace":${JSON.stringify(workspace)}`;
  return hash('sha256', `{"actor":${actor},"at":${at},"data":${data},"prev":"${previous}",${names}}`);
}

export type Verdict =
  | { readonly status: 'whole'; readonly events: number; readonly head: string }
  /** The first link that does not hold. */
  | { readonly status: 'broken'; readonly seq: number; readonly because: 'sequence' | 'previous' | 'hash' };

/** Walks one stream's chain, in the order of `seq`, from its beginning. */
export function verifyChain(
  events: readonly (Linked & { readonly prevHash: string; readonly hash: string })[],
): Verdict {
  let head = GENESIS;
  for (const [index, event] of events.entries()) {
    const broken = (because: 'sequence' | 'previous' | 'hash'): Verdict => ({
      status: 'broken',
      seq: index + 1,
      because,
    });
    if (event.seq !== index + 1) return broken('sequence');
    if (event.prevHash !== head) return broken('previous');
    if (event.hash !== link(head, event)) return broken('hash');
    head = event.hash;
  }
  return { status: 'whole', events: events.length, head };
}
