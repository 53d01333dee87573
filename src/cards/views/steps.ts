/** All steps of a run, for whoever asks. */
import type { Card } from '../card.ts';
import { count } from '../sentence.ts';
import { type Listed, stepLine } from './step-lines.ts';

export function stepsCard(listed: Listed): Card {
  const { run } = listed;
  return {
    title: `Steps of “${run.title}”`,
    subtitle: `Revision ${run.revision}, ${count(run.steps.length, 'step')}`,
    tone: 'neutral',
    elements: [{ type: 'list', items: run.steps.map((step) => stepLine(listed, step)) }],
    actions: [],
    fallback: `${run.title}: ${count(run.steps.length, 'step')}`,
  };
}
