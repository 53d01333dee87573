/** The YAML form of a definition (`*.sop.yaml`). What is written here reads back exactly. */
import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { z } from 'zod';
import { type Parsed, parseDefinition } from './check.ts';
import { type Definition, definitionSchema } from './definition.ts';
import { LIMITS } from './limits.ts';
import { isDeeperThan } from './nesting.ts';
import type { DefinitionProblem } from './sop/refusals.ts';
import { keyLine, pathAt } from './yaml-place.ts';

/** Characters a line, before a long text is folded. */
const WIDTH = 100;

/** Lines and entries, at most: reading takes a hundredth of a millisecond for each, and the server waits meanwhile. */
const PARTS = 40_000;

/** Keys in the order of the schema, what has its default left out, durations in ISO 8601, small things on one line. */
export function toYaml(definition: Definition): string {
  const document = new Document(written(definitionSchema, definition), { version: '1.2' });
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      const isSteps = isScalar(key) && key.value === 'steps';
      if (isScalar(key) && isCollection(value)) key.spaceBefore = true;
      if (!isSteps) compact(value);
      else if (isSeq(value)) value.items.forEach(asStep);
    }
  }
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: false });
}

function asStep(step: unknown, index: number): void {
  if (!isMap(step)) return;
  step.spaceBefore = index > 0;
  for (const pair of step.items) compact(pair.value);
}

/** Lists of words, and entries of lists that fit on one line, are written on one. */
function compact(node: unknown): void {
  if (isMap(node)) {
    for (const { value } of node.items) {
      const isBox = isMap(value) && value.items.length > 0 && value.items.every((pair) => isNumber(pair.value));
      if (isBox) value.flow = true;
      else compact(value);
    }
  }
  if (!isSeq(node)) return;
  if (node.items.every(isScalar)) node.flow = fits(node, WIDTH / 2);
  for (const item of node.items) {
    if (isMap(item) && item.items.every((pair) => isScalar(pair.value)) && fits(item, WIDTH)) item.flow = true;
    else compact(item);
  }
}

function isNumber(node: unknown): boolean {
  return isScalar(node) && typeof node.value === 'number';
}

/** Texts of several lines are not written in brackets: some of them would not read back. */
function fits(node: unknown, width: number): boolean {
  const text = JSON.stringify(node);
  return text.length < width && !text.includes('\\n');
}

/**
 * A definition from YAML text of at most LIMITS.yamlBytes. Each problem has its path and its line, from 1. References
 * (`&`, `*`) are refused: a few lines of them can stand for more data than fits anywhere. Never throws.
 */
export function fromYaml(text: string): Parsed {
  if (text.length > LIMITS.yamlBytes || Buffer.byteLength(text) > LIMITS.yamlBytes) {
    return refusal([
      { path: '', problem: `it is larger than ${LIMITS.yamlBytes / 1024} kB; an SOP is text, so take data out.` },
    ]);
  }
  if ((text.match(/[[{?,\n]|- /g)?.length ?? 0) > PARTS) {
    return refusal([{ path: '', problem: 'it has more parts than any SOP may have; take data out.' }]);
  }
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RangeError) return TOO_DEEP;
    throw error;
  }
}

function read(text: string): Parsed {
  const lineCounter = new LineCounter();
  // Doubled keys are looked for below: the library compares each key with each other one.
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, uniqueKeys: false, lineCounter });
  const at = (offset: number) => lineCounter.linePos(offset).line;
  const faults = [...document.errors, ...document.warnings];
  if (faults.some((one) => one.code === 'RESOURCE_EXHAUSTION')) return TOO_DEEP;
  // One slip of the pen makes the library complain many times: the first is what to mend.
  const [fault] = faults.sort((one, other) => one.pos[0] - other.pos[0]);
  if (fault) {
    const [offset] = fault.pos;
    return refusal([{ path: pathAt(document.contents, offset), problem: faultSentence(fault), line: at(offset) }]);
  }
  const unwanted = notPlain(document, at);
  if (unwanted.length > 0) return refusal(unwanted);
  if (document.contents === null) return refusal([{ path: '', problem: 'it is empty.', line: 1 }]);

  const data: unknown = document.toJS({ maxAliasCount: 0 });
  if (isDeeperThan(LIMITS.nesting, data)) return TOO_DEEP;
  const parsed = parseDefinition(data);
  if (parsed.ok) return parsed;
  return refusal(
    parsed.problems.map((problem) => {
      const offset = keyLine(document.contents, problem.path);
      return offset === undefined ? problem : { ...problem, line: at(offset) };
    }),
  );
}

/** The parser recurses: brackets nested by the thousand end its stack, which it tells or throws. */
const TOO_DEEP: Parsed = { ok: false, problems: [{ path: '', problem: 'it is nested too deep.' }] };

const refusal = (problems: readonly DefinitionProblem[]): Parsed => ({ ok: false, problems });

/** References, keys that stand twice, and keys that are no names. */
function notPlain(document: ReturnType<typeof parseDocument>, at: (offset: number) => number): DefinitionProblem[] {
  const found: DefinitionProblem[] = [];
  const tell = (offset: number | undefined, problem: string) => {
    const place = offset === undefined ? {} : { line: at(offset) };
    found.push({ path: pathAt(document.contents, offset ?? 0), problem, ...place });
  };
  visit(document, {
    Alias(_, alias) {
      tell(alias.range?.[0], 'references (& and *) are not read; write the value out.');
      return visit.BREAK;
    },
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) {
          tell(map.range?.[0], 'a name is missing before a colon.');
          return visit.BREAK;
        }
        if (seen.has(key.value)) {
          tell(key.range?.[0], `${String(key.value).slice(0, 60)} stands twice here; keep one of them.`);
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

function faultSentence(fault: YAMLError): string {
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return 'lines are indented with spaces, not tabs.';
    case 'BAD_INDENT':
      return 'the indentation does not fit the lines around it.';
    case 'MULTIPLE_DOCS':
      return 'there is more than one document (---); keep one SOP in a file.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'the lines do not fit together: indent parts of one thing alike, and put a text with ": " in quotation marks.';
    case 'MISSING_CHAR':
      return 'a quotation mark, bracket or colon is missing here or further up.';
    case 'TAG_RESOLVE_FAILED':
      return 'tags (!) are not read; write a plain value.';
    default:
      return `cannot be read as YAML: ${fault.message}.`;
  }
}

/** The value as it is written: keys in the order of the schema, without what its default says anyway. */
function written(schema: z.ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return written(schema.unwrap() as z.ZodType, value);
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((one) => written(schema.element as z.ZodType, one));
  }
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  const values: Readonly<Record<string, unknown>> = { ...value };
  const entries = Object.entries(schema.shape as Record<string, z.ZodType>).filter(
    ([key, inner]) => values[key] !== undefined && !isDefault(inner, values[key]),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, written(inner, values[key])]));
}

/** Defaults are plain values and empty lists and groups, so their JSON is enough to compare them. */
function isDefault(schema: z.ZodType, value: unknown): boolean {
  return schema instanceof z.ZodDefault && JSON.stringify(schema.def.defaultValue) === JSON.stringify(value);
}
