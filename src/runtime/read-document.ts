/** Reads an imported document and makes a draft of each procedure in it. Drafts only: a person publishes. */
import type { DefinitionInput } from '../engine/definition.ts';
import type { ImportState, ReadFailure } from '../engine/import/import.ts';
import type { Database } from '../store/database.ts';
import { freeKey } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import type { Envelope, Reply } from './command.ts';
import { type DocumentReader, DocumentUnreadable, type Files, type Progress } from './ports.ts';

export interface Reading {
  readonly db: Database;
  readonly files: Files;
  readonly documents: DocumentReader;
  readonly handle: (envelope: Envelope) => Promise<Reply>;
  /** Shows on the import's card what is being done. */
  readonly progressed: (workspace: string, importId: string, progress: Progress) => Promise<void>;
  readonly ended: (importId: string) => void;
}

interface Due {
  readonly workspace: string;
  readonly import: string;
  /** Attempts before this one. */
  readonly attempts: number;
}

/** A fault of ours is tried again as often as this; then the card says that reading failed, and a person decides. */
const ATTEMPTS = 4;

/** Done again after a crash, it finds the drafts that it made: their ids and receipts hang on the import's id. */
export async function readDocument(parts: Reading, due: Due): Promise<void> {
  const saved = await loadStream(parts.db, 'import', due.workspace, due.import);
  const state = saved?.state as ImportState | undefined;
  if (state?.status !== 'reading') return;
  const attempt = saved?.version ?? 0;
  try {
    const bytes = await parts.files.get(state.document.file);
    if (!bytes) throw new DocumentUnreadable('failed');
    // Shown one after the other, and all before the outcome: a late one must not paint over it.
    let shown = Promise.resolve();
    const progress = (note: Progress) => {
      shown = shown.then(() => parts.progressed(due.workspace, due.import, note));
    };
    const drafting = await parts.documents.draft({ name: state.document.name, bytes }, progress).finally(async () => {
      await shown;
      parts.ended(due.import);
    });
    const sops: string[] = [];
    for (const [index, draft] of drafting.drafts.entries()) {
      const sop = `${due.import}-${attempt}-${index + 1}`;
      const definition = await withFreeKey(parts, due.workspace, sop, draft.definition);
      const document = { file: state.document.file, name: state.document.name };
      const command = {
        type: 'createDraft',
        sop,
        definition,
        questions: [...draft.questions],
        document,
        place: state.place,
      };
      const reply = await tell(parts, due, `${attempt}:draft:${index}`, command as Envelope['command']);
      if (reply.status === 'refused') throw new Error(`a draft was refused: ${JSON.stringify(reply.refusal)}`);
      sops.push(sop);
    }
    if (sops.length === 0) throw new DocumentUnreadable('no_steps');
    const noted = { type: 'noteDrafts', import: due.import, sops, pages: drafting.pages } as const;
    await tell(parts, due, `${attempt}:drafted`, noted);
  } catch (error) {
    const isOver = error instanceof DocumentUnreadable || due.attempts + 1 >= ATTEMPTS;
    if (isOver) await fail(parts, due, attempt, error instanceof DocumentUnreadable ? error.failure : 'failed');
    if (!(error instanceof DocumentUnreadable)) throw error;
  }
}

async function fail(parts: Reading, due: Due, attempt: number, failure: ReadFailure): Promise<void> {
  await tell(parts, due, `${attempt}:failed`, { type: 'noteFailure', import: due.import, failure });
}

async function tell(parts: Reading, due: Due, what: string, command: Envelope['command']): Promise<Reply> {
  const key = `effect:${due.import}:${what}`;
  const actor = { type: 'service', id: 'import' } as const;
  const reply = await parts.handle({ workspace: due.workspace, key, actor, command });
  // Nothing was noted: the effect must not be taken for done.
  if (reply.status === 'refused' && reply.refusal.code === 'busy') throw new Error('too many commands at once');
  return reply;
}

/** Two documents with one title make two SOPs: the second's key gets a number. */
async function withFreeKey(parts: Reading, workspace: string, sop: string, definition: DefinitionInput) {
  return { ...definition, sop: await freeKey(parts.db, workspace, definition.sop, sop) };
}
