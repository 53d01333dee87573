/**
 * A run's evidence for an auditor who has never seen Sopwith: as a PDF, and as a ZIP with that PDF, the evidence trail
 * and the files. Who may have it is asked by whoever hands it out (`refusalToSee`).
 */
import { hash } from 'node:crypto';
import { evidencePaper } from '../cards/pack/evidence-paper.ts';
import { packedFiles, pathInPack } from '../cards/pack/files.ts';
import { asOf, type Packed } from '../cards/pack/packed.ts';
import { packReadme } from '../cards/pack/readme.ts';
import type { Instant } from '../engine/instant.ts';
import { accountOf } from '../engine/run/account.ts';
import type { Db } from '../store/database.ts';
import type { StoredEvent } from '../store/events.ts';
import { findWorkspace } from '../store/workspaces.ts';
import { type EvidenceTrail, evidenceTrail } from './evidence-trail.ts';
import type { Memory } from './memory.ts';
import type { BytesOf, Files, PackEntry, Packs } from './ports.ts';
import { replayed } from './replay.ts';

export interface Packing {
  readonly db: Db;
  readonly memory: Memory;
  readonly files: Files;
  readonly packs: Packs;
}

export interface PackWanted {
  readonly workspace: string;
  readonly run: string;
  readonly as: 'pdf' | 'zip';
  readonly now: Instant;
}

export interface Pack {
  readonly name: string;
  readonly mime: string;
  /** Made while it is read, and only once. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The pack of a run; undefined if there is no such run in the workspace. */
export async function packOf(parts: Packing, { as, ...where }: PackWanted): Promise<Pack | undefined> {
  const { db, memory, packs } = parts;
  const trail = await evidenceTrail(db, memory, where);
  const workspace = await findWorkspace(db, where.workspace);
  if (!trail || !workspace) return undefined;
  const packed = packedOf(trail, workspace);
  const name = `${trail.run.sop}-${trail.run.id}.evidence.${as}`;
  const bytesOf = unchanged(parts.files);
  if (as === 'pdf') return { name, mime: 'application/pdf', chunks: packs.pdf(evidencePaper(packed), bytesOf) };
  const entries = entriesOf({ packs, packed, trail, bytesOf, name });
  return { name, mime: 'application/zip', chunks: packs.zip(entries, asOf(packed)) };
}

/** What the pages say comes from the trail alone: whoever checks the trail checks all that they can say. */
export function packedOf(trail: EvidenceTrail, workspace: Packed['workspace']): Packed {
  const folded = replayed(trail.events);
  if (folded.kind !== 'run') throw new Error('the events of a trail are those of a run');
  const { state: run, events } = folded;
  const published = trail.procedure.find((one) => one.type === 'SopPublished' && isRevision(one, run.revision));
  return {
    ...{ run, events, workspace, definition: trail.definition, people: trail.people },
    waits: accountOf(events, [0, Number.POSITIVE_INFINITY])?.waits ?? [],
    published: published && { by: published.actor as Packed['run']['startedBy'], at: published.at },
    heads: { run: headOf(trail.events), procedure: headOf(trail.procedure) },
  };
}

function isRevision({ data }: StoredEvent, revision: number): boolean {
  return (data as { readonly revision?: number }).revision === revision;
}

function headOf(events: readonly StoredEvent[]): Packed['heads']['run'] {
  return { events: events.length, hash: events.at(-1)?.hash ?? '' };
}

interface Entries {
  readonly packs: Packs;
  readonly packed: Packed;
  readonly trail: EvidenceTrail;
  readonly bytesOf: BytesOf;
  readonly name: string;
}

/** README.txt comes last: only then is it known which files are gone. */
async function* entriesOf({ packs, packed, trail, bytesOf, name }: Entries): AsyncGenerator<PackEntry> {
  yield { path: 'evidence.pdf', content: packs.pdf(evidencePaper(packed), bytesOf) };
  yield { path: 'trail.json', content: new TextEncoder().encode(`${JSON.stringify(trail, null, 2)}\n`) };
  const missing = new Set<string>();
  for (const one of packedFiles(packed.run.evidence)) {
    const content = await bytesOf(one.file);
    if (content) yield { path: pathInPack(one), content };
    else missing.add(one.file);
  }
  yield { path: 'README.txt', content: new TextEncoder().encode(packReadme(packed, { name, missing })) };
}

/** A file's name is its content: bytes that were changed in the store are not the evidence any more. */
function unchanged(files: Files): BytesOf {
  return async (file) => {
    const bytes = await files.get(file);
    return bytes && hash('sha256', bytes) === file ? bytes : undefined;
  };
}
