/** A story's own SOP: drafted and published through the same commands as anybody's. */

import type { App } from '../../src/app.ts';
import { fromYaml } from '../../src/engine/yaml.ts';

const publisher = { type: 'member', id: 'eva', identity: 'web:eva' } as const;

/** Publishes an SOP written as YAML, as Eva. Gives its id. */
export async function published({ app }: { readonly app: App }, yaml: string, place = 'web:kitchen'): Promise<string> {
  const sop = await drafted({ app }, yaml, place);
  const reply = await app.handle({
    ...{ workspace: app.workspace, key: `publish:${sop}`, actor: publisher },
    command: { type: 'publishDraft', sop },
  });
  if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  await app.worker.idle();
  return sop;
}

/** Makes a draft of an SOP written as YAML. Gives its id. */
export async function drafted({ app }: { readonly app: App }, yaml: string, place = 'web:kitchen'): Promise<string> {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const sop = `sop-${read.definition.sop}`;
  const reply = await app.handle({
    ...{ workspace: app.workspace, key: `draft:${sop}`, actor: publisher },
    command: { type: 'createDraft', sop, definition: read.definition, questions: [], place },
  });
  if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  await app.worker.idle();
  return sop;
}
