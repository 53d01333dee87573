/** The steps of an SOP or a draft, page by page, as many as a message holds; of a draft each can be edited. */
import type { Definition } from '../../engine/definition.ts';
import type { Draft, KnownSop } from '../../engine/sop/state.ts';
import type { ActionValue } from '../action.ts';
import type { Action, Card, Line } from '../card.ts';
import { clip, plain, UNNAMED } from '../text.ts';
import { definitionLine } from './definition-elements.ts';

/** Lines of a page at most, and their size: a line is drawn in some 600 bytes beside its words, its button in 450. */
const MOST = 25;
const MOST_BYTES = 17_000;
const LINE_BYTES = 600;
const BUTTON_BYTES = 450;
const DETAIL = 200;

export interface Shown {
  readonly definition: Definition;
  /** Absent: the steps are only shown. */
  readonly draft?: Draft;
  /** From 1; more than there are shows the last page. */
  readonly from: number;
  /** The last one that is wanted. */
  readonly to?: number;
}

export function sopStepsCard({ sop }: Pick<KnownSop, 'sop'>, { definition, draft, from, to }: Shown): Card {
  const { steps, title } = definition;
  const about = { v: 1, sop, ...(draft ? { draft: draft.draft, edit: draft.edit } : {}) } as const;
  const first = Math.min(Math.max(1, from), Math.max(1, steps.length));
  const lines = fitting(definition, first, Math.max(first, Math.min(to ?? steps.length, steps.length)), (step) =>
    draft ? { label: 'Edit', style: 'default', value: { ...about, verb: 'edit_step', step } } : undefined,
  );
  const last = first + lines.length - 1;
  const where = steps.length === 0 ? 'No steps yet' : `Steps ${first} to ${last} of ${steps.length}`;
  return {
    ...{ title, subtitle: draft ? `Draft · ${where}` : where, tone: 'neutral' },
    elements: [{ type: 'list', items: lines }],
    actions: [
      ...(first > 1 ? [page('Earlier steps', about, Math.max(1, first - MOST))] : []),
      ...(last < steps.length ? [page('Later steps', about, last + 1)] : []),
    ],
    fallback: `${title}: ${where}`,
  };
}

function page(label: string, about: Omit<ActionValue, 'verb'>, from: number): Action {
  return { label, style: 'default', value: { ...about, verb: 'show_steps', from } };
}

/** At least one line, and no more than are drawn whole: what is left out would be said to be shown. */
function fitting(
  definition: Definition,
  first: number,
  last: number,
  action: (step: string) => Action | undefined,
): readonly Line[] {
  const lines: Line[] = [];
  let bytes = 0;
  for (const [index, step] of definition.steps.slice(first - 1, Math.min(last, first - 1 + MOST)).entries()) {
    const line = definitionLine(definition, step, first - 1 + index);
    const detail = line.detail === undefined ? undefined : clip(plain(line.detail, UNNAMED), DETAIL);
    const button = action(step.id);
    const words = size(plain(line.text, UNNAMED)) * (button ? 2 : 1) + size(detail ?? '');
    bytes += words + LINE_BYTES + (button ? BUTTON_BYTES : 0);
    if (bytes > MOST_BYTES && lines.length > 0) break;
    lines.push({
      ...line,
      ...(detail === undefined ? {} : { detail }),
      ...(button === undefined ? {} : { action: button }),
    });
  }
  return lines;
}

function size(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).byteLength;
}
