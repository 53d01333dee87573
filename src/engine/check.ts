/** What takes the whole definition to see. A draft may be incomplete (`readiness.ts`), but never wrong. */
import { type Definition, definitionSchema, type Step } from './definition.ts';
import { schemaProblems } from './definition-problem.ts';
import { milliseconds } from './duration.ts';
import { checkExpression, namesIn } from './expression.ts';
import { cycles, stepsBefore } from './flow.ts';
import { LIMITS } from './limits.ts';
import { didYouMean } from './nearest.ts';
import type { DefinitionProblem } from './sop/refusals.ts';

export type Parsed =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/**
 * A definition from plain data that came from outside. Refused with every problem found (at most 50 of shape; the whole
 * is checked once the shapes are right), each with its path and a sentence that says what to do. Never throws.
 */
export function parseDefinition(raw: unknown): Parsed {
  const parsed = definitionSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, problems: schemaProblems(raw, parsed.error.issues) };
  const definition: Definition = parsed.data;
  const problems = CHECKS.flatMap((check) => check(definition));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definition };
}

type Check = (definition: Definition) => DefinitionProblem[];

const uniqueIds: Check = (definition) => {
  const evidence = definition.steps.flatMap((step) => step.evidence.map((item) => item.id));
  const lastWith = (id: string) =>
    definition.steps.findLast((step) => step.evidence.some((item) => item.id === id))?.id;
  const stepIds = definition.steps.map((step) => step.id);
  return [
    ...repeated(stepIds).map((id) => problem(`steps.${id}`, `two steps are called ${id}; give each its own id.`)),
    ...repeated(evidence).map((id) =>
      problem(`steps.${lastWith(id)}.evidence.${id}`, `another evidence is called ${id} too; give each its own id.`),
    ),
    ...(['roles', 'inputs', 'sources', 'boundaries'] as const).flatMap((list) =>
      repeated(definition[list].map((one) => one.id)).map((id) =>
        problem(`${list}.${id}`, `${id} stands twice under ${list}; give each its own id.`),
      ),
    ),
  ];
};

const rolesExist: Check = (definition) => {
  const known = definition.roles.map((role) => role.id);
  const named: [path: string, role: string | undefined][] = [
    ['accountable_manager', definition.accountable_manager],
    ['exception_owner', definition.exception_owner],
    ...(definition.defaults.escalate ?? []).map((rung): [string, string] => ['defaults.escalate', rung.to]),
    ...definition.steps.flatMap((step): [string, string | undefined][] => [
      [`steps.${step.id}.role`, step.role],
      [`steps.${step.id}.approval.role`, step.approval?.role],
      [`steps.${step.id}.approval.above`, step.approval?.above],
      ...(step.escalate ?? []).map((rung): [string, string] => [`steps.${step.id}.escalate`, rung.to]),
    ]),
    ...definition.boundaries.map((boundary): [string, string] => [`boundaries.${boundary.id}.role`, boundary.role]),
  ];
  return named.flatMap(([path, role]) =>
    role === undefined || known.includes(role)
      ? []
      : [problem(path, `there is no role ${role}; add it under roles.${didYouMean(role, known)}`)],
  );
};

const needsAndSourcesExist: Check = (definition) => {
  const steps = definition.steps.map((step) => step.id);
  const sources = definition.sources.map((source) => source.id);
  return definition.steps.flatMap((step) => [
    ...(step.needs ?? [])
      .filter((need) => !steps.includes(need))
      .map((need) => problem(`steps.${step.id}.needs`, `there is no step ${need}.${didYouMean(need, steps)}`)),
    ...step.sources
      .filter((source) => !sources.includes(source))
      .map((source) =>
        problem(
          `steps.${step.id}.sources`,
          `there is no source ${source}; add it under sources.${didYouMean(source, sources)}`,
        ),
      ),
  ]);
};

const noCircles: Check = (definition) =>
  cycles(definition).map((way) =>
    problem(`steps.${way[0]}.needs`, `these steps wait for each other: ${told(way)}; take one of the needs away.`),
  );

const told = (way: readonly string[]) =>
  (way.length <= 8 ? way : [...way.slice(0, 6), '…', ...way.slice(-1)]).join(' needs ');

const fieldsFit: Check = (definition) => [
  ...definition.inputs.flatMap((input) => fieldFits(`inputs.${input.id}`, input)),
  ...definition.inputs
    .filter((input) => input.max_length !== undefined && input.type !== 'text')
    .map((input) => problem(`inputs.${input.id}.max_length`, 'only a text has a length; take max_length away.')),
  ...definition.steps.flatMap((step) =>
    step.evidence.flatMap((item) => fieldFits(`steps.${step.id}.evidence.${item.id}`, item)),
  ),
];

type Field = Pick<Definition['inputs'][number], 'unit' | 'min' | 'max' | 'options'> & { readonly type: string };

function fieldFits(path: string, field: Field): DefinitionProblem[] {
  const found = optionsFit(path, field.options, field.type === 'choice', 'a choice');
  if (field.type !== 'number' && (field.min !== undefined || field.max !== undefined || field.unit !== undefined)) {
    found.push(problem(path, 'only a number has unit, min and max; take them away or make it a number.'));
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    found.push(problem(path, `the lower limit ${field.min} is above the upper limit ${field.max}; exchange them.`));
  }
  return found;
}

function optionsFit(path: string, options: Step['options'], wanted: boolean, what: string): DefinitionProblem[] {
  if (wanted && !options) return [problem(`${path}.options`, `${what} needs at least two options.`)];
  if (!wanted && options) return [problem(`${path}.options`, `only ${what} has options; take them away.`)];
  return repeated((options ?? []).map((option) => option.id)).map((id) =>
    problem(`${path}.options`, `option ${id} stands twice; give each its own id.`),
  );
}

const kindsFit: Check = (definition) =>
  definition.steps.flatMap((step) => {
    const path = `steps.${step.id}`;
    const found = optionsFit(path, step.options, step.kind === 'decision', 'a decision');
    if (step.kind === 'approval' && !step.approval) {
      found.push(problem(`${path}.approval`, 'an approval step must say who approves: add approval with a role.'));
    }
    if (step.kind === 'approval' && step.evidence.some((item) => item.required)) {
      found.push(
        problem(
          `${path}.evidence`,
          'nobody does an approval step, so nobody can record its evidence; ask for it in a step before.',
        ),
      );
    }
    if (step.approval?.limit !== undefined && step.approval.above === undefined) {
      found.push(problem(`${path}.approval.above`, 'a limit needs above: the role that decides beyond it.'));
    }
    if (step.approval?.above !== undefined && step.approval.limit === undefined) {
      found.push(
        problem(`${path}.approval.limit`, 'above needs limit: an expression for what the role may approve alone.'),
      );
    }
    return found;
  });

const clocksFit: Check = (definition) => [
  ...clockFits(
    'defaults',
    definition.defaults,
    definition.defaults.due ?? definition.steps.find((step) => step.due)?.due,
  ),
  ...definition.steps.flatMap((step) => clockFits(`steps.${step.id}`, step, step.due ?? definition.defaults.due)),
  ...definition.sources.flatMap((source) => durationFits(`sources.${source.id}.fresh`, source.fresh)),
  ...(/\d{5}/.test(definition.retention?.keep ?? '')
    ? [problem('retention.keep', 'is longer than anybody can promise; use at most four digits.')]
    : []),
];

function clockFits(path: string, clock: Definition['defaults'], due: string | undefined): DefinitionProblem[] {
  const rungs = clock.escalate ?? [];
  const found = [clock.due, clock.remind, ...rungs.map((rung) => rung.after)].flatMap((one) => durationFits(path, one));
  if (found.length > 0) return found;
  // Those of the defaults may count from the deadline of a shift, which its routine says.
  if (path !== 'defaults' && due === undefined && (clock.remind !== undefined || rungs.length > 0)) {
    return [problem(`${path}.due`, 'remind and escalate count from a deadline; add due.')];
  }
  if (clock.due !== undefined && milliseconds(clock.due) === 0) {
    found.push(problem(`${path}.due`, 'must be longer than nothing.'));
  }
  if (due !== undefined && clock.remind !== undefined && milliseconds(clock.remind) >= milliseconds(due)) {
    found.push(
      problem(`${path}.remind`, 'the reminder would come before the step can begin; make it shorter than due.'),
    );
  }
  if (
    rungs.some(
      (rung, index) => index > 0 && milliseconds(rung.after) <= milliseconds(rungs[index - 1]?.after ?? 'PT0S'),
    )
  ) {
    found.push(problem(`${path}.escalate`, 'each rung must come later than the one above it.'));
  }
  return found;
}

function durationFits(path: string, iso: string | undefined): DefinitionProblem[] {
  if (iso === undefined || milliseconds(iso) <= LIMITS.durationMs) return [];
  return [problem(path, `${iso.slice(0, 30)} is longer than ten years; make it shorter.`)];
}

const expressionsFit: Check = (definition) => {
  const before = stepsBefore(definition);
  const places = definition.steps.flatMap((step): Place[] => {
    const earlier = before.get(step.id) ?? new Set<string>();
    const path = `steps.${step.id}`;
    const own = new Set([...earlier, step.id]);
    return [
      { path: `${path}.when`, source: step.when, known: earlier },
      { path: `${path}.approval.when`, source: step.approval?.when, known: own },
      { path: `${path}.approval.limit`, source: step.approval?.limit, known: own },
    ];
  });
  const boundaries = definition.boundaries.map(
    ({ id, when }): Place => ({ path: `boundaries.${id}.when`, source: when }),
  );
  return [...places, ...boundaries].flatMap((place) => expressionFits(definition, place));
};

/** `known`: the steps that have ended when the expression is asked; absent where it is asked again and again. */
interface Place {
  readonly path: string;
  readonly source: string | undefined;
  readonly known?: ReadonlySet<string>;
}

function expressionFits(definition: Definition, { path, source, known }: Place): DefinitionProblem[] {
  if (source === undefined) return [];
  const checked = checkExpression(definition, source);
  if (!checked.ok) return [problem(path, checked.problem)];
  if (!known) return [];
  const { evidence, decisions } = namesIn(source);
  const steps = new Set([...decisions, ...evidence.flatMap((id) => stepOfEvidence(definition, id) ?? [])]);
  return [...steps]
    .filter((step) => !known.has(step))
    .map((step) =>
      problem(path, `it asks about step ${step}, which need not have ended by then; add ${step} to the needs.`),
    );
}

function stepOfEvidence(definition: Definition, item: string): string | undefined {
  return definition.steps.find((step) => step.evidence.some((one) => one.id === item))?.id;
}

const CHECKS: readonly Check[] = [
  uniqueIds,
  rolesExist,
  needsAndSourcesExist,
  noCircles,
  fieldsFit,
  kindsFit,
  clocksFit,
  expressionsFit,
];

function problem(path: string, sentence: string): DefinitionProblem {
  return { path, problem: sentence };
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
