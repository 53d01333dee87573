/**
 * Expressions of a definition: CEL (cel.dev) with the names of that definition, nothing else. They are checked when a
 * draft is saved; a run then only asks whether one is true, false, or not known yet.
 *
 * An expression has at most LIMITS.expression characters, no loops inside loops and no function that could make a value
 * grow or take long, so its cost is bounded by its length.
 */
import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { Choice, Definition } from './definition.ts';
import { kind, type LibraryError, problemSentence } from './expression-problem.ts';
import { type Comparison, type Names, type Reading, type Reference, readSyntax } from './expression-syntax.ts';
import { LIMITS } from './limits.ts';
import { didYouMean } from './nearest.ts';
import type { EvidenceValue, InputValues } from './run/values.ts';

export type { Names } from './expression-syntax.ts';

export type ExpressionCheck = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** What is known when an expression is asked. Ids that are absent are not known yet, or were left out. */
export interface ExpressionValues {
  readonly inputs: InputValues;
  /** Evidence item id to its current value and the member who recorded it. Files stand for their names. */
  readonly evidence: Readonly<Record<string, { readonly value: EvidenceValue; readonly by?: string }>>;
  /** Decision step id to the id of the option taken. */
  readonly decisions: Readonly<Record<string, string>>;
}

/**
 * Why there is no answer: what is missing; or, with nothing missing, what went wrong, as the expression language says it
 * (a text that is no number, a division by zero). A gate must then stay shut.
 */
export type Unknown =
  | { readonly missing: 'input' | 'evidence' | 'decision'; readonly id: string }
  | { readonly failed: string };

export type Evaluation =
  | { readonly known: true; readonly value: boolean }
  | { readonly known: false; readonly unknown: Unknown };

/** Is it a true-or-false question over this definition's names? `problem` is one sentence. Never throws. */
export function checkExpression(definition: Definition, source: string): ExpressionCheck {
  const program = programOf(definition, source);
  return 'problem' in program ? { ok: false, problem: program.problem } : { ok: true };
}

/**
 * True, false, or not known because something it needs is missing. `a || b` is true if one side is, even where the
 * other is not known; `has(…)` is always known. Never throws.
 */
export function evaluate(definition: Definition, source: string, values: ExpressionValues): Evaluation {
  const program = programOf(definition, source);
  if ('problem' in program) return { known: false, unknown: { failed: program.problem } };
  try {
    const value: unknown = program.run(contextOf(program.reading, values));
    if (typeof value === 'boolean') return { known: true, value };
    return { known: false, unknown: { failed: 'it gives neither true nor false' } };
  } catch (error) {
    const missing = firstMissing(program.reading, values);
    return { known: false, unknown: missing ?? { failed: libraryError(error).summary } };
  }
}

/** What an expression depends on. Nothing if it cannot be read. */
export function namesIn(source: string): Names {
  try {
    return namesOf(readSyntax(SYNTAX.parse(source).ast).references);
  } catch {
    return namesOf([]);
  }
}

type Program = { readonly run: ParseResult; readonly reading: Reading } | { readonly problem: string };
interface Scope {
  readonly environment: Environment;
  readonly programs: Map<string, Program>;
}

const STRUCTURE = { maxAstNodes: 300, maxDepth: 40, maxListElements: 50, maxMapEntries: 10, maxCallArguments: 4 };
const SYNTAX = new Environment({ limits: STRUCTURE, unlistedVariablesAreDyn: true });

/** Derived from frozen definitions only, so a caller cannot tell whether an answer came from here. */
const scopes = new WeakMap<Definition, Scope>();

function programOf(definition: Definition, source: string): Program {
  let scope = scopes.get(definition);
  if (!scope) {
    scope = { environment: environmentOf(definition), programs: new Map() };
    scopes.set(definition, scope);
  }
  let program = scope.programs.get(source);
  if (!program) {
    program = compile(definition, scope.environment, source);
    scope.programs.set(source, program);
  }
  return program;
}

function compile(definition: Definition, environment: Environment, source: string): Program {
  if (source.length > LIMITS.expression) return { problem: `it is longer than ${LIMITS.expression} characters.` };
  try {
    const run = environment.parse(source);
    const ast: ASTNode = run.ast;
    const reading = readSyntax(ast);
    const problem =
      reading.problem ?? unknownName(definition, reading) ?? unknownOption(definition, reading.comparisons);
    if (problem) return { problem };
    const { valid, type = '', error } = run.check();
    if (!valid) return { problem: problemSentence(source, libraryError(error)) };
    if (type !== 'bool')
      return { problem: `it gives ${kind(type)}, but must be true or false; compare it with something.` };
    return { run, reading };
  } catch (error) {
    return { problem: problemSentence(source, libraryError(error)) };
  }
}

function environmentOf(definition: Definition): Environment {
  const inputs = definition.inputs.map((input): [string, string] => [input.id, celType(input.type)]);
  const evidence = definition.steps
    .flatMap((step) => step.evidence)
    .map((item): [string, Record<string, string>] => [item.id, { value: celType(item.type), by: 'string' }]);
  const decisions = decisionSteps(definition).map((step): [string, string] => [step.id, 'string']);
  const environment = new Environment({ limits: STRUCTURE })
    .registerVariable({ name: 'inputs', schema: Object.fromEntries(inputs) })
    .registerVariable({ name: 'evidence', schema: Object.fromEntries(evidence) })
    .registerVariable({ name: 'decisions', schema: Object.fromEntries(decisions) });
  for (const [signature, handler] of Object.entries(MIXED_NUMBERS)) environment.registerOperator(signature, handler);
  return environment;
}

/** CEL keeps whole and decimal numbers apart. Readings are decimal, and people write `inputs.refund + 1`. */
const MIXED_NUMBERS: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  'double + int: double': (left, right) => Number(left) + Number(right),
  'int + double: double': (left, right) => Number(left) + Number(right),
  'double - int: double': (left, right) => Number(left) - Number(right),
  'int - double: double': (left, right) => Number(left) - Number(right),
  'double * int: double': (left, right) => Number(left) * Number(right),
  'int * double: double': (left, right) => Number(left) * Number(right),
  'double / int: double': (left, right) => Number(left) / Number(right),
  'int / double: double': (left, right) => Number(left) / Number(right),
  'double == int: bool': (left, right) => Number(left) === Number(right),
};

function celType(type: 'number' | 'checkbox' | string): string {
  return type === 'number' ? 'double' : type === 'checkbox' ? 'bool' : 'string';
}

const decisionSteps = (definition: Definition) => definition.steps.filter((step) => step.kind === 'decision');

function unknownName(definition: Definition, reading: Reading): string | undefined {
  const known = {
    inputs: definition.inputs.map((input) => input.id),
    evidence: definition.steps.flatMap((step) => step.evidence.map((item) => item.id)),
    decisions: decisionSteps(definition).map((step) => step.id),
  };
  const noun = { inputs: 'input', evidence: 'evidence', decisions: 'decision step' };
  const wrong = reading.references.find(({ root, id }) => !known[root].includes(id));
  if (!wrong) return undefined;
  return `there is no ${noun[wrong.root]} "${wrong.id}".${didYouMean(wrong.id, known[wrong.root])}`;
}

/** A misspelt option would never be taken, silently. */
function unknownOption(definition: Definition, comparisons: readonly Comparison[]): string | undefined {
  for (const { reference, text } of comparisons) {
    const options = optionsOf(definition, reference)?.map((option) => option.id);
    if (options && !options.includes(text)) {
      return `"${text}" is not an option of ${reference.root}.${reference.id}.${didYouMean(text, options)}`;
    }
  }
  return undefined;
}

function optionsOf(definition: Definition, { root, id, field }: Reference): readonly Choice[] | undefined {
  if (root === 'inputs') return definition.inputs.find((input) => input.id === id && input.type === 'choice')?.options;
  if (root === 'decisions') return definition.steps.find((step) => step.id === id)?.options;
  if (field === 'by') return undefined;
  return definition.steps.flatMap((step) => step.evidence).find((item) => item.id === id && item.type === 'choice')
    ?.options;
}

/** Only what the expression names. Maps, because an id may be called `constructor`. */
function contextOf({ references, asked }: Reading, values: ExpressionValues) {
  const context = { inputs: new Map(), evidence: new Map(), decisions: new Map() };
  for (const { root, id } of references) {
    if (root === 'evidence') {
      const record = own(values.evidence, id);
      if (record) context.evidence.set(id, { value: plain(record.value), by: record.by });
      else if (asked.includes(id)) context.evidence.set(id, {});
    } else {
      const value = own(values[root], id);
      if (value !== undefined) context[root].set(id, value);
    }
  }
  return context;
}

const own = <Value>(values: Readonly<Record<string, Value>>, id: string) =>
  Object.hasOwn(values, id) ? values[id] : undefined;

const plain = (value: EvidenceValue) => (typeof value === 'object' ? value.name : value);

const MISSING = { inputs: 'input', evidence: 'evidence', decisions: 'decision' } as const;

function firstMissing({ references }: Reading, values: ExpressionValues): Unknown | undefined {
  const missing = references.find(({ root, id }) => own<unknown>(values[root], id) === undefined);
  return missing && { missing: MISSING[missing.root], id: missing.id };
}

function namesOf(references: readonly Reference[]): Names {
  const ids = (root: keyof Names) => [...new Set(references.filter((one) => one.root === root).map((one) => one.id))];
  return { inputs: ids('inputs'), evidence: ids('evidence'), decisions: ids('decisions') };
}

function libraryError(error: unknown): LibraryError {
  if (!(error instanceof Error)) return { code: 'unknown', summary: String(error) };
  const { code = 'unknown', summary = error.message, range } = error as Error & Partial<LibraryError>;
  return { code, summary, ...(range ? { range } : {}) };
}
