/** All steps of a run, for whoever asks: page by page, as many as a message holds. */
import type { Action, Card, Line } from '../card.ts';
import { count } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { type Listed, stepLine } from './step-lines.ts';

/** Lines of a page at most, and bytes of what they say: every platform shows that much without leaving a line out. */
const MOST = 25;
const MOST_BYTES = 6_000;

/** `from`: the first step of the page, from 1; more than there are shows the last one. */
export function stepsCard(listed: Listed, from = 1): Card {
  const { run } = listed;
  const { steps, title } = run;
  const first = Math.min(Math.max(1, from), Math.max(1, steps.length));
  const items = fitting(listed, first);
  const last = first + items.length - 1;
  const isAll = items.length === steps.length;
  const where = isAll ? count(steps.length, 'step') : `steps ${first} to ${last} of ${steps.length}`;
  return {
    title: `Steps of “${title}”`,
    subtitle: `Revision ${run.revision}, ${where}`,
    tone: 'neutral',
    elements: [{ type: 'list', items }],
    actions: [
      ...(first > 1 ? [page('Earlier steps', run.run, Math.max(1, first - MOST))] : []),
      ...(last < steps.length ? [page('Later steps', run.run, last + 1)] : []),
    ],
    fallback: `${title}: ${where}`,
  };
}

function page(label: string, run: string, from: number): Action {
  return { label, style: 'default', value: { v: 1, verb: 'show_steps', run, from } };
}

/** At least one line, and no more than are drawn whole. */
function fitting(listed: Listed, first: number): readonly Line[] {
  const lines: Line[] = [];
  let bytes = 0;
  for (const step of listed.run.steps.slice(first - 1, first - 1 + MOST)) {
    const line = stepLine(listed, step);
    bytes += size(plain(line.text, UNNAMED)) + size(plain(line.detail ?? '', UNNAMED));
    if (bytes > MOST_BYTES && lines.length > 0) break;
    lines.push(line);
  }
  return lines;
}

function size(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).byteLength;
}
