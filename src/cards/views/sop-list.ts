import type { Card, Line } from '../card.ts';
import { count, sentence } from '../sentence.ts';
import { statusOf } from './sop.ts';

export interface ListedSop {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
}

/** Every SOP of the workspace; what is published can be run from here. */
export function sopListCard(sops: readonly ListedSop[]): Card {
  const title = 'SOPs';
  if (sops.length === 0) {
    const text = 'There is no SOP yet. Drop a document here and type /sop import.';
    return { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: text };
  }
  return {
    ...{ title, tone: 'neutral', subtitle: count(sops.length, 'SOP'), actions: [] },
    elements: [{ type: 'list', items: sops.map(line) }],
    fallback: `${count(sops.length, 'SOP')}: ${sops.map((one) => one.key).join(', ')}`,
  };
}

function line(sop: ListedSop): Line {
  const isActive = sop.status === 'active';
  return {
    mark: isActive ? 'now' : sop.status === 'archived' ? 'not_applicable' : 'todo',
    text: sop.title,
    detail: sentence({ type: 'code', text: sop.key }, ` · ${statusOf(sop)}`),
    ...(isActive
      ? { action: { label: 'Run', style: 'default', value: { v: 1, verb: 'start', sop: sop.id } } as const }
      : {}),
  };
}
