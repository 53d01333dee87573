/** Whether a file that somebody dropped looks like a procedure: a short look, before anybody is asked about it. */
import { type DocumentReader, DocumentUnreadable } from './ports.ts';

/** Longest look, in milliseconds. */
const LONGEST = 10_000;
/** Fewer steps are found in any letter. */
const FEWEST_STEPS = 3;

/** False also for what would take long: pictures are not recognised for it. */
export async function looksLikeProcedure(
  documents: DocumentReader,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<boolean> {
  const tired = new AbortController();
  const late = setTimeout(() => tired.abort(), LONGEST);
  try {
    const { drafts } = await documents.draft(
      file,
      (note) => {
        if (note.scanned) tired.abort();
      },
      tired.signal,
    );
    return drafts.some((draft) => (draft.definition.steps?.length ?? 0) >= FEWEST_STEPS);
  } catch (error) {
    if (error instanceof DocumentUnreadable || tired.signal.aborted) return false;
    throw error;
  } finally {
    clearTimeout(late);
  }
}
