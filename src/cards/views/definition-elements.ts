/** What an SOP says, for its reader: purpose, roles, what it asks first, its steps. */
import { type Definition, roleTitle, type Step } from '../../engine/definition.ts';
import { milliseconds } from '../../engine/duration.ts';
import type { Element, Line } from '../card.ts';
import { asked } from '../recorded.ts';
import { lasting } from '../sentence.ts';
import { clip } from '../text.ts';

/** Steps on a card of an SOP; `sop-steps.ts` shows all of them. */
export const MOST_STEPS = 12;

export function definitionElements(definition: Definition): readonly Element[] {
  const { purpose, roles, inputs, steps, boundaries, defaults } = definition;
  const facts = [
    ...(roles.length > 0 ? [{ label: 'Roles', value: names(roles.map((one) => roleTitle(definition, one.id))) }] : []),
    ...(inputs.length > 0 ? [{ label: 'Asks first', value: names(inputs.map((one) => one.title)) }] : []),
    ...(defaults.due === undefined
      ? []
      : [{ label: 'Deadline', value: `${lasting(milliseconds(defaults.due))} for each step` }]),
    ...(boundaries.length > 0 ? [{ label: 'Stops when', value: names(boundaries.map((one) => one.title)) }] : []),
  ];
  const shown = steps.slice(0, MOST_STEPS);
  return [
    ...(purpose === undefined ? [] : [{ type: 'text', text: purpose } as const]),
    ...(facts.length > 0 ? [{ type: 'facts', facts } as const] : []),
    ...(shown.length > 0
      ? [{ type: 'list', items: shown.map((step, index) => definitionLine(definition, step, index)) } as const]
      : []),
    ...(shown.length === 0 ? [{ type: 'text', text: 'It has no steps yet.' } as const] : []),
    ...(steps.length > shown.length
      ? [{ type: 'context', text: `and ${steps.length - shown.length} more` } as const]
      : []),
  ];
}

/** The third is `3. Read the fridge`, with who does it, what is recorded and who approves. */
export function definitionLine(definition: Definition, step: Step, index: number): Line {
  const { role, evidence, approval, options, source } = step;
  const people = approval && (approval.quorum > 1 ? `${approval.quorum} × ` : '');
  const parts = [
    ...(role === undefined ? [] : [roleTitle(definition, role)]),
    ...(options ? [`Decides: ${names(options.map((one) => one.title))}`] : []),
    ...evidence.slice(0, 3).map(asked),
    ...(evidence.length > 3 ? [`${evidence.length - 3} more to record`] : []),
    ...(approval ? [`Approved by ${people}${roleTitle(definition, approval.role)}`] : []),
    ...(source?.page === undefined || !hasPages(definition) ? [] : [`page ${source.page}`]),
  ];
  return {
    mark: 'todo',
    number: index + 1,
    text: step.title,
    ...(parts.length > 0 ? { detail: parts.join(' · ') } : {}),
  };
}

function names(list: readonly string[]): string {
  return clip(list.join(', '), 400);
}

/** A table of commas, a chat or a mail has one page, and it is not worth a word. */
function hasPages({ steps }: Definition): boolean {
  return steps.some(({ source }) => (source?.page ?? 1) > 1);
}
