/** A new local workspace begins with SOPs that can run at once: each through the same commands as anybody's. */
import { readFile } from 'node:fs/promises';
import type { Actor } from '../engine/actor.ts';
import type { Database } from '../store/database.ts';
import { findReceipt } from '../store/receipts.ts';
import type { Command } from './command.ts';
import type { Handle } from './handle.ts';

export interface Sample {
  /** Path of a `*.sop.yaml` file. */
  readonly path: URL;
  /** Called so here, so that the template's own name is free for a document of that name. */
  readonly key: string;
  readonly title: string;
  readonly place: string;
}

/**
 * Drafts and publishes each sample once, however often it is called; one whose key is taken is left out. Throws if a
 * sample is not a good SOP, or is refused.
 */
export async function publishSamples(
  parts: { readonly db: Database; readonly handle: Handle },
  given: { readonly workspace: string; readonly publisher: Actor; readonly samples: readonly Sample[] },
): Promise<void> {
  const { workspace, publisher: actor } = given;
  const keyOf = (sample: Sample, type: Command['type']) => `sample:${sample.key}:${type}`;
  for (const sample of given.samples) {
    // Reading and checking a template takes longer than all the rest of a start.
    if (await findReceipt(parts.db, workspace, keyOf(sample, 'publishDraft'))) continue;
    const { fromYaml } = await import('../engine/yaml.ts');
    const { path, key, title, place } = sample;
    const read = fromYaml(await readFile(path, 'utf8'));
    if (!read.ok) throw new Error(`${path.pathname}: ${read.problems.map((one) => one.problem).join('; ')}`);
    const definition = { ...read.definition, sop: key, title };
    const sop = `sample-${key}`;
    const commands: readonly Command[] = [
      { type: 'createDraft', sop, definition, questions: [], place },
      { type: 'publishDraft', sop },
    ];
    for (const command of commands) {
      const reply = await parts.handle({ workspace, key: keyOf(sample, command.type), actor, command });
      // Somebody's own SOP has this name already: theirs stays.
      if (reply.status === 'refused' && reply.refusal.code === 'key_taken') break;
      if (reply.status === 'refused') throw new Error(`${path.pathname}: ${JSON.stringify(reply.refusal)}`);
    }
  }
}
