/** What was found in a document beside its drafts, kept as a file: what a reviewer sees next to a draft. */
import { z } from 'zod';
import type { Definition } from '../engine/definition.ts';
import type { SourceDocument } from '../engine/drafting/document.ts';
import type { Inference, LeftOut, ProposedDraft, ProposedRoutine } from '../engine/drafting/draft.ts';
import type { Files, ReadDocument } from './ports.ts';

export interface Findings {
  readonly document: SourceDocument;
  readonly drafts: readonly DraftFindings[];
}

type Source = NonNullable<Definition['steps'][number]['source']>;
interface Drafted {
  readonly id: string;
  readonly source: Pick<Source, 'page' | 'quote'>;
}

export interface DraftFindings {
  /** The steps by the ids that the inferences name, with the words they came from; absent in files of before. */
  readonly steps?: readonly Drafted[];
  readonly inferences: readonly Inference[];
  readonly leftOut: readonly LeftOut[];
  readonly routine?: ProposedRoutine;
}

/** Gives the id of the file; undefined where there was no document to find anything in. */
export async function keepFindings(files: Files, read: ReadDocument): Promise<string | undefined> {
  if (!read.document) return undefined;
  const findings: Findings = { document: read.document, drafts: read.drafts.map(findingsOf) };
  return files.put(new TextEncoder().encode(JSON.stringify(findings)));
}

function findingsOf({ definition, inferences = [], leftOut = [], routine }: ProposedDraft): DraftFindings {
  const steps = (definition.steps ?? []).flatMap(({ id, source }): Drafted[] => {
    if (!source) return [];
    const { page, quote } = source;
    return [{ id, source: { quote, ...(page === undefined ? {} : { page }) } }];
  });
  return { inferences, leftOut, steps, ...(routine ? { routine } : {}) };
}

/**
 * The inferences with the ids that their steps have in this draft. In a draft of a next revision a step goes by the id
 * that it had before, and is known by the words of the document that it came from, as is one that was joined to another.
 */
export function inferencesFor(definition: Definition, { inferences, steps = [] }: DraftFindings): Inference[] {
  const ids = new Map(steps.map((one) => [one.id, idIn(definition, steps, one)]));
  return inferences.flatMap((one) => {
    const id = one.step === undefined ? undefined : ids.has(one.step) ? ids.get(one.step) : one.step;
    if (one.step !== undefined && id === undefined) return [];
    return [id === undefined ? one : { ...one, step: id }];
  });
}

function idIn(definition: Definition, drafted: readonly Drafted[], { id, source }: Drafted): string | undefined {
  const isOf = (other: Pick<Source, 'page' | 'quote'> | undefined) =>
    other?.page === source.page && other?.quote === source.quote;
  const same = definition.steps.filter((step) => isOf(step.source));
  const place = drafted.filter((one) => isOf(one.source)).findIndex((one) => one.id === id);
  const found = same.find((step) => step.id === id) ?? same[place];
  if (found) return found.id;
  const lines = (quote: string) => `\n${quote}\n`;
  const joined = definition.steps.find(
    (step) => step.source?.page === source.page && lines(step.source?.quote ?? '').includes(lines(source.quote)),
  );
  return joined?.id;
}

const shape = z.object({ document: z.object({ blocks: z.array(z.unknown()) }), drafts: z.array(z.unknown()) });

/** What `keepFindings` kept; undefined if the file is gone. */
export async function findingsIn(files: Files, file: string): Promise<Findings | undefined> {
  const bytes = await files.get(file);
  if (!bytes) return undefined;
  const kept: unknown = JSON.parse(new TextDecoder().decode(bytes));
  // This program wrote it, under its hash; whatever else is there is not findings.
  return shape.safeParse(kept).success ? (kept as Findings) : undefined;
}
