/**
 * The shapes of Block Kit as a JSON Schema, made from Slack's own types. Made once for a version of the types, then kept
 * in node_modules/.cache: it takes seconds.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Json, parsed } from './json.ts';

export type Definitions = Readonly<Record<string, Json>>;

const require = createRequire(import.meta.url);
const cache = join(import.meta.dirname, '../../../node_modules/.cache/sopwith');

export async function blockKitSchema(): Promise<{ readonly definitions: Definitions }> {
  const types = createRequire(require.resolve('@slack/bolt')).resolve('@slack/types');
  const { version } = parsed(readFileSync(join(dirname(types), '../package.json'), 'utf8')) as { version: string };
  const file = join(cache, `block-kit-${version}.json`);
  return (kept(file) ?? (await made(types, file))) as { definitions: Definitions };
}

function kept(file: string): unknown {
  try {
    return parsed(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function made(types: string, file: string): Promise<unknown> {
  const { createGenerator } = await import('ts-json-schema-generator');
  const path = types.replace(/\.js$/, '.d.ts');
  const schema = createGenerator({ path, expose: 'all', jsDoc: 'none', skipTypeCheck: true }).createSchema(
    'KnownBlock',
  );
  mkdirSync(cache, { recursive: true });
  // Several workers may make it at once: whoever is last replaces an equal file, and nobody reads half of one.
  const half = `${file}.${process.pid}`;
  writeFileSync(half, JSON.stringify(schema));
  renameSync(half, file);
  return schema;
}
