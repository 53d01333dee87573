/**
 * The work that is measured: runs of a ten-step SOP, driven by commands as the adapters make them. One tap is one
 * person's command (`completeStep` with its evidence, or `approveStep`), one durable commit.
 */
import { randomUUIDv7 } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Actor } from '../src/engine/actor.ts';
import type { Definition } from '../src/engine/definition.ts';
import { fromYaml } from '../src/engine/yaml.ts';
import type { Envelope, Reply } from '../src/runtime/command.ts';
import type { Handle } from '../src/runtime/handle.ts';

export interface Workload {
  /** The id of the SOP. */
  readonly sop: string;
  /** The envelope that starts a run; `place` is its channel. */
  start(run: string, place?: string): Envelope;
  /** Every tap from the first step to the end, in order. */
  taps(run: string): readonly Envelope[];
}

/**
 * Drafts and publishes the measured SOP in a workspace where `ana` is an opener and `ben` a shift lead. `copy`: the same
 * procedure once more, as another SOP.
 */
export async function publishWorkload(handle: Handle, workspace: string, copy = ''): Promise<Workload> {
  const read = fromYaml(await readFile(new URL('procedure.sop.yaml', import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.problems.map((one) => one.problem).join('; '));
  const definition = { ...read.definition, sop: `${read.definition.sop}${copy}` };
  const sop = `bench-${definition.sop}`;
  const ask = (key: string, command: Envelope['command']) =>
    handle({ workspace, key: `bench:${key}${copy}`, actor: BEN, command });
  expectAccepted(await ask('draft', { type: 'createDraft', sop, definition, questions: [], place: 'count:C0' }));
  expectAccepted(await ask('publish', { type: 'publishDraft', sop }));
  return {
    sop,
    start: (run, place = 'count:C1') => ({
      ...{ workspace, key: `bench:${run}:start`, actor: ANA },
      command: { type: 'startRun', run, sop, inputs: {}, place },
    }),
    taps: (run) => tapsOf(definition, workspace, run),
  };
}

/** Ids as the program makes them, in the order of time. */
export function newRuns(count: number): readonly string[] {
  return Array.from({ length: count }, () => randomUUIDv7());
}

/** A refusal in a bench is a mistake of the bench. */
export function expectAccepted(reply: Reply): Reply & { readonly status: 'accepted' } {
  if (reply.status === 'accepted') return reply;
  throw new Error(`refused: ${JSON.stringify(reply.refusal)}`);
}

const ANA: Actor = { type: 'member', id: 'ana', identity: 'web:ana' };
const BEN: Actor = { type: 'member', id: 'ben', identity: 'web:ben' };

function tapsOf(definition: Definition, workspace: string, run: string): readonly Envelope[] {
  return definition.steps.flatMap((step): readonly Envelope[] => {
    const key = `web:${run}:${step.id}`;
    const items = step.evidence.map(({ id: item, type }) => ({ item, value: answerOf(item, type) }));
    const done: Envelope = {
      ...{ workspace, key: `${key}:done`, actor: ANA },
      command: { type: 'completeStep', run, step: step.id, attempt: 1, items },
    };
    const approved: Envelope = {
      ...{ workspace, key: `${key}:approved`, actor: BEN },
      command: { type: 'approveStep', run, step: step.id, attempt: 1 },
    };
    return step.approval ? [done, approved] : [done];
  });
}

function answerOf(item: string, type: string): string | number | boolean {
  if (type === 'checkbox') return true;
  if (type === 'text') return 'All as it should be; two boxes of napkins are left, ordered for tomorrow.';
  return item === 'freezer_temp' ? -18 : 4;
}
