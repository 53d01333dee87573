/** Ready SOPs to begin with. */
import type { Definition } from '../../engine/definition.ts';
import type { Action, Card, Line } from '../card.ts';
import { count } from '../sentence.ts';

export function templatesCard(templates: readonly Pick<Definition, 'sop' | 'title' | 'purpose'>[]): Card {
  const title = 'Templates';
  const items = templates.map(({ sop, title, purpose }): Line => {
    const draft: Action = { label: 'Draft it', style: 'default', value: { v: 1, verb: 'template', template: sop } };
    return { mark: 'todo', text: title, ...(purpose === undefined ? {} : { detail: purpose }), action: draft };
  });
  return {
    ...{ title, tone: 'neutral', subtitle: `${count(templates.length, 'SOP')} to begin with`, actions: [] },
    elements: [
      { type: 'list', items },
      {
        type: 'context',
        text: 'A draft is yours to change: names of roles, amounts, times. It runs once you publish it.',
      },
    ],
    fallback: `${title}: ${templates.map((one) => one.sop).join(', ')}`,
  };
}
