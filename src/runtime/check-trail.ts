/**
 * Whether an evidence trail is whole: its events form a chain, its evidence is what those events say, and its procedure
 * is the revision that was published. Needs no database: an auditor can do it with the file alone.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { RunEvent } from '../engine/run/events.ts';
import { evolveRun } from '../engine/run/evolve.ts';
import { initialRun } from '../engine/run/state.ts';
import { type Verdict, verifyChain } from '../store/chain.ts';
import { TRAIL_FORMAT } from './evidence-trail.ts';

const event = z.object({
  ...{ workspace: z.string(), stream: z.string(), seq: z.number(), type: z.string(), at: z.number() },
  ...{ data: z.looseObject({}), actor: z.looseObject({ type: z.string() }), prevHash: z.string(), hash: z.string() },
});

const trailSchema = z.object({
  format: z.literal(TRAIL_FORMAT),
  version: z.literal(1),
  run: z.object({ id: z.string(), title: z.string(), sop: z.string(), revision: z.number(), status: z.string() }),
  definition: z.unknown(),
  evidence: z.array(z.unknown()),
  files: z.array(z.object({ sha256: z.string() })),
  events: z.array(event).min(1),
  procedure: z.array(event).min(1),
});
type Trail = z.infer<typeof trailSchema>;

export type CheckedTrail =
  | { readonly status: 'not_a_trail' }
  | { readonly status: 'broken'; readonly where: string }
  | { readonly status: 'whole'; readonly title: string; readonly events: number; readonly head: string };

export function checkTrail(raw: unknown): CheckedTrail {
  const read = trailSchema.safeParse(raw);
  if (!read.success) return { status: 'not_a_trail' };
  const trail = read.data;
  const where = broken(trail);
  if (where !== undefined) return { status: 'broken', where };
  return {
    status: 'whole',
    title: trail.run.title,
    events: trail.events.length,
    head: trail.events.at(-1)?.hash ?? '',
  };
}

function broken(trail: Trail): string | undefined {
  if (trail.events.some((one) => one.stream !== trail.run.id)) return 'it has events of another run';
  const run = verifyChain(trail.events);
  if (run.status === 'broken') return `the run's history: ${brokenSentence(run)}`;
  const procedure = verifyChain(trail.procedure);
  if (procedure.status === 'broken') return `the procedure's history: ${brokenSentence(procedure)}`;
  const events = trail.events.map(({ type, at, actor, data }) => ({ ...data, type, at, actor }));
  const state = (events as unknown as RunEvent[]).reduce(evolveRun, initialRun);
  if (state.status === 'none') return 'its first event does not start a run';
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(state.evidence)), trail.evidence)) {
    return 'the listed evidence is not what its events recorded';
  }
  const { status, revision, key } = state;
  if (status !== trail.run.status || revision !== trail.run.revision || key !== trail.run.sop) {
    return 'what it says of the run is not what its events say';
  }
  const files = state.evidence.flatMap((one) => (typeof one.value === 'object' ? [one.value.file] : []));
  if (
    !isDeepStrictEqual(
      files,
      trail.files.map((one) => one.sha256),
    )
  )
    return 'its files are not those that were recorded';
  const published = trail.procedure.find((one) => one.type === 'SopPublished' && one.data.revision === revision);
  const isOfSop = trail.procedure.every((one) => one.stream === state.sop);
  if (!published || !isOfSop) return 'it does not say when its procedure was published';
  return isDeepStrictEqual(published.data.definition, trail.definition)
    ? undefined
    : 'its procedure is not the one that was published';
}

const BECAUSE = {
  sequence: 'is missing or out of order',
  previous: 'does not follow from the event before it',
  hash: 'was changed',
} as const;

/** `event 7 was changed` */
export function brokenSentence(verdict: Extract<Verdict, { status: 'broken' }>): string {
  return `event ${verdict.seq} ${BECAUSE[verdict.because]}`;
}
