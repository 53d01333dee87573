/** What the API says and takes, for the served OpenAPI document and for checking what comes in. */
import { z } from '@hono/zod-openapi';
import { actorSchema } from '../../engine/actor.ts';
import { LIMITS } from '../../engine/limits.ts';
import { runCommandSchema } from '../../engine/run/commands.ts';
import { fileRef, inputValues } from '../../engine/run/values.ts';
import { SOP_STATUSES } from '../../store/reads/library.ts';

export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const instant = z.number().int().openapi({ description: 'Milliseconds since 1970, UTC', example: 1_795_503_600_000 });
const count = z.number().int().nonnegative();
/** What has a shape of its own in the engine; told as it is kept. */
const plain = z.unknown();

export const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string() })
  .openapi('Problem');

const runInFlight = z.object({ id: z.string(), startedAt: instant, ended: count, of: count, isLate: z.boolean() });

export const routineSchema = z
  .object({
    id: z.string(),
    status: z.enum(['active', 'paused', 'ended']),
    when: z.string(),
    timeZone: z.string(),
    next: instant.nullable(),
  })
  .openapi('Routine');

const summary = {
  id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.enum(SOP_STATUSES),
  revision: count,
  workstream: z.string().nullable(),
  owner: z
    .object({ role: z.string(), title: z.string(), members: list(z.object({ id: z.string(), name: z.string() })) })
    .nullable(),
  readiness: z.number().min(0).max(100),
  stepCount: count,
  delegation: z.record(z.string(), count),
  draft: z.object({ draft: count, edit: count, openQuestions: count, editedAt: instant }).nullable(),
  run: runInFlight.nullable(),
  openRuns: count,
  routine: routineSchema.nullable(),
  lastRun: z.object({ id: z.string(), outcome: z.string(), endedAt: instant }).nullable(),
  openProposals: count,
};

export const sopSummarySchema = z.object(summary).openapi('SopSummary');

const step = z
  .object({
    ...{ id: z.string(), order: count, title: z.string(), kind: z.string(), judgment: z.string() },
    delegation: z.string(),
    role: z.object({ id: z.string(), title: z.string() }).nullable(),
    state: z.enum(['todo', 'now', 'done', 'blocked']),
    why: z.string(),
    ...{ assignee: z.string().nullable(), since: instant.nullable(), due: instant.nullable() },
    ...{ endedAt: instant.nullable(), endedBy: actorSchema.nullable() },
  })
  .openapi('Step');

const runSummary = {
  id: z.string(),
  sop: z.object({ id: z.string(), key: z.string(), title: z.string() }),
  revision: count,
  status: z.enum(['open', 'ended']),
  outcome: z.string().nullable(),
  place: z.string(),
  startedAt: instant,
  endedAt: instant.nullable(),
};
export const runSummarySchema = z.object(runSummary).openapi('RunSummary');

export const sopDetailSchema = z
  .object({
    ...summary,
    purpose: z.string().nullable(),
    steps: list(step),
    clauses: list(z.object({ question: z.string(), score: z.number(), findings: list(z.string()) })),
    definition: plain,
    routines: list(routineSchema),
    runs: list(runSummarySchema),
    lately: z.object({ open: count, completed: count, incomplete: count, cancelled: count }),
    revisions: list(z.object({ revision: count, hash: z.string(), publishedAt: instant, publishedBy: actorSchema })),
    document: z.object({ file: z.string(), name: z.string() }).nullable(),
  })
  .openapi('SopDetail');

export const runDetailSchema = z
  .object({
    ...runSummary,
    ...{ startedBy: actorSchema, endedBy: actorSchema.nullable(), routine: z.string().nullable() },
    ...{ due: instant.nullable(), closes: instant.nullable(), inputs: z.record(z.string(), plain) },
    steps: list(step),
    ...{ exceptions: list(plain), evidence: list(plain), notes: list(plain), definition: plain },
    chain: z.object({ length: count, head: z.string() }),
  })
  .openapi('RunDetail');

export const pageOf = z.object({
  limit: z.coerce.number().int().min(1).max(LIMITS.rowsPerAnswer).default(50),
  after: z.string().max(200).optional().openapi({ description: 'The `next` of the page before' }),
});

export const idParam = z.object({ id: z.string().min(1).max(100) });

const { options } = runCommandSchema;
type Option = (typeof options)[number];
const NOT_FOR_CALLERS: ReadonlySet<Option['shape']['type']['value']> = new Set([
  ...(['startRun', 'noteHolder', 'noteAbsence', 'endSubstitute', 'remindStep', 'escalateStep', 'expireStep'] as const),
  ...(['noteLate', 'expireRun'] as const),
]);

/** The engine's own commands, as far as people and services issue them; the run is in the address. */
const acting = options
  .filter((one) => !NOT_FOR_CALLERS.has(one.shape.type.value))
  .map((one) => (one as z.ZodObject).omit({ run: true }));

export const commandBody = z
  .union(acting as unknown as readonly [z.ZodObject, z.ZodObject, ...z.ZodObject[]])
  .openapi('RunCommand');

export const startBody = z
  .strictObject({
    inputs: inputValues.default({}),
    place: z.string().min(3).max(200).optional().openapi({
      description:
        'The conversation for its card, such as web:kitchen; left out: where the SOP ran last, or its routine is',
    }),
  })
  .openapi('StartRun');

// Made here anew: what the engine made before this library was loaded cannot be named.
export const fileSchema = z.strictObject(fileRef.shape).openapi('File');
