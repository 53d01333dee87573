/** Judges blocks and views as Slack does: shapes from its own types, then the documented limits. */
import { Ajv, type ErrorObject } from 'ajv';
import { limitsOf, surfaceLimits, viewLimits } from './block-kit-limits.ts';
import { blockKitSchema, type Definitions } from './block-kit-schema.ts';
import { isJson, type Json, text } from './json.ts';

export type Surface = 'message' | 'modal' | 'home';

export interface BlockKit {
  /** What is wrong with the blocks, each with its path; nothing for good ones. */
  blocks(blocks: unknown, surface: Surface): readonly string[];
  /** The same for a modal or a home tab. */
  view(view: unknown): readonly string[];
}

let loading: Promise<BlockKit> | undefined;

/** Made once in a process. */
export function blockKit(): Promise<BlockKit> {
  loading ??= blockKitSchema().then(({ definitions }) => judge(definitions));
  return loading;
}

function judge(definitions: Definitions): BlockKit {
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema({ $id: 'kit', definitions });
  const names = namesByType(definitions);
  // All at once: compiled during a call they would take longer than some clients wait.
  const compiled = new Map(
    [...new Set([...names.values()].flat())].map((name) => [name, ajv.compile({ $ref: `kit#/definitions/${name}` })]),
  );

  /** Asks the definition of this type only, so that a fault names its field and not fifty branches. */
  const shape = (block: unknown, path: string): string[] => {
    const candidates = isJson(block) ? names.get(text(block.type)) : undefined;
    if (candidates === undefined) return [`${path}: unsupported type ${JSON.stringify((block as Json | null)?.type)}`];
    const errors: ErrorObject[] = [];
    for (const name of candidates) {
      const isRight = compiled.get(name);
      if (isRight?.(block)) return [];
      errors.push(...(isRight?.errors ?? []));
    }
    const telling = errors.filter((one) => !/anyOf|oneOf/.test(one.keyword));
    return (telling.length > 0 ? telling : errors).map((one) => `${path}${one.instancePath}: ${said(one)}`);
  };

  const blocks = (list: unknown, surface: Surface): string[] => {
    if (!Array.isArray(list)) return ['blocks: must be a list'];
    const each = list.flatMap((block: unknown, i) => {
      const wrong = shape(block, `/blocks/${i}`);
      return wrong.length > 0 ? wrong : limitsOf(block as Json, `/blocks/${i}`);
    });
    return [...each, ...surfaceLimits(list as Json[], surface)];
  };

  return {
    blocks,
    view: (view) => {
      if (!isJson(view)) return ['view: must be an object'];
      const surface = view.type === 'home' ? 'home' : 'modal';
      return [...blocks(view.blocks, surface), ...viewLimits(view)];
    },
  };
}

function said(error: ErrorObject): string {
  const extra = text((error.params as Json).additionalProperty);
  return extra === '' ? (error.message ?? error.keyword) : `${error.message} (${extra})`;
}

function namesByType(definitions: Definitions): Map<string, string[]> {
  const names = new Map<string, Set<string>>();
  for (const [name, definition] of Object.entries(definitions)) {
    for (const one of [definition, ...((definition.anyOf ?? []) as Json[])]) {
      const type = ((one.properties as Json | undefined)?.type as Json | undefined)?.const;
      if (typeof type !== 'string') continue;
      names.set(type, (names.get(type) ?? new Set()).add(name));
    }
  }
  return new Map([...names].map(([type, found]) => [type, [...found]]));
}
