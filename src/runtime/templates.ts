/** Ready SOPs to begin with: YAML files in a folder, read when somebody asks for them. */
import { readdir, readFile } from 'node:fs/promises';
import type { Definition } from '../engine/definition.ts';

const ENDING = '.sop.yaml';

export interface Templates {
  /** All of them, by title. Throws if one is not a good SOP. */
  all(): Promise<readonly Definition[]>;
}

export function templatesIn(folder: URL): Templates {
  let known: Promise<readonly Definition[]> | undefined;
  return {
    all() {
      known ??= readAll(folder);
      // What could not be read is tried again.
      known.catch(() => {
        known = undefined;
      });
      return known;
    },
  };
}

async function readAll(folder: URL): Promise<readonly Definition[]> {
  const { fromYaml } = await import('../engine/yaml.ts');
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  const definitions = await Promise.all(
    names.map(async (name) => {
      const read = fromYaml(await readFile(new URL(name, folder), 'utf8'));
      if (!read.ok) throw new Error(`${name}: ${read.problems.map((one) => one.problem).join('; ')}`);
      return read.definition;
    }),
  );
  return definitions.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
}
