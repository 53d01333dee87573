/**
 * What an expression may say, beyond its grammar. Names are taken only in the forms `inputs.x`, `evidence.x.value`,
 * `evidence.x.by` and `decisions.x`, so that everything an expression depends on is known without running it.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { didYouMean } from './nearest.ts';

/** What an expression depends on: ids of inputs, of evidence items, and of decision steps. */
export interface Names {
  readonly inputs: readonly string[];
  readonly evidence: readonly string[];
  readonly decisions: readonly string[];
}

export interface Reference {
  readonly root: keyof Names;
  readonly id: string;
  /** `value` or `by`, of evidence. */
  readonly field?: string;
}

/** A comparison of something named with a written text: `decisions.kind == "refund"`. */
export interface Comparison {
  readonly reference: Reference;
  readonly text: string;
}

export interface Reading {
  readonly references: readonly Reference[];
  /** Evidence that `has(…)` asks about: that it is absent is an answer, not an unknown. */
  readonly asked: readonly string[];
  readonly comparisons: readonly Comparison[];
  readonly problem?: string;
}

const ROOTS: readonly string[] = ['inputs', 'evidence', 'decisions'] satisfies (keyof Names)[];

/**
 * Only these: a regular expression can take for ever, `map` and `cel.bind` can double a text with every use, and
 * `timestamp` reads some texts in the machine's own time zone.
 */
const FUNCTIONS: readonly string[] = ['has', 'size', 'string', 'double', 'int'];
const LOOPS: readonly string[] = ['all', 'exists', 'exists_one', 'filter'];
const METHODS: readonly string[] = [
  'startsWith',
  'endsWith',
  'contains',
  'lowerAscii',
  'upperAscii',
  'trim',
  'size',
  ...LOOPS,
];

/** Reads a parsed expression: what it names, and the first thing in it that is not allowed. */
export function readSyntax(ast: ASTNode): Reading {
  const nodes = nodesOf(ast);
  const problem = nodes.map(forbidden).find((sentence) => sentence !== undefined) ?? nestedLoop(ast, false);
  return {
    references: nodes.flatMap((node) => referenceOf(pathOf(node)) ?? []),
    asked: nodes.flatMap((node) => askedAbout(node) ?? []),
    comparisons: nodes.flatMap(comparisonsOf),
    ...(problem ? { problem } : {}),
  };
}

/** Every part of an expression, outermost first. A name is one part: nothing in it is looked at again. */
function nodesOf(node: ASTNode): ASTNode[] {
  return pathOf(node) ? [node] : [node, ...childrenOf(node).flatMap(nodesOf)];
}

function forbidden(node: ASTNode): string | undefined {
  const path = pathOf(node);
  if (path) return referenceOf(path) ? undefined : howToName(path);
  if (isRooted(node)) return 'it must name things as written: evidence.fridge_temp.value, not by a computed name.';
  if (node.op === 'call' && !FUNCTIONS.includes(node.args[0])) {
    return `${node.args[0]}() is not available.${didYouMean(node.args[0], FUNCTIONS)}`;
  }
  if (node.op === 'rcall' && !METHODS.includes(node.args[0])) {
    return `.${node.args[0]}() is not available.${didYouMean(node.args[0], METHODS)}`;
  }
  return undefined;
}

function nestedLoop(node: ASTNode, inLoop: boolean): string | undefined {
  const loop = node.op === 'rcall' && LOOPS.includes(node.args[0]);
  if (loop && inLoop) return `.${node.args[0]}() cannot stand inside another loop.`;
  for (const child of childrenOf(node)) {
    /** A loop over what another loop gave is two loops in a row. */
    const over = loop && child === node.args[1];
    const problem = nestedLoop(child, inLoop || (loop && !over));
    if (problem) return problem;
  }
  return undefined;
}

function askedAbout(node: ASTNode): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'has' || !node.args[1][0]) return undefined;
  const reference = referenceOf(pathOf(node.args[1][0]));
  return reference?.root === 'evidence' ? reference.id : undefined;
}

/** `['evidence', 'fridge_temp', 'value']` for a chain of plain names that begins at one of the roots. */
function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return ROOTS.includes(node.args) ? [node.args] : undefined;
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const above = pathOf(node.args[0]);
  const key = node.op === '.' ? node.args[1] : node.args[1].op === 'value' ? node.args[1].args : undefined;
  return above && typeof key === 'string' ? [...above, key] : undefined;
}

function isRooted(node: ASTNode): boolean {
  if (node.op === 'id') return ROOTS.includes(node.args);
  return (node.op === '.' || node.op === '[]') && isRooted(node.args[0]);
}

function referenceOf(path: readonly string[] | undefined): Reference | undefined {
  const [root, id, field, ...rest] = path ?? [];
  if (id === undefined || rest.length > 0) return undefined;
  if (root === 'evidence') return field === 'value' || field === 'by' ? { root, id, field } : undefined;
  return (root === 'inputs' || root === 'decisions') && field === undefined ? { root, id } : undefined;
}

function howToName(path: readonly string[]): string {
  const [root = '', id = 'name', field] = path;
  if (root !== 'evidence') return `${path.join('.')} names nothing; write ${root}.${id}.`;
  const wrong = field === undefined ? '' : `evidence has no ${path.slice(2).join('.')}; `;
  return `${wrong}write evidence.${id}.value for what was recorded, or evidence.${id}.by for who recorded it.`;
}

function comparisonsOf(node: ASTNode): Comparison[] {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return [];
  const [left, right] = node.args;
  return [...compared(left, right), ...compared(right, left)];
}

function compared(named: ASTNode, written: ASTNode): Comparison[] {
  const path = pathOf(named);
  const reference = path && referenceOf(path);
  if (!reference) return [];
  const texts = written.op === 'list' ? written.args : [written];
  return texts.flatMap((one) =>
    one.op === 'value' && typeof one.args === 'string' ? [{ reference, text: one.args }] : [],
  );
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
    case '!_':
    case '-_':
      return [node.op === '!_' || node.op === '-_' ? node.args : node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case 'list':
    case '?:':
    case '[]':
    case '[?]':
    case '||':
    case '&&':
    case '!=':
    case '==':
    case 'in':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return node.args;
  }
}
