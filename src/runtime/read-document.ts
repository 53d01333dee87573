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

type CreateDraft = Extract<Envelope['command'], { type: 'createDraft' }>;

interface Due {
  readonly workspace: string;
  readonly import: string;
  /** Attempts before this one. */
  readonly attempts: number;
}

/**
 * What fails by a fault of ours is tried as often as this; then the card says that reading failed, and a person decides.
 * Attempts that the process did not outlive count as well.
 */
const ATTEMPTS = 4;
/** How often a draft looks for a free key: others may take the one it found before it is made. */
const KEYS = 5;

/** Done again after a crash or a failure, it finds the drafts that it made: their ids hang on the import's id. */
export async function readDocument(parts: Reading, due: Due): Promise<void> {
  const saved = await loadStream(parts.db, 'import', due.workspace, due.import);
  const state = saved?.state as ImportState | undefined;
  if (state?.status !== 'reading') return;
  const attempt = saved?.version ?? 0;
  if (due.attempts >= ATTEMPTS) return fail(parts, due, attempt, 'failed');
  try {
    const bytes = await parts.files.get(state.document.file);
    if (!bytes) throw new DocumentUnreadable('failed');
    const showing = newestOnly((note) => parts.progressed(due.workspace, due.import, note));
    const file = { name: state.document.name, bytes };
    const drafting = await parts.documents.draft(file, showing.show).finally(async () => {
      await showing.end();
      parts.ended(due.import);
    });
    const sops: string[] = [];
    for (const [index, draft] of drafting.drafts.entries()) {
      const sop = `${due.import}-${index + 1}`;
      const document = { file: state.document.file, name: state.document.name };
      const questions = [...draft.questions];
      const asked = { type: 'createDraft', sop, questions, document, place: state.place } as const;
      await makeDraft(parts, due, `${attempt}:draft:${index}`, asked, draft.definition);
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

/**
 * Two documents with one title make two SOPs: the second's key gets a number. The receipt hangs on the key that was
 * chosen and on the try, because a refusal is remembered: another choice must be heard anew.
 */
async function makeDraft(
  parts: Reading,
  due: Due,
  what: string,
  asked: Omit<CreateDraft, 'definition'>,
  definition: DefinitionInput,
): Promise<void> {
  for (let tried = 1; ; tried++) {
    const key = await freeKey(parts.db, due.workspace, definition.sop, asked.sop);
    const command = { ...asked, definition: { ...definition, sop: key } };
    const reply = await tell(parts, due, `${what}:${key}:${tried}`, command);
    // It was made by an earlier attempt, perhaps under another key.
    if (reply.status === 'accepted' || reply.refusal.code === 'sop_exists') return;
    if (reply.refusal.code === 'key_taken' && tried < KEYS) continue;
    throw new Error(`a draft was refused: ${JSON.stringify(reply.refusal)}`);
  }
}

/**
 * Shows the newest note as soon as the one before is shown, and none of those between. After `end` nothing is shown any
 * more: a late note must not paint over the outcome.
 */
function newestOnly(show: (note: Progress) => Promise<void>) {
  let newest: Progress | undefined;
  let showing: Promise<void> | undefined;
  let isOver = false;
  const loop = async () => {
    while (newest !== undefined && !isOver) {
      const note = newest;
      newest = undefined;
      await show(note);
    }
    showing = undefined;
  };
  return {
    show(note: Progress) {
      newest = note;
      showing ??= loop();
    },
    /** Resolves once the note that is being shown is shown. */
    async end() {
      isOver = true;
      await showing;
    },
  };
}
