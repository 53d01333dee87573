/** A new local workspace begins with SOPs that can run at once: each through the same commands as anybody's. */
import { readFile } from 'node:fs/promises';
import type { Actor } from '../engine/actor.ts';
import { fromYaml } from '../engine/yaml.ts';
import type { Command } from './command.ts';
import type { Handle } from './handle.ts';

export interface Sample {
  /** Path of a `*.sop.yaml` file. */
  readonly path: URL;
  readonly place: string;
}

/** Drafts and publishes each sample once, however often it is called. Throws if a sample is not a good SOP. */
export async function publishSamples(
  handle: Handle,
  given: { readonly workspace: string; readonly publisher: Actor; readonly samples: readonly Sample[] },
): Promise<void> {
  const { workspace, publisher: actor } = given;
  for (const { path, place } of given.samples) {
    const read = fromYaml(await readFile(path, 'utf8'));
    if (!read.ok) throw new Error(`${path.pathname}: ${read.problems.map((one) => one.problem).join('; ')}`);
    const { definition } = read;
    const sop = `sample-${definition.sop}`;
    const commands: readonly Command[] = [
      { type: 'createDraft', sop, definition, questions: [], place },
      { type: 'publishDraft', sop },
    ];
    for (const command of commands) {
      await handle({ workspace, key: `sample:${definition.sop}:${command.type}`, actor, command });
    }
  }
}
