/** What must be corrected in what was sent, a line for each problem. */
import type { DefinitionProblem } from '../engine/sop/refusals.ts';
import type { Text } from './card.ts';
import { problemSentence } from './problems.ts';
import type { Refusal } from './refusals.ts';

export function problemsOf(refusal: Refusal): readonly Text[] {
  const { code } = refusal;
  if (code === 'inputs_invalid' || code === 'routine_inputs_invalid' || code === 'evidence_invalid') {
    return refusal.problems.map(({ title, problem }) => aboutAnswer(title, problemSentence(problem)));
  }
  if (code === 'definition_invalid') return refusal.problems.map(inDefinition);
  return code === 'not_publishable' ? refusal.missing.map(inDefinition) : [];
}

/** `Amount is needed.`, but `Amount: “much” is not a number.` */
function aboutAnswer(title: string, problem: string): Text {
  const name = problem.startsWith('“') ? `${title}:` : title;
  return [{ type: 'bold', text: name }, ` ${problem}`];
}

function inDefinition({ path, problem, line }: DefinitionProblem): Text {
  const place = line === undefined ? path : `Line ${line}, ${path}`;
  return [{ type: 'bold', text: `${place}:` }, ` ${problem}`];
}
