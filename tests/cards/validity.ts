/**
 * Whether a card is valid: by the official parser at 1.5 (unknown elements, features that are too new, missing or
 * double ids), by a schema generated from Microsoft's types (typing errors, wrong types, missing text), and by limits
 * that neither knows. Each finds what the others miss.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const require = createRequire(import.meta.url);
// The package's ES modules import without extensions, which Node does not load; parsing needs no document.
const AC: typeof import('adaptivecards') = require('adaptivecards/dist/adaptivecards.js');

const KILOBYTE = 1024;
/** A whole Teams activity may have 28 KB: the card leaves room for its envelope. */
const MOST_BYTES = 25 * KILOBYTE;

/** What is wrong with a card, in the words of whoever found it; empty if it is valid. */
export function problemsIn(json: unknown): readonly string[] {
  return [...byParser(json), ...bySchema(json), ...byLimits(json)];
}

function byParser(json: unknown): string[] {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const card = new AC.AdaptiveCard();
  card.version = AC.Versions.v1_5;
  // Six and a menu of five: how many there are of each is looked at below.
  card.hostConfig = new AC.HostConfig({ actions: { maxActions: 11 } });
  card.parse(json, context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const checked = card.validateProperties().validationEvents.map((event) => event.message);
  return [...parsed, ...checked].map((message) => `parser: ${message}`);
}

let compiled: ValidateFunction | undefined;

function bySchema(json: unknown): string[] {
  compiled ??= new Ajv({ strict: false, validateSchema: false }).compile(teamsSchema());
  if (compiled(json)) return [];
  return (compiled.errors ?? []).map((error) => `schema: ${error.instancePath} ${error.message}`);
}

/** Generated once for each version of the package: it takes seconds. */
function teamsSchema(): object {
  const root = join(import.meta.dirname, '../..');
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@microsoft/teams.cards/package.json'), 'utf8'));
  const folder = join(root, 'node_modules/.cache/sopwith');
  const path = join(folder, `teams-card-${version}.schema.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  const from = { path: join(import.meta.dirname, 'teams-card.ts'), type: 'Card', skipTypeCheck: true } as const;
  const schema = createGenerator({ ...from, expose: 'all', jsDoc: 'none' }).createSchema('Card');
  mkdirSync(folder, { recursive: true });
  // Renamed into place: test files run beside each other.
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(schema));
  renameSync(`${path}.${process.pid}`, path);
  return schema;
}

function byLimits(json: unknown): string[] {
  const text = JSON.stringify(json);
  const { actions = [], ...card } = json as { version?: string; actions?: { mode?: string }[] };
  // Teams keeps secondary ones in a menu of their own.
  const isSeldom = ({ mode }: { mode?: string }) => mode === 'secondary';
  return [
    ...(card.version === '1.5' ? [] : ['limits: version is not 1.5']),
    ...(actions.filter(isSeldom).length > 5 ? ['limits: more than 5 secondary actions'] : []),
    ...(actions.filter((one) => !isSeldom(one)).length > 6 ? ['limits: more than 6 actions'] : []),
    ...(/\$\{|\{\{/.test(text) ? ['limits: a template or macro is left in it'] : []),
    ...(new TextEncoder().encode(text).byteLength > MOST_BYTES ? ['limits: more than 25 KB'] : []),
  ];
}
