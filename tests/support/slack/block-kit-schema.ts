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
  const { definitions } = (kept(file) ?? (await made(types, file))) as { definitions: Definitions };
  return { definitions: withMarkedOptions(definitions) };
}

/**
 * The types say that what stands below an option is plain. That of boxes and radio buttons may be mrkdwn as well:
 * docs.slack.dev/reference/block-kit/composition-objects/option-object, and slackapi/node-slack-sdk#1765.
 */
function withMarkedOptions(definitions: Definitions): Definitions {
  const of = (...names: string[]) => ({ anyOf: names.map((name) => ({ $ref: `#/definitions/${name}` })) });
  const either = of('PlainTextElement', 'MrkdwnElement');
  const plain = definitions.PlainTextOption;
  const marked = { ...plain, properties: { ...(plain?.properties as Json), text: either, description: either } };
  const options = { type: 'array', items: of('MarkedOption') };
  const boxes = (element: Json | undefined): Json => {
    const shape = (element?.properties ?? {}) as Json;
    return {
      ...element,
      properties: { ...shape, options, ...('initial_options' in shape && { initial_options: options }) },
    };
  };
  const { Checkboxes, RadioButtons } = definitions;
  return { ...definitions, MarkedOption: marked, Checkboxes: boxes(Checkboxes), RadioButtons: boxes(RadioButtons) };
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
