/** Procedures to draw: the templates, and one of forty steps with branches. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '../../src/engine/definition.ts';
import type { MappedSop } from '../../src/engine/map/inventory.ts';
import { fromYaml } from '../../src/engine/yaml.ts';

const root = join(import.meta.dirname, '../..');

export function definitionIn(path: string): Definition {
  return definitionOf(readFileSync(join(root, path), 'utf8'));
}

export function definitionOf(yaml: string): Definition {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.definition;
}

export const REFUND = definitionIn('templates/refund-approval.sop.yaml');
export const SHOP_RETURNS = definitionIn('tests/support/shop-returns.sop.yaml');
export const TEMPLATES: readonly Definition[] = globSync('templates/*.sop.yaml', { cwd: root })
  .toSorted()
  .map((path) => definitionIn(path));

export function mapped(definition: Definition, more: Partial<MappedSop> = {}): MappedSop {
  return { id: `sop-${definition.sop}`, key: definition.sop, status: 'active', revision: 1, definition, ...more };
}
