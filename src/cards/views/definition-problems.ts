/** What is wrong with a definition that somebody wrote, by place. Nothing was saved, and nothing typed is lost. */

import { type Definition, stepOf } from '../../engine/definition.ts';
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import type { Card, Element } from '../card.ts';

const SHOWN = 10;

/**
 * After a form: by the names that the form has, not by paths. `definition`: as it was before. `of`: whether the form is
 * one step's, or asks about several.
 */
export function formProblemsCard(
  problems: readonly DefinitionProblem[],
  definition: Definition,
  of: 'step' | 'several',
): Card {
  return definitionProblemsCard(
    problems.map(({ path, problem }) => ({ path: fieldName(path, definition, of), problem })),
  );
}

const FIELDS: Readonly<Record<string, string>> = {
  title: 'Title',
  instructions: 'Instructions',
  role: 'Who does it',
  due: 'Within',
  approval: 'Who approves it',
};

/** `steps.count.evidence.float.min`: `Till float`. */
function fieldName(path: string, definition: Definition, of: 'step' | 'several'): string {
  const [list, id = '', field = '', item] = path.split('.');
  if (list !== 'steps') return path.replaceAll(/[._]/g, ' ');
  const step = stepOf(definition, id);
  const within = of === 'several' && step ? `${step.title}, ` : '';
  const evidence = step?.evidence.find(({ id }) => id === item)?.title;
  return within + (evidence ?? FIELDS[field] ?? (item ?? field).replaceAll('_', ' '));
}

export function definitionProblemsCard(problems: readonly DefinitionProblem[]): Card {
  return {
    title: 'Not saved',
    tone: 'attention',
    elements: [
      { type: 'text', text: 'The draft is as it was. Mend this, then save again:' },
      ...problemLines(problems),
    ],
    actions: [],
    fallback: `Not saved: ${problems[0] ? sentence(problems[0]) : 'the definition has problems'}`,
  };
}

/** Each problem with its line and path; nothing without problems. */
export function problemLines(problems: readonly DefinitionProblem[]): readonly Element[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, SHOWN).map((one) => ({ mark: 'blocked' as const, text: sentence(one) }));
  const more = problems.length - shown.length;
  const rest = more > 0 ? ([{ type: 'context', text: `and ${more} more` }] as const) : [];
  return [{ type: 'list', items: shown }, ...rest];
}

function sentence({ line, path, problem }: DefinitionProblem): string {
  const place = [line === undefined ? '' : `line ${line}`, path].filter((part) => part !== '').join(', ');
  return place === '' ? problem : `${place}: ${problem}`;
}
