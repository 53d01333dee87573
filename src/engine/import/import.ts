/**
 * Reading a document into drafts. A stream of its own, so that progress and failure survive a restart and a failed
 * import can be tried again or discarded.
 */
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { accepted, type Decision, refused } from '../decider.ts';
import type { LeftOut } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import type { People } from '../run/context.ts';
import { type FileRef, fileRef } from '../run/values.ts';
import type { DefinitionProblem } from '../sop/refusals.ts';

const id = z.string().min(1).max(60);

const leftOut = z.strictObject({
  page: z.number().int().nonnegative(),
  quote: z.string().max(LIMITS.text),
  why: z.string().max(LIMITS.title),
});

/** Why a document could not become a draft. Each has its own sentence. */
export const READ_FAILURES = [
  'encrypted',
  'empty',
  'no_text',
  'too_large',
  'too_many_pages',
  'damaged',
  'not_a_document',
  'too_slow',
  'too_much_memory',
  'no_steps',
  'unsupported',
  'definition_invalid',
  'failed',
] as const;
export type ReadFailure = (typeof READ_FAILURES)[number];

/** Problems kept of a definition: nobody mends more in one go. */
const PROBLEMS = 50;

/** What a model had to do with the drafts, and why not with all of them. */
const modelNote = z.strictObject({
  model: z.string().max(100),
  pieces: z.number().int(),
  helped: z.number().int(),
  failed: z
    .enum([
      ...(['down', 'slow', 'refused', 'nonsense', 'over_budget'] as const),
      ...(['quote_unknown', 'steps_lost', 'invalid'] as const),
    ])
    .optional(),
});
export type ModelNote = Readonly<z.output<typeof modelNote>>;

export const importCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('importDocument'), import: id, document: fileRef, place: z.string().max(200) }),
  z.strictObject({
    type: z.literal('noteDrafts'),
    import: id,
    sops: z.array(id).max(100),
    /** SOPs that the document says nothing new for. */
    unchanged: z.array(id).max(100).optional(),
    pages: z.number().int(),
    model: modelNote.optional(),
  }),
  z.strictObject({
    type: z.literal('noteFailure'),
    import: id,
    failure: z.enum(READ_FAILURES),
    /** What is wrong with a definition that was dropped as a file. */
    problems: z
      .array(
        z.strictObject({
          path: z.string().max(LIMITS.text),
          problem: z.string().max(LIMITS.text),
          line: z.number().int().positive().optional(),
        }),
      )
      .max(PROBLEMS)
      .optional(),
    /** How much was read of a document in which there is no step, and what in it reads like one. */
    pages: z.number().int().nonnegative().optional(),
    leftOut: z.array(leftOut).max(LIMITS.leftOut).optional(),
  }),
  z.strictObject({ type: z.literal('retryImport'), import: id }),
  z.strictObject({ type: z.literal('discardImport'), import: id }),
]);
export type ImportCommand = Readonly<z.output<typeof importCommandSchema>>;

export type ImportFact =
  | { type: 'ImportRequested'; import: string; document: FileRef; place: string }
  | {
      type: 'DocumentDrafted';
      sops: readonly string[];
      pages: number;
      model?: ModelNote;
      unchanged?: readonly string[];
    }
  | ({ type: 'ImportFailed' } & Failed)
  | { type: 'ImportRetried' }
  | { type: 'ImportDiscarded' };
export type ImportEvent = Readonly<ImportFact & { at: Instant; actor: Actor }>;

/** Why, and what was learned all the same: problems of a definition, pages that were read, lines that were no steps. */
export interface Failed {
  readonly failure: ReadFailure;
  readonly problems?: readonly DefinitionProblem[];
  readonly pages?: number;
  readonly leftOut?: readonly LeftOut[];
}

export type ImportState =
  | { readonly status: 'none' }
  | (ImportFacts & { readonly status: 'reading' })
  | (ImportFacts & {
      readonly status: 'drafted';
      readonly sops: readonly string[];
      readonly pages: number;
      readonly model?: ModelNote;
      readonly unchanged?: readonly string[];
    })
  | (ImportFacts & Failed & { readonly status: 'failed' })
  | (ImportFacts & { readonly status: 'discarded' });

interface ImportFacts {
  readonly import: string;
  readonly document: FileRef;
  readonly place: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** What a document led to. `draft`: there is an open one, with the document that it is from. */
export interface ImportedSop {
  readonly key: string;
  readonly title: string;
  readonly draft?: { readonly from?: string; readonly isThis: boolean };
}

export type ImportRefusal =
  | { code: 'import_unknown' }
  | { code: 'import_exists' }
  /** The very same file was imported before, and what was drafted from it is still there. */
  | { code: 'already_imported'; name: string; sops: readonly ImportedSop[] }
  | { code: 'not_a_person' }
  | { code: 'not_a_timer' }
  | { code: 'import_settled'; status: 'reading' | 'drafted' | 'failed' | 'discarded' };

export interface ImportContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: People;
  /** The same file, imported before: still being read, or drafted into SOPs that are still there. */
  readonly earlier?: {
    readonly name: string;
    readonly sops: readonly ImportedSop[];
  };
}

export const initialImport: ImportState = { status: 'none' };

/**
 * The life of an import. Members (and agents, who may propose) import, try again and discard; only the reader, a service,
 * notes what became of the reading.
 */
export function decideImport(
  state: ImportState,
  command: ImportCommand,
  context: ImportContext,
): Decision<ImportEvent, ImportRefusal> {
  const happened = (fact: ImportFact) => accepted<ImportEvent>([{ ...fact, at: context.now, actor: context.actor }]);
  const refusal = notAllowed(command, context);
  if (refusal) return refused(refusal);
  if (command.type === 'importDocument') {
    if (state.status !== 'none') return refused({ code: 'import_exists' });
    if (context.earlier) return refused({ code: 'already_imported', ...context.earlier });
    const { document, place } = command;
    return happened({ type: 'ImportRequested', import: command.import, document, place });
  }
  if (state.status === 'none') return refused({ code: 'import_unknown' });
  const settled = refused<ImportRefusal>({ code: 'import_settled', status: state.status });
  switch (command.type) {
    case 'noteDrafts':
      if (state.status !== 'reading') return settled;
      return happened(drafted(command));
    case 'noteFailure':
      return state.status === 'reading' ? happened(failed(command)) : settled;
    case 'retryImport':
      return state.status === 'failed' ? happened({ type: 'ImportRetried' }) : settled;
    case 'discardImport':
      return state.status === 'failed' ? happened({ type: 'ImportDiscarded' }) : settled;
  }
}

function drafted({ sops, pages, model, unchanged }: Extract<ImportCommand, { type: 'noteDrafts' }>): ImportFact {
  return { type: 'DocumentDrafted', sops, pages, ...optional('model', model), ...optional('unchanged', unchanged) };
}

function failed({ failure, problems, pages, leftOut }: Extract<ImportCommand, { type: 'noteFailure' }>): ImportFact {
  const kept = problems?.map(({ line, ...problem }) => ({ ...problem, ...optional('line', line) }));
  return {
    ...{ type: 'ImportFailed', failure, ...optional('problems', kept) },
    ...{ ...optional('pages', pages), ...optional('leftOut', leftOut) },
  };
}

function notAllowed(command: ImportCommand, { actor, people }: ImportContext): ImportRefusal | undefined {
  switch (command.type) {
    case 'noteDrafts':
    case 'noteFailure':
      // The program itself does this; it says so to whoever tries.
      return actor.type === 'service' ? undefined : { code: 'not_a_timer' };
    case 'importDocument':
    case 'retryImport':
    case 'discardImport':
      if (actor.type === 'agent') return undefined;
      return actor.type === 'member' && people.members.includes(actor.id) ? undefined : { code: 'not_a_person' };
  }
}

export function evolveImport(state: ImportState, event: ImportEvent): ImportState {
  if (event.type === 'ImportRequested') {
    const { document, place, actor, at } = event;
    return { status: 'reading', import: event.import, document, place, by: actor, at };
  }
  if (state.status === 'none') return state;
  const { document, place, by, at } = state;
  const facts = { import: state.import, document, place, by, at };
  switch (event.type) {
    case 'DocumentDrafted':
      return {
        ...{ ...facts, status: 'drafted', sops: event.sops, pages: event.pages },
        ...{ ...optional('model', event.model), ...optional('unchanged', event.unchanged) },
      };
    case 'ImportFailed':
      return {
        ...{ ...facts, status: 'failed', failure: event.failure, ...optional('problems', event.problems) },
        ...{ ...optional('pages', event.pages), ...optional('leftOut', event.leftOut) },
      };
    case 'ImportRetried':
      return { ...facts, status: 'reading' };
    case 'ImportDiscarded':
      return { ...facts, status: 'discarded' };
  }
}
