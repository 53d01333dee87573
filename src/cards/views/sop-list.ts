import type { Card, Line, Span, Text } from '../card.ts';
import { count, sentence } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
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
    return noneCard(title, ['There is no SOP yet. Drop a document here and type ', code('/sop import'), '.']);
  }
  return {
    ...{ title, tone: 'neutral', subtitle: count(sops.length, 'SOP'), actions: [] },
    elements: [{ type: 'list', items: sops.map(line) }],
    fallback: `${count(sops.length, 'SOP')}: ${sops.map((one) => one.key).join(', ')}`,
  };
}

/** What can be run, for whoever said only that something should. */
export function runnableCard(sops: readonly ListedSop[]): Card {
  const title = 'What can run here';
  if (sops.length === 0) {
    const rest = ' shows the drafts; publish one, and it can run.';
    return noneCard(title, ['Nothing is published yet. ', code('/sop list'), rest]);
  }
  return {
    ...{ title, tone: 'neutral', subtitle: ['Or type ', code('/sop run KEY'), '.'], actions: [] },
    elements: [{ type: 'list', items: sops.map(line) }],
    fallback: `${title}: ${sops.map((one) => one.key).join(', ')}`,
  };
}

function noneCard(title: string, text: Text): Card {
  const fallback = plain(text, UNNAMED);
  return { title, tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback };
}

function code(text: string): Span {
  return { type: 'code', text };
}

function line(sop: ListedSop): Line {
  const isActive = sop.status === 'active';
  return {
    mark: isActive ? 'now' : sop.status === 'archived' ? 'not_applicable' : 'todo',
    text: sop.title,
    detail: sentence(code(sop.key), ` · ${statusOf(sop)}`),
    ...(isActive
      ? { action: { label: 'Run', style: 'default', value: { v: 1, verb: 'start', sop: sop.id } } as const }
      : {}),
  };
}
