/**
 * Whether an evidence trail is whole: its events form a chain, everything else that it says is what those events say,
 * and its procedure is the revision that was published. Needs no database: an auditor can do it with the file alone.
 * Two things no event speaks of: what people are called now, and when the file was made.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { verifyChain } from '../store/chain.ts';
import { brokenSentence, foldedOrNot } from './check-history.ts';
import { filesOf, runFacts, TRAIL_FORMAT, textsIn } from './evidence-trail.ts';

const event = z.strictObject({
  ...{ workspace: z.string(), stream: z.string(), seq: z.number(), type: z.string(), at: z.number() },
  ...{ data: z.looseObject({}), actor: z.looseObject({ type: z.string() }), prevHash: z.string(), hash: z.string() },
});

/** Strict: what stands beside the events in no place that is compared with them could say anything. */
const trailSchema = z.strictObject({
  format: z.literal(TRAIL_FORMAT),
  version: z.literal(1),
  exported_at: z.number(),
  run: z.looseObject({ id: z.string(), title: z.string() }),
  people: z.record(z.string(), z.string()),
  definition: z.unknown(),
  evidence: z.array(z.unknown()),
  files: z.array(z.unknown()),
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
  if (!read.success) {
    const added = read.error.issues.flatMap((one) => (one.code === 'unrecognized_keys' ? one.keys : []));
    const isOnlyAdded = read.error.issues.every((one) => one.code === 'unrecognized_keys');
    return isOnlyAdded ? { status: 'broken', where: `${added.join(', ')} was added to it` } : { status: 'not_a_trail' };
  }
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
  const workspace = trail.events[0]?.workspace;
  if ([...trail.events, ...trail.procedure].some((one) => one.workspace !== workspace)) {
    return 'it has events of another workspace';
  }
  const folded = foldedOrNot(trail.events);
  if (folded?.kind !== 'run' || folded.state.run !== trail.run.id) return 'its events are not those of a run';
  const { state } = folded;
  if (!says(trail.evidence, state.evidence)) return 'the listed evidence is not what its events recorded';
  if (!says(trail.run, runFacts(state))) return 'what it says of the run is not what its events say';
  if (!says(trail.files, filesOf(state))) return 'its files are not those that were recorded';
  const published = trail.procedure.find((one) => one.type === 'SopPublished' && one.data.revision === state.revision);
  const isOfSop = trail.procedure.every((one) => one.stream === state.sop);
  if (!published || !isOfSop) return 'it does not say when its procedure was published';
  if (!isDeepStrictEqual(published.data.definition, trail.definition)) {
    return 'its procedure is not the one that was published';
  }
  const words = textsIn([trail.events, trail.procedure]);
  const isNamed = Object.keys(trail.people).every((member) => words.has(member));
  return isNamed ? undefined : 'it names people whom its events do not';
}

/** Whether a part of the file is what the events give, as JSON. */
function says(part: unknown, events: unknown): boolean {
  return isDeepStrictEqual(part, JSON.parse(JSON.stringify(events)));
}
