/** What is wrong with a definition that somebody wrote, by place. Nothing was saved, and nothing typed is lost. */
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import type { Card, Element } from '../card.ts';

const SHOWN = 10;

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
