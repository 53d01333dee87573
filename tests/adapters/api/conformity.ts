/** Whether an answer is one that the served description tells of: its status, its type, and every part of its body. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Told } from './caller.ts';
import type { Described, Operation } from './operations.ts';

/** Gives what is wrong with an answer to an operation; empty: it is as described. */
export function conformityTo(document: Described): (one: Operation, told: Told) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { binary: true } });
  // What is not described is not told either: a generated client would drop it, or break on it.
  ajv.addSchema(closed(document) as object, 'api');
  return (one, { status, headers, said }) => {
    const known = String(status) in one.responses ? String(status) : status >= 400 ? 'default' : undefined;
    if (known === undefined) return [`${status} is not described`];
    const described = one.responses[known]?.content;
    if (described === undefined) return said === undefined ? [] : [`${status} has a body`];
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (!(type in described)) return [`${status} as “${type}” is not described`];
    if (!type.endsWith('json')) return typeof said === 'string' ? [] : ['there is no body'];
    const at = ['paths', `/api${one.path}`, one.method.toLowerCase(), 'responses', known, 'content', type, 'schema'];
    const pointer = at.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent);
    const fits = ajv.getSchema(`api#/${pointer.join('/')}`);
    if (!fits) return [`${status} has no schema`];
    return fits(said)
      ? []
      : (fits.errors ?? []).map((wrong) => `${wrong.instancePath} ${wrong.message} ${JSON.stringify(wrong.params)}`);
  };
}

/** The same with objects that have no parts but those that are named. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const all = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  const isObject = 'type' in part && part.type === 'object' && 'properties' in part;
  return isObject && !('additionalProperties' in part) ? { ...all, additionalProperties: false } : all;
}
