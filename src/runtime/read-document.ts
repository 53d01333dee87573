/** Reads an imported document and makes a draft of each procedure in it. Drafts only: a person publishes. */
import type { Failed, ImportState, ModelNote } from '../engine/import/import.ts';
import { optional } from '../engine/optional.ts';
import type { Database } from '../store/database.ts';
import { loadStream } from '../store/streams.ts';
import { askModel } from './ask-model.ts';
import type { Envelope, Reply } from './command.ts';
import { keepFindings } from './findings.ts';
import { type Placed, placeDraft } from './place-draft.ts';
import {
  type DocumentReader,
  DocumentUnreadable,
  type Files,
  type Model,
  type Progress,
  type ReadDocument,
} from './ports.ts';

export interface Reading {
  readonly db: Database;
  /** Holds the document by the id that its import names; what is found in it is kept there too. */
  readonly files: Files;
  readonly documents: DocumentReader;
  /** Absent: drafts are what the document's structure says. */
  readonly model?: Model | undefined;
  readonly handle: (envelope: Envelope) => Promise<Reply>;
  /** Shows on the import's card what is being done. Never rejects; nothing waits for it but the next note. */
  readonly progressed: (workspace: string, importId: string, progress: Progress) => Promise<void>;
  /** The reading is over, whatever came of it: there is no progress to show any more. */
  readonly ended: (importId: string) => void;
}

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

/**
 * Reads the document of an import that is being read, and notes on the import what came of it: drafts, or why there are
 * none. Any other import is left as it is. What is wrong with the document is noted, not thrown. A fault of ours is thrown,
 * for the next attempt; the last one notes it as well (`failed`). Done again after a crash or a failure, it finds the drafts
 * that it made: their ids hang on the import's id.
 */
export async function readDocument(parts: Reading, due: Due): Promise<void> {
  const saved = await loadStream(parts.db, 'import', due.workspace, due.import);
  const state = saved?.state as ImportState | undefined;
  if (state?.status !== 'reading') return;
  const attempt = saved?.version ?? 0;
  if (due.attempts >= ATTEMPTS) return fail(parts, due, attempt, { failure: 'failed' });
  try {
    const bytes = await parts.files.get(state.document.file);
    if (!bytes) throw new DocumentUnreadable('failed');
    const showing = newestOnly((note) => parts.progressed(due.workspace, due.import, note));
    const file = { name: state.document.name, bytes };
    const drafting = await drafted(parts, file, showing.show).finally(async () => {
      await showing.end();
      parts.ended(due.import);
    });
    const { pages, model, leftOut } = drafting;
    if (drafting.drafts.length === 0) {
      const learned = { failure: 'no_steps', pages, ...optional('leftOut', leftOut) } as const;
      return await fail(parts, due, attempt, learned);
    }
    const found = await keepFindings(parts.files, drafting);
    const placed: Placed[] = [];
    for (const [index, draft] of drafting.drafts.entries()) {
      const leftOut = (draft.leftOut ?? []).length;
      const findings = found === undefined ? {} : { findings: { file: found, draft: index, leftOut } };
      const document = { file: state.document.file, name: state.document.name, ...findings };
      const at = {
        db: parts.db,
        files: parts.files,
        workspace: due.workspace,
        sop: `${due.import}-${index + 1}`,
        place: state.place,
      };
      const tellOf = (what: string, command: Envelope['command']) =>
        tell(parts, due, `${attempt}:draft:${index}:${what}`, command);
      placed.push(await placeDraft({ ...at, draft, document, tell: tellOf }));
    }
    const idsOf = (some: readonly Placed[]) => [...new Set(some.map((one) => one.sop))];
    const unchanged = idsOf(placed.filter((one) => one.isUnchanged));
    const sops = idsOf(placed.filter((one) => !one.isUnchanged));
    const more = { ...(model ? { model } : {}), ...(unchanged.length > 0 ? { unchanged } : {}) };
    await tell(parts, due, `${attempt}:drafted`, { type: 'noteDrafts', import: due.import, sops, pages, ...more });
  } catch (error) {
    const isOver = error instanceof DocumentUnreadable || due.attempts + 1 >= ATTEMPTS;
    if (isOver) await fail(parts, due, attempt, error instanceof DocumentUnreadable ? error : { failure: 'failed' });
    if (!(error instanceof DocumentUnreadable)) throw error;
  }
}

/** The structural draft, and what the model adds to it if there is one. */
async function drafted(
  { documents, model }: Reading,
  file: { readonly name: string; readonly bytes: Uint8Array },
  progress: (note: Progress) => void,
): Promise<ReadDocument & { readonly model?: ModelNote }> {
  const read = await documents.draft(file, progress);
  // A model adds to drafts; it makes none.
  if (!model || !read.document || read.drafts.length === 0) return read;
  const { drafts, note } = await askModel(model, read.document, read, progress);
  return { ...read, drafts, model: note };
}

async function fail(
  parts: Reading,
  due: Due,
  attempt: number,
  { failure, problems = [], pages, leftOut = [] }: Failed,
): Promise<void> {
  await tell(parts, due, `${attempt}:failed`, {
    ...{ type: 'noteFailure', import: due.import, failure, ...optional('pages', pages) },
    ...optional('problems', problems.length > 0 ? [...problems] : undefined),
    ...optional('leftOut', leftOut.length > 0 ? [...leftOut] : undefined),
  });
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
