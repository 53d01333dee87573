/** Which answers to a decision lead to which step. */
import { type Choice, type Definition, needsOf, type Step } from '../definition.ts';
import { evaluate, namesIn } from '../expression.ts';

/**
 * The options of a decision with which a step that follows it is, or may be, done; undefined where the step does not ask.
 * A step that waits for the branches of a decision and for the decision itself is reached straight from it with what is
 * left over: with the options that lead into none of them.
 */
export function optionsToward(definition: Definition, decision: Step, index: number): readonly Choice[] | undefined {
  const step = definition.steps[index];
  const { options = [] } = decision;
  if (!step || options.length === 0) return undefined;
  if (asksAbout(step, decision)) return leadingTo(definition, decision, step);
  if (step.when !== undefined) return undefined;
  const branches = needsOf(definition, index).flatMap(
    (need) => definition.steps.find((one) => one.id === need && asksAbout(one, decision)) ?? [],
  );
  const taken = branches.flatMap((branch) => leadingTo(definition, decision, branch));
  const rest = options.filter((option) => !taken.some(({ id }) => id === option.id));
  return branches.length > 0 && rest.length > 0 ? rest : undefined;
}

/** Whether a step's condition is about one decision that it follows, and nothing else: then its branch says it all. */
export function isOnlyAbout(step: Step, decisions: readonly string[]): boolean {
  if (step.when === undefined) return false;
  const names = namesIn(step.when);
  const [decision, ...others] = new Set(names.decisions);
  const isAlone = names.inputs.length + names.evidence.length + others.length === 0;
  return decision !== undefined && isAlone && decisions.includes(decision);
}

function asksAbout(step: Step, decision: Step): boolean {
  return step.when !== undefined && namesIn(step.when).decisions.includes(decision.id);
}

/** What else the condition asks is not known here: what may lead there counts. */
function leadingTo(definition: Definition, decision: Step, { when = '' }: Step): readonly Choice[] {
  return (decision.options ?? []).filter(({ id }) => {
    const holds = evaluate(definition, when, { inputs: {}, evidence: {}, decisions: { [decision.id]: id } });
    return !holds.known || holds.value;
  });
}
