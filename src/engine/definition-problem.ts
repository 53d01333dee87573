/** Where in a definition something is wrong, and what to do about it. */
import type { z } from 'zod';
import { didYouMean } from './nearest.ts';
import { definitionJsonSchema, type JsonSchema, schemaAt } from './schema.ts';
import type { DefinitionProblem } from './sop/refusals.ts';

/** Shown at most: nobody mends a thousand in one go. */
const SHOWN = 50;

/** The schema's complaints as sentences, the first 50 of them. `raw` is what was read, for the ids in paths. */
export function schemaProblems(raw: unknown, issues: readonly z.core.$ZodIssue[]): DefinitionProblem[] {
  const schema = definitionJsonSchema();
  return issues
    .slice(0, SHOWN)
    .flatMap((issue) => {
      const path = readablePath(raw, issue.path);
      if (issue.code === 'unrecognized_keys') return unknownKeys(path, issue.keys, schemaAt(schema, issue.path));
      return [{ path, problem: sentenceOf(issue, valueAt(raw, issue.path)) }];
    })
    .slice(0, SHOWN);
}

/** `steps.check_fridge.when`: entries of lists by their ids, or by their number from 1 where they have none. */
export function readablePath(raw: unknown, path: readonly PropertyKey[]): string {
  let here = raw;
  const names = path.map((key) => {
    here = childOf(here, key);
    const id = childOf(here, 'id');
    if (typeof key !== 'number') return String(key);
    return typeof id === 'string' && id !== '' && id.length <= 60 ? id : String(key + 1);
  });
  return names.join('.');
}

/** Each key that is not known, at its own place. */
function unknownKeys(path: string, keys: readonly string[], schema: JsonSchema | undefined): DefinitionProblem[] {
  const known = Object.keys(schema?.properties ?? {});
  return keys.map((key) => ({
    path: [path, key.slice(0, 60)].filter((part) => part !== '').join('.'),
    problem: `is not known here.${meant(key, known)}`,
  }));
}

function sentenceOf(issue: Exclude<z.core.$ZodIssue, { code: 'unrecognized_keys' }>, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing.' : `must be ${NOUNS[issue.expected] ?? issue.expected}.`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      return `must be one of ${values.join(', ')}.${typeof value === 'string' ? meant(value, values) : ''}`;
    }
    case 'too_big':
      return `is too ${issue.origin === 'number' ? 'large' : 'long'}: at most ${amount(issue.origin, issue.maximum)}.`;
    case 'too_small':
      if (issue.message === 'must not be empty') return 'must not be empty.';
      return `needs at least ${amount(issue.origin, issue.minimum)}.`;
    case 'invalid_format':
    case 'custom':
      return closed(issue.message);
    case 'invalid_union':
      return 'must be a text.';
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return closed(issue.message);
  }
}

const meant = (word: string, known: readonly string[]) => (word.length <= 60 ? didYouMean(word, known) : '');

function amount(origin: string, size: number | bigint): string {
  if (origin === 'string') return `${size} characters`;
  return origin === 'array' ? `${size} entries` : String(size);
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text; put it in quotation marks if it looks like a number or a date',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of named values',
};

const closed = (sentence: string) => (/[.?]$/.test(sentence) ? sentence : `${sentence}.`);

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(childOf, raw);
}

function childOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}
