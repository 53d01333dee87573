import { parseDefinition } from '../check.ts';
import type { DefinitionInput } from '../definition.ts';

/** The definition without the expressions that do not fit it: a draft may be incomplete, never wrong. */
export function sound(definition: DefinitionInput): DefinitionInput {
  const parsed = parseDefinition(definition);
  if (parsed.ok) return definition;
  const wrong = new Set(parsed.problems.map((one) => one.path));
  const steps = (definition.steps ?? []).map((step) => {
    const { when, approval, ...rest } = step;
    const { when: needed, ...approves } = approval ?? {};
    return {
      ...rest,
      ...(when === undefined || wrong.has(`steps.${step.id}.when`) ? {} : { when }),
      ...(approval === undefined
        ? {}
        : {
            approval:
              wrong.has(`steps.${step.id}.approval.when`) || needed === undefined
                ? { ...approves, role: approval.role }
                : approval,
          }),
    };
  });
  const boundaries = (definition.boundaries ?? []).filter((one) => !wrong.has(`boundaries.${one.id}.when`));
  return { ...definition, steps, boundaries };
}
