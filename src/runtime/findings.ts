/** What was found in a document beside its drafts, kept as a file: what a reviewer sees next to a draft. */
import { z } from 'zod';
import type { SourceDocument } from '../engine/drafting/document.ts';
import type { Inference, LeftOut, ProposedDraft, ProposedRoutine } from '../engine/drafting/draft.ts';
import type { Files, ReadDocument } from './ports.ts';

export interface Findings {
  readonly document: SourceDocument;
  readonly drafts: readonly DraftFindings[];
}

export interface DraftFindings {
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

function findingsOf({ inferences = [], leftOut = [], routine }: ProposedDraft): DraftFindings {
  return { inferences, leftOut, ...(routine ? { routine } : {}) };
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
